"""German words as people type them: without case, umlauts, ß or accents getting in the way."""

import re
import unicodedata

MAX_TEXT = 100
MAX_WORDS = 8

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe"})
_NO_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return lower-case words of plain letters and digits, separated by single spaces ("Füße" → "fuesse")."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return _plain(composed.translate(_UMLAUTS))


def fold_for_index(text: str) -> str:
    """Like `fold`, with a second spelling for those who leave the dots away ("Mötsch" → "moetsch motsch")."""
    words, bare = fold(text), _plain(unicodedata.normalize("NFKC", text).casefold())
    extra = [word for word in bare.split() if word not in words.split()]
    return " ".join([words, *dict.fromkeys(extra)])


def search_words(text: str) -> list[str]:
    """Return the folded words of what somebody typed; never more than is sensible to look for."""
    return fold(text[:MAX_TEXT]).split()[:MAX_WORDS]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", letters.replace("_", " ")).strip()
