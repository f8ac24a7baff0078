import unittest

from accesslog.line import parse_line
from accesslog.report import traffic


def line(host):
    return f'{host} - - [06/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5'


class HiddenTest(unittest.TestCase):
    def test_addresses(self):
        for host in ("2001:db8::7334", "::1", "::ffff:192.0.2.1", "192.0.2.1"):
            self.assertEqual(parse_line(line(host)).host, host)

    def test_traffic_of_both(self):
        self.assertEqual(traffic([line("::1"), line("::1"), line("192.0.2.1")]), [("::1", 2, 10), ("192.0.2.1", 1, 5)])
