from collections import Counter

from .line import parse_line


def traffic(lines):
    """Requests and bytes by host, the busiest first."""
    requests, sizes = Counter(), Counter()
    for line in lines:
        if not line.strip():
            continue
        access = parse_line(line)
        requests[access.host] += 1
        sizes[access.host] += access.size
    return [(host, count, sizes[host]) for host, count in requests.most_common()]


def failures(lines):
    """Paths that the server failed on, with how often."""
    found = Counter()
    for line in lines:
        access = parse_line(line)
        if access.status >= 500:
            found[access.path] += 1
    return dict(found)
