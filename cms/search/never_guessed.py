"""Words of people in need: illnesses, emergencies. They are neither exchanged nor left out."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from cms.common.folding import fold

from .word_lists import words_of_list

# A shorter word is a slip away from too many others.
SHORTEST_WITH_SLIP = 5


def is_never_guessed(word: str) -> bool:
    words, beginnings = _never_guessed()
    return word in words or word.startswith(beginnings)


def is_near_never_guessed(word: str) -> bool:
    """Whether a word may be a slip of an illness or an emergency."""
    words, beginnings = _never_guessed()
    return any(
        OSA.distance(word[: len(each) + more], each, score_cutoff=1) <= 1
        for each in (*words, *beginnings)
        for more in (-1, 0, 1)
        if len(each) >= SHORTEST_WITH_SLIP
    )


@lru_cache(maxsize=1)
def _never_guessed() -> tuple[frozenset[str], tuple[str, ...]]:
    words = words_of_list("never_guessed.txt")
    beginnings = tuple(fold(word) for word in words if word.endswith("-"))
    return frozenset(fold(word) for word in words if not word.endswith("-")), beginnings
