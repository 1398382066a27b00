"""The parts of German compounds: "Nachbarschaftshilfe" is also about "Nachbarschaft" and "Hilfe".

Not every substring is a part ("Rat" is none of "Karate"): at least one side must be a word of the list
`compound_parts.txt`, and the other must look like one.
"""

import re
from functools import lru_cache

from .stems import stem
from .word_lists import words_of_list

SHORTEST = 3
# The other half of a known word, if it is not known itself, is at least that long.
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


@lru_cache(maxsize=20_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the folded words of which a folded word is made, without itself; () for a simple word."""
    if word in _whole_words() or len(word) < 2 * SHORTEST:
        return ()
    found: dict[str, None] = {}
    for head, tail in _splits(word):
        for part in (_without_link(head), tail):
            found |= dict.fromkeys((part, *parts_of(part)))
    return tuple(found)


@lru_cache(maxsize=5_000)
def halves_of(word: str) -> tuple[str, str] | None:
    """Return the two known words of which a folded word is made, the second as long as possible, or None."""
    if word in _whole_words():
        return None
    pairs = ((_without_link(head), tail) for head, tail in _splits(word) if _is_known(tail))
    return next(((head, tail) for head, tail in pairs if _is_known(head)), None)


def _splits(word: str):
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        head, tail = word[:at], word[at:]
        if _fits(head, tail):
            yield head, tail


def _fits(head: str, tail: str) -> bool:
    knows_head, knows_tail = _is_known(_without_link(head)), _is_known(tail)
    if knows_head and knows_tail:
        return True
    if knows_tail:
        return len(tail) > SHORTEST and _looks_like_a_word(head) and head not in PREFIXES
    return knows_head and _looks_like_a_word(tail) and not _ENDING.fullmatch(tail)


def _looks_like_a_word(text: str) -> bool:
    return len(text) >= SHORTEST_UNKNOWN and bool(_VOWEL.search(text))


def _without_link(head: str) -> str:
    """ "Nachbarschafts" → "nachbarschaft", "kirchen" stays: its stem is that of "Kirche"."""
    if _is_known(head):
        return head
    shorter = (head.removesuffix(link) for link in LINKS if head.endswith(link))
    return next((each for each in shorter if _is_known(each)), head)


def _is_known(word: str) -> bool:
    return len(word) >= SHORTEST and stem(word) in _stems()


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(map(stem, words_of_list("compound_parts.txt")))


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    return frozenset(words_of_list("no_compounds.txt"))
