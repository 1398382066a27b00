"""What no honest browser sends, and what nobody can see."""

import re

from django.http import QueryDict

# SQLite stores a NUL and PostgreSQL refuses it; a lone surrogate cannot even be written into an answer.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
# Control characters (from pasted PDFs, too), and marks that turn the direction of the text around them.
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_END = re.compile("\r\n?")


def is_impossible(value: str) -> bool:
    return bool(_IMPOSSIBLE.search(value))


def has_impossible_text(data: QueryDict) -> bool:
    return any(is_impossible(value) for values in dict(data).values() for value in values)


def cleaned_text(value: str) -> str:
    """Return the text without what cannot be stored or seen, and with one kind of line end."""
    return _LINE_END.sub("\n", _INVISIBLE.sub("", _IMPOSSIBLE.sub("", value)))


def cleaned_data(data: QueryDict) -> QueryDict:
    """Return a changeable copy with every value cleaned."""
    copy = QueryDict(mutable=True)
    for name, values in data.lists():
        copy.setlist(cleaned_text(name), [cleaned_text(value) for value in values])
    return copy
