import unittest

from contacts import load
from contacts.fields import Malformed


class LoadTest(unittest.TestCase):
    def test_plain(self):
        self.assertEqual(load("name,city\nAda,Ghent\n"), [{"name": "Ada", "city": "Ghent"}])

    def test_quotes(self):
        self.assertEqual(load('name,note\n"Byron, Ada","said ""no"""\n'), [{"name": "Byron, Ada", "note": 'said "no"'}])

    def test_the_line_of_a_mistake_is_named(self):
        with self.assertRaises(Malformed) as caught:
            load("name,city\nAda,Ghent\n\nBob\n")
        self.assertEqual(caught.exception.line, 4)

    def test_an_address_of_two_lines(self):
        text = 'name,address,city\nAda,"Dock 4\nWarehouse",Ghent\nBob,Main St,Oslo\n'
        self.assertEqual(
            load(text),
            [
                {"name": "Ada", "address": "Dock 4\nWarehouse", "city": "Ghent"},
                {"name": "Bob", "address": "Main St", "city": "Oslo"},
            ],
        )
