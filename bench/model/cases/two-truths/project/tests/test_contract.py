import unittest
from datetime import date

from billing.due import due_date


class ContractTest(unittest.TestCase):
    """What the contract with our customers says."""

    def test_a_saturday_becomes_the_friday_before(self):
        self.assertEqual(due_date(date(2026, 1, 1), 9), date(2026, 1, 9))
