import unittest

from contacts import load
from contacts.fields import Malformed


class HiddenTest(unittest.TestCase):
    def test_windows_line_ends(self):
        self.assertEqual(load('name,note\r\nAda,"a\r\nb"\r\nBob,c\r\n')[1], {"name": "Bob", "note": "c"})

    def test_blank_lines_inside_quotes_stay(self):
        self.assertEqual(load('name,note\nAda,"a\n\nb"\n'), [{"name": "Ada", "note": "a\n\nb"}])

    def test_doubled_quotes_beside_breaks(self):
        self.assertEqual(load('name,note\nAda,"""a""\n""b"""\n'), [{"name": "Ada", "note": '"a"\n"b"'}])

    def test_lines_are_counted_through_quotes(self):
        with self.assertRaises(Malformed) as caught:
            load('name,note\nAda,"a\nb"\nBob\n')
        self.assertEqual(caught.exception.line, 4)

    def test_a_quote_that_is_never_closed(self):
        with self.assertRaises(Malformed) as caught:
            load('name,note\nAda,"a\nb\n')
        self.assertEqual(caught.exception.line, 2)

    def test_without_a_break_at_the_end(self):
        self.assertEqual(load('name,note\nAda,"a\nb"'), [{"name": "Ada", "note": "a\nb"}])
