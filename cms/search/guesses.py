"""Guesses what somebody meant whose words find nothing as they are.

What exists in German is spelled right and never exchanged. Of a compound its more general half may do, of several words
those that find something. Illnesses and emergencies are neither exchanged nor left out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.common.folding import fold

from .compounds import halves_of, stem
from .german_words import is_german
from .query import GATHERINGS, OCCASIONS, STOP_WORDS, TELL_LITTLE, searched_words
from .word_lists import words_of_list

# Number of typos (a letter missing, added, wrong, or two swapped) that are tolerated from this length of a stem on.
SLIPS = ((8, 2), (4, 1))
# Shorter words are too similar to each other for guesses.
SHORTEST_KNOWN = 4
MOST_GUESSES = 10
# Each try is a query: whatever somebody types, the work has an end.
MOST_TRIES = 40

NumberOf = Callable[[str], int]


class KnownWords:
    """Where the words come from that something has."""

    def alike(self, lengths: Iterable[range], parts: Collection[str]) -> set[str]:
        """Return known words of these lengths, and those that equal one of the parts."""
        raise NotImplementedError


@dataclass(frozen=True)
class Guess:
    """A query to use instead of one without results, "" if there is none, and the words that found nothing at all."""

    text: str
    lost: tuple[str, ...] = ()


NO_GUESS = Guess("")


def corrected(text: str, number_of: NumberOf, known: KnownWords) -> Guess:
    """Return what was probably meant by a query without results.

    `number_of` returns the number of results for some words. If the words have results only separately, "club" and
    "help" are dropped, then replaced words, then the word with the fewest results.
    """
    typed, number_of = searched_words(text), _bounded(number_of)
    better = {word: _better(word, number_of, known) for word in typed}
    lost = tuple(word for word in typed if not better[word])
    return Guess(_best_of(typed, better, number_of), lost)


def _best_of(typed: list[str], better: dict[str, str], number_of: NumberOf) -> str:
    needed = {word for word in typed if is_never_guessed(word)}
    if any(not better[word] for word in needed):
        return ""
    words = [each for each in better.values() if each]
    telling = [word for word in words if word not in TELL_LITTLE]
    as_typed = [word for word in words if word in better]
    all_but_one = [words[:at] + words[at + 1 :] for at in range(len(words))]
    alone = [[word] for word in telling or words]
    for kept in (words, telling, as_typed):
        if kept and needed.issubset(kept) and number_of(" ".join(kept)):
            return " ".join(kept)
    for fewer in (all_but_one, alone):
        if found := _fewest([" ".join(each) for each in fewer if needed.issubset(each)], number_of):
            return found
    return ""


def _bounded(number_of: NumberOf) -> NumberOf:
    tries: dict[str, int] = {}

    def number(words: str) -> int:
        if words not in tries:
            tries[words] = number_of(words) if len(tries) < MOST_TRIES else 0
        return tries[words]

    return number


def _better(word: str, number_of: NumberOf, known: KnownWords) -> str:
    return next(filter(number_of, chain([word], _guesses(word, known))), "")


def _guesses(word: str, known: KnownWords) -> Iterator[str]:
    """Yield what a word may have been meant to be, the likeliest first. One query."""
    if is_never_guessed(word) or " " in word or not word.isascii():
        return
    if not is_german(word):
        yield from _slips_of(word, known)
    first, last = halves_of(word) or ("", "")
    # Of "Computerkurs", the computer matters; "Tischtennis" is a kind of tennis, and no table.
    yield first if last in OCCASIONS or last in TELL_LITTLE else last


def _slips_of(word: str, known: KnownWords) -> Iterator[str]:
    if _is_near_never_guessed(word):
        return
    head = next((word.removesuffix(each) for each in GATHERINGS if word.endswith(each)), "")
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1)]
    # An ending more or less is no slip.
    lengths = [
        range(len(each) - slips - 2, len(each) + slips + 3)
        for each in (word, head)
        if (slips := _slips(each))
    ]
    words = known.alike(lengths, {part for pair in pairs for part in pair}) - STOP_WORDS
    yield from _alike(word, words)
    # "nordicwalking" where entries write "Nordic Walking"
    yield from (" ".join(pair) for pair in pairs if words.issuperset(pair))
    yield from _alike(head, words)


def _fewest(texts: list[str], number_of: NumberOf) -> str:
    counts = {text: number_of(text) for text in texts if text}
    return min(filter(counts.get, counts), key=counts.get, default="")


def _alike(word: str, known: set[str]) -> list[str]:
    """Return known words, the likeliest first. Stems are compared, since the ending is no slip, and whole words."""
    typed, slips = stem(word), _slips(word)
    if not slips:
        return []
    distances: dict[str, float] = {}
    # Sorted, so that the limit cuts the same words each time.
    words = sorted(known)
    for wanted, written in (
        (typed, {each: stem(each) for each in words}),
        (word, {each: each for each in words}),
    ):
        found = process.extract(wanted, written, scorer=OSA.distance, score_cutoff=slips, limit=MOST_GUESSES)
        for _written, distance, each in found:
            distances[each] = min(distance, distances.get(each, distance))
    likely = sorted(distances, key=lambda each: (distances[each], each[0] != word[0], each))
    return [each for each in likely if not is_never_guessed(each)]


def _slips(word: str) -> int:
    typed = len(stem(word))
    return next((number for length, number in SLIPS if typed >= length), 0)


def is_never_guessed(word: str) -> bool:
    words, beginnings = _never_guessed()
    return word in words or word.startswith(beginnings)


def _is_near_never_guessed(word: str) -> bool:
    """Whether a word may be a slip of an illness or an emergency."""
    words, beginnings = _never_guessed()
    return any(
        OSA.distance(word[: len(each) + more], each, score_cutoff=1) <= 1
        for each in (*words, *beginnings)
        for more in (-1, 0, 1)
        if len(each) > SHORTEST_KNOWN
    )


@lru_cache(maxsize=1)
def _never_guessed() -> tuple[frozenset[str], tuple[str, ...]]:
    words = words_of_list("never_guessed.txt")
    beginnings = tuple(fold(word) for word in words if word.endswith("-"))
    return frozenset(fold(word) for word in words if not word.endswith("-")), beginnings
