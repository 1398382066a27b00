"""File names for display, never for finding a file."""

import re
import unicodedata
from pathlib import PurePath

from django.core.exceptions import SuspiciousFileOperation
from django.utils.text import get_valid_filename

SUFFIX = re.compile(r"\.[a-z0-9]{1,5}\Z")
LONGEST = 100


def suffix_of(name: str) -> str:
    """Return the lower-case suffix, such as ".pdf"; "" if it is unusual."""
    suffix = PurePath(name).suffix.lower()
    return suffix if SUFFIX.match(suffix) else ""


def readable_name(name: str) -> str:
    """Return the name without folders and URL-reserved characters, at most 100 characters long."""
    suffix = suffix_of(name)
    # macOS writes an umlaut as a letter and a mark of its own, which other systems show or lose separately.
    name = unicodedata.normalize("NFC", name)
    try:
        valid = get_valid_filename(PurePath(name.replace("\\", "/")).name)
    except SuspiciousFileOperation:
        return f"datei{suffix}"
    stem = valid.removesuffix(PurePath(valid).suffix) if suffix else valid
    return f"{stem[: LONGEST - len(suffix)]}{suffix}"
