import unittest

from ledger.money import Money
from ledger.split import shares


class SharesTest(unittest.TestCase):
    def cents(self, amount, weights):
        return [share.cents for share in shares(Money(amount), weights)]

    def test_add_up(self):
        for amount in (0, 1, 99, 100, 101, 99999):
            for weights in ([1, 1, 1], [1, 2, 4], [5, 0, 3], [7, 7, 7, 7, 7, 7]):
                self.assertEqual(sum(self.cents(amount, weights)), amount)

    def test_largest_remainder(self):
        self.assertEqual(self.cents(100, [1, 2, 4]), [14, 29, 57])
        self.assertEqual(self.cents(5, [1, 1, 1]), [2, 2, 1])
        self.assertEqual(self.cents(1, [0, 1]), [0, 1])

    def test_a_credit_adds_up(self):
        self.assertEqual(sum(self.cents(-100, [1, 1, 1])), -100)

    def test_currency_is_kept(self):
        self.assertEqual({share.currency for share in shares(Money(10, "SEK"), [1, 2])}, {"SEK"})
