from datetime import timedelta

WEEKEND = (5, 6)


def due_date(sent, days=30):
    """When an invoice must be paid: so many days after it was sent, on a working day."""
    due = sent + timedelta(days=days)
    while due.weekday() in WEEKEND:
        due += timedelta(days=1)
    return due
