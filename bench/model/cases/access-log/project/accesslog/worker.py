import logging

from .report import traffic

log = logging.getLogger("accesslog.worker")


def run(batch):
    """Counts one batch of lines; a batch that cannot be read is reported whole, and left aside."""
    try:
        return traffic(batch)
    except Exception:
        log.exception("batch of %d lines left aside", len(batch))
        return None
