"""Index terms of texts: folded words, their stems, and the parts of compounds."""

import re
from functools import lru_cache

from cms.common.folding import fold, fold_bare

from .compounds import parts_of, stem
from .seeking import without_written_seeking

# Longer "words" are addresses, keys or nonsense.
LONGEST = 60
# Per text. PostgreSQL limits a tsvector to 1 MB, and nobody searches that far down.
MOST_WORDS = 5_000

# "Bach-Pat:innen", "Reparatur-Café": also indexed as one word.
_JOINED = re.compile(r"\w+(?:[-:*/·’'‐‑]\w+)+")


def terms_of(text: str) -> list[str]:
    """Return all terms of a text without duplicates: words, stems, parts of compounds."""
    found: dict[str, None] = {}
    for word in _spelled_words(text):
        found |= dict.fromkeys(_terms(word))
    return list(dict.fromkeys([*found, *_bare_words(text)]))


def whole_terms_of(text: str) -> list[str]:
    """Like `terms_of`, without the parts of compounds."""
    found: dict[str, None] = {}
    for word in _spelled_words(text):
        found |= dict.fromkeys((word, stem(word)))
    return list(dict.fromkeys([*found, *_bare_words(text)]))


def surface_words(text: str) -> list[str]:
    """Return the folded words of a text in all spellings that people may type, without duplicates."""
    return list(dict.fromkeys([*_spelled_words(text), *_bare_words(text)]))[:MOST_WORDS]


def _spelled_words(text: str) -> list[str]:
    text = without_written_seeking(text)
    joined = " ".join(_JOINED.findall(text))
    glued = fold(_JOINED.sub(lambda match: re.sub(r"\W", "", match[0]), joined)) if joined else ""
    return _short_ones(f"{fold(text)} {glued}")


def _bare_words(text: str) -> list[str]:
    """Return words without the dots of their umlauts. Whole ones only: "Blüte" is not about "Blut"."""
    return _short_ones(fold_bare(without_written_seeking(text)))


def _short_ones(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in text.split() if len(word) <= LONGEST))[:MOST_WORDS]


@lru_cache(maxsize=20_000)
def _terms(word: str) -> tuple[str, ...]:
    parts = parts_of(word)
    return (word, stem(word), *parts, *map(stem, parts))
