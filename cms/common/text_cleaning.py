"""Removes characters that cannot be stored or seen."""

import re
import unicodedata

from django.http import QueryDict

# SQLite accepts NUL, PostgreSQL does not. A lone surrogate cannot be encoded in a response.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
# Control characters (common in text pasted from PDFs) and marks that change the direction of text.
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_END = re.compile("\r\n?")


def is_impossible(value: str) -> bool:
    return bool(_IMPOSSIBLE.search(value))


def has_impossible_text(data: QueryDict) -> bool:
    return any(is_impossible(value) for values in dict(data).values() for value in values)


def cleaned_text(value: str) -> str:
    """Return the text without such characters, with line ends and accents normalised (macOS writes ü as two)."""
    plain = _INVISIBLE.sub("", _IMPOSSIBLE.sub("", value))
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", plain))


def cleaned_data(data: QueryDict) -> QueryDict:
    """Return a mutable copy with all names and values cleaned."""
    copy = QueryDict(mutable=True)
    for name, values in data.lists():
        copy.setlist(cleaned_text(name), [cleaned_text(value) for value in values])
    return copy
