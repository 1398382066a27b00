"""Text as the index keeps it: folded words, their stems and the parts of compounds."""

import re
from functools import lru_cache

from ..folding import fold, fold_bare
from .compounds import parts_of
from .stems import stem

# Longer "words" are addresses, keys or nonsense.
LONGEST = 60
# Of one text. PostgreSQL refuses a megabyte of words; nobody searches so far down.
MOST_WORDS = 5_000

# "Bach-Pat:innen", "Reparatur-Café": also one word.
_JOINED = re.compile(r"\w+(?:[-:*/·’'‐‑]\w+)+")


def terms_of(text: str) -> list[str]:
    """Return every term under which a text is found, each once: its words, their stems, parts of compounds."""
    found: dict[str, None] = {}
    for word in surface_words(text):
        found |= dict.fromkeys(_terms(word))
    return list(found)


def whole_terms_of(text: str) -> list[str]:
    """The same without the parts of compounds."""
    found: dict[str, None] = {}
    for word in surface_words(text):
        found |= dict.fromkeys((word, stem(word)))
    return list(found)


def surface_words(text: str) -> list[str]:
    """Return the folded words of a text in every spelling that people may type, each once."""
    joined = " ".join(_JOINED.findall(text))
    glued = fold(_JOINED.sub(lambda match: re.sub(r"\W", "", match[0]), joined)) if joined else ""
    words = f"{fold(text)} {glued} {fold_bare(text)}".split()
    return list(dict.fromkeys(word for word in words if len(word) <= LONGEST))[:MOST_WORDS]


@lru_cache(maxsize=20_000)
def _terms(word: str) -> tuple[str, ...]:
    parts = parts_of(word)
    return (word, stem(word), *parts, *map(stem, parts))
