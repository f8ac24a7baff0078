import unittest
from datetime import date

from billing.due import due_date
from billing.reminders import reminder_date


class DueTest(unittest.TestCase):
    def test_a_working_day_stays(self):
        self.assertEqual(due_date(date(2026, 1, 5), 14), date(2026, 1, 19))

    def test_a_saturday_becomes_the_monday_after(self):
        self.assertEqual(due_date(date(2026, 1, 1), 9), date(2026, 1, 12))

    def test_a_reminder_comes_three_days_later(self):
        self.assertEqual(reminder_date(date(2026, 1, 5)), date(2026, 2, 7))
