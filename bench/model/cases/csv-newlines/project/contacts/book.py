from .fields import Malformed
from .records import records


def load(text):
    """Contacts as dictionaries, by the names of the first record."""
    found = list(records(text.removeprefix("\ufeff")))
    if not found:
        return []
    (_, names), *rest = found
    contacts = []
    for number, values in rest:
        if len(values) != len(names):
            raise Malformed(f"{len(values)} fields where {len(names)} are named", number)
        contacts.append(dict(zip(names, values)))
    return contacts
