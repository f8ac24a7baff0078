import re
from dataclasses import dataclass
from datetime import datetime

# host ident user [time] "request" status bytes
LINE = re.compile(
    r"(?P<host>[\d.]+) \S+ (?P<user>\S+) \[(?P<time>[^\]]+)\] "
    r'"(?P<method>[A-Z]+) (?P<path>\S+)(?: (?P<protocol>\S+))?" (?P<status>\d{3}) (?P<bytes>\d+|-)'
)


@dataclass(frozen=True)
class Access:
    host: str
    user: str | None
    time: datetime
    method: str
    path: str
    status: int
    size: int


def parse_line(line):
    """One line of a server's access log, in the common log format."""
    match = LINE.match(line)
    user = match.group("user")
    size = match.group("bytes")
    return Access(
        host=match.group("host"),
        user=None if user == "-" else user,
        time=datetime.strptime(match.group("time"), "%d/%b/%Y:%H:%M:%S %z"),
        method=match.group("method"),
        path=match.group("path"),
        status=int(match.group("status")),
        size=0 if size == "-" else int(size),
    )
