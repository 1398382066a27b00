"""Stems German words and splits compounds: "Nachbarschaftshilfe" is also about "Nachbarschaft" and "Hilfe".

Not every substring is a part ("Rat" is not in "Karate"): at least one side must be in `compound_parts.txt`, and the
other must look like a word.
"""

import re
import threading
from functools import lru_cache

import Stemmer

from .word_lists import pairs_of_list, words_of_list

SHORTEST = 3
# Minimum length of the other half if it is unknown.
SHORTEST_UNKNOWN = 4
LINKS = ("s", "es", "n", "en", "er", "e")
_PREFIXES = """
    ab an auf aus be bei da dar durch ein ent er fehl fort ge her hin hinter inter los miss mit nach neben nieder
    ober ruck rueck ueber um un unter ver voll vor weg wider wieder zer zu zurueck zusammen
"""
PREFIXES = frozenset(_PREFIXES.split())
_ENDING = re.compile(
    r"(?:lich|isch|alisch|erisch|keit|heit|igkeit|schaft|ung|chen|lein|haft|los|sam|bar|innen|erin|ern|elt?|ier|tion)"
    r"(?:e[nrsm]?|s)?$"
)
_VOWEL = re.compile(r"[aeiouy]")
# Stemmers are not thread-safe.
_own = threading.local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return Snowball's German stem. It treats ae, oe and ue like ä, ö and ü: "Chöre" and "Chor" share one."""
    if word in _exceptions():
        return _exceptions()[word]
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("german")
    return _own.stemmer.stemWord(word)


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    return {word: stem for words, stem in pairs_of_list("stems.txt") for word in words.split()}


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the folded parts of a folded word, without the word itself; () for a simple word."""
    if is_whole(word) or len(word) < 2 * SHORTEST:
        return ()
    found: dict[str, None] = {}
    for head, tail in _splits(word):
        for part in (_without_link(head), tail):
            found |= dict.fromkeys((part, *parts_of(part)))
    return tuple(found)


@lru_cache(maxsize=5_000)
def halves_of(word: str) -> tuple[str, str] | None:
    """Return the two known words that make up a folded word, the second as long as possible, or None."""
    if is_whole(word):
        return None
    pairs = ((_without_link(head), tail) for head, tail in _splits(word) if is_part_by_stem(tail))
    return next(((head, tail) for head, tail in pairs if is_part_by_stem(head)), None)


def _splits(word: str):
    whole = _whole_ending(word)
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        head, tail = word[:at], word[at:]
        if len(tail) >= whole and _fits(head, tail):
            yield head, tail


def _whole_ending(word: str) -> int:
    """Return the length of what is no compound at the end: "Bogenschießen" is not about "Essen"."""
    return next((len(word) - at for at in range(1, len(word)) if is_whole(word[at:])), 0)


def _fits(head: str, tail: str) -> bool:
    knows_head, knows_tail = is_part_by_stem(_without_link(head)), is_part_by_stem(tail)
    if knows_head and knows_tail:
        return True
    if knows_tail:
        return len(tail) > SHORTEST and _looks_like_a_word(head) and head not in PREFIXES
    return knows_head and _looks_like_a_word(tail) and not _ENDING.fullmatch(tail)


def _looks_like_a_word(text: str) -> bool:
    return len(text) >= SHORTEST_UNKNOWN and bool(_VOWEL.search(text))


def _without_link(head: str) -> str:
    """Return "nachbarschaft" for "nachbarschafts"; "kirchen" stays, since its stem is that of "Kirche"."""
    if is_part_by_stem(head):
        return head
    shorter = (head.removesuffix(link) for link in LINKS if head.endswith(link))
    return next((each for each in shorter if is_part_by_stem(each)), head)


def is_part_by_stem(word: str) -> bool:
    """Whether a folded word is in `compound_parts.txt`, whatever its ending."""
    return len(word) >= SHORTEST and stem(word) in _stems()


def is_whole(word: str) -> bool:
    """Whether a folded word only looks like a compound."""
    return word in _whole_words()


def is_part(word: str) -> bool:
    """Whether a folded word is in `compound_parts.txt` as it is."""
    return word in _parts()


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return frozenset(words_of_list("compound_parts.txt"))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(map(stem, _parts()))


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    return frozenset(words_of_list("no_compounds.txt"))
