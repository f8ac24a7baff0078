"""Records of a file, with the number of the line on which each begins."""

from .fields import fields


def records(text):
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == "":
            continue
        yield number, fields(line, number)
