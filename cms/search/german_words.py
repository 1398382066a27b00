"""Which words exist in German: what is spelled right is no slip.

The list has 668,580 forms of Wikidata's lexemes (CC0) as sorted numbers, 2.7 MB instead of 110 MB as words.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from .compounds import halves_of
from .word_lists import LISTS

LIST = LISTS / "german_words.bin"
NUMBERS = "I"


def is_german(word: str) -> bool:
    """Whether a folded word exists, or is made up of two that clubs use."""
    return is_listed(word) or halves_of(word) is not None


def is_listed(word: str) -> bool:
    numbers, number = _numbers(), _number(word)
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number


def write_list(words: Iterable[str]) -> int:
    """Write the list anew from folded words; return how many it has."""
    numbers = array(NUMBERS, sorted({_number(word) for word in words}))
    LIST.write_bytes(numbers.tobytes())
    return len(numbers)


def _number(word: str) -> int:
    return crc32(word.encode())


@lru_cache(maxsize=1)
def _numbers() -> array:
    # Four bytes each, the lowest first, as on every machine that we run on.
    return array(NUMBERS, LIST.read_bytes())
