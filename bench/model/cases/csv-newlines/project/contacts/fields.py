"""Fields of one record: separated by commas, quoted where they hold a comma, a quote (doubled) or a line break."""


class Malformed(ValueError):
    def __init__(self, message, line):
        super().__init__(f"line {line}: {message}")
        self.line = line


def fields(text, line=1):
    result = []
    at = 0
    while True:
        value, at = _quoted(text, at + 1, line) if text[at : at + 1] == '"' else _plain(text, at)
        result.append(value)
        if at >= len(text):
            return result
        if text[at] != ",":
            raise Malformed("text after a closing quote", line)
        at += 1


def _plain(text, at):
    end = text.find(",", at)
    end = len(text) if end < 0 else end
    return text[at:end].strip(), end


def _quoted(text, at, line):
    parts = []
    while True:
        end = text.find('"', at)
        if end < 0:
            raise Malformed("quote is not closed", line)
        parts.append(text[at:end])
        if text[end + 1 : end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        at = end + 2
