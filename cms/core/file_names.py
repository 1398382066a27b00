"""Names of files: for people to read, never to find a file by."""

import re
from pathlib import PurePath

from django.core.exceptions import SuspiciousFileOperation
from django.utils.text import get_valid_filename

SUFFIX = re.compile(r"\.[a-z0-9]{1,5}\Z")
LONGEST = 100


def suffix_of(name: str) -> str:
    """Return ".pdf" and its like, in small letters; "" for anything unusual."""
    suffix = PurePath(name).suffix.lower()
    return suffix if SUFFIX.match(suffix) else ""


def readable_name(name: str) -> str:
    """Return the name without folders and signs that mean something in addresses, at most 100 characters long."""
    suffix = suffix_of(name)
    try:
        valid = get_valid_filename(PurePath(name.replace("\\", "/")).name)
    except SuspiciousFileOperation:
        return f"datei{suffix}"
    stem = valid.removesuffix(PurePath(valid).suffix) if suffix else valid
    return f"{stem[: LONGEST - len(suffix)]}{suffix}"
