import unittest
from datetime import datetime, timezone

from accesslog.line import parse_line
from accesslog.report import failures, traffic

PLAIN = '203.0.113.9 - ada [06/Jan/2026:10:00:00 +0000] "GET /index.html HTTP/1.1" 200 512'


class LineTest(unittest.TestCase):
    def test_plain(self):
        access = parse_line(PLAIN)
        self.assertEqual((access.host, access.user, access.size), ("203.0.113.9", "ada", 512))
        self.assertEqual(access.time, datetime(2026, 1, 6, 10, tzinfo=timezone.utc))

    def test_no_bytes(self):
        self.assertEqual(parse_line(PLAIN.replace("512", "-")).size, 0)

    def test_traffic(self):
        self.assertEqual(traffic([PLAIN, "", PLAIN]), [("203.0.113.9", 2, 1024)])

    def test_failures(self):
        self.assertEqual(failures([PLAIN.replace("200", "502")]), {"/index.html": 1})
