"""Normalises German words as people type them: case, umlauts, ß and accents do not matter."""

import re
import unicodedata

MAX_TEXT = 100
MAX_WORDS = 8

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ı": "i"}
)
_NO_WORD = re.compile(r"[^\w]+")


def clean_text(text: str) -> str:
    """Cut what somebody typed to one sensible line of printable characters."""
    printable = "".join(char for char in text[: MAX_TEXT * 2] if char.isprintable())
    return " ".join(printable.split())[:MAX_TEXT]


def fold(text: str) -> str:
    """Return lower-case words of plain letters and digits, separated by single spaces ("Füße" → "fuesse")."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return _plain(composed.translate(_UMLAUTS))


def fold_bare(text: str) -> str:
    """Like `fold`, but drops umlaut dots, as some people do ("Mötsch" → "motsch")."""
    return _plain(unicodedata.normalize("NFKC", text).casefold())


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", letters.replace("_", " ")).strip()
