from datetime import timedelta

from .due import due_date


def reminder_date(sent, grace=3):
    return due_date(sent) + timedelta(days=grace)
