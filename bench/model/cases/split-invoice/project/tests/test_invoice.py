import unittest

from ledger.invoice import Invoice, Item
from ledger.money import Money, total


class InvoiceTest(unittest.TestCase):
    def test_two_share_alike(self):
        invoice = Invoice(["ada", "bob"], [Item("rent", Money.parse("900"))])
        self.assertEqual(invoice.owed(), {"ada": Money(45000), "bob": Money(45000)})

    def test_weights(self):
        invoice = Invoice(["ada", "bob"], [Item("heating", Money.parse("80"), {"ada": 3, "bob": 1})])
        self.assertEqual(invoice.owed(), {"ada": Money(6000), "bob": Money(2000)})

    def test_three_share_what_cannot_be_divided(self):
        invoice = Invoice(["ada", "bob", "cy"], [Item("router", Money.parse("100"))])
        self.assertEqual(total(invoice.owed().values()), invoice.total())
        self.assertEqual(invoice.owed(), {"ada": Money(3334), "bob": Money(3333), "cy": Money(3333)})

    def test_unknown_person(self):
        with self.assertRaises(ValueError):
            Invoice(["ada"], [Item("rent", Money(1), {"bob": 1})]).owed()
