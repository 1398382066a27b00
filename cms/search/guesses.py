"""Guesses what somebody meant whose words find nothing as they are.

What exists in German is spelled right and never exchanged. Of a compound its more general half may do, of several words
those that find something. Illnesses and emergencies are neither exchanged nor left out.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.common.folding import fold

from .compounds import halves_of, is_whole, stem
from .german_words import is_german, is_listed
from .never_guessed import is_near_never_guessed, is_never_guessed
from .query import STOP_WORDS, searched_words
from .subjects import GATHERINGS, OCCASIONS, languages_of, possible_heads, subject_of
from .telling import has_meaning, is_audience, is_topic, tells_little
from .word_lists import everyday_words, general_words_for
from .words import surface_words

# Number of typos (a letter missing, added, wrong, or two swapped) that are tolerated from this length of a word on.
SLIPS = ((9, 2), (5, 1))
# Fewer for words that nobody here uses: they are many.
SLIPS_OF_EVERYDAY = ((11, 2), (6, 1))
# Shorter words are too similar to each other for guesses.
SHORTEST_KNOWN = 4
MOST_GUESSES = 6
# Each try is a query: whatever somebody types, the work has an end.
MOST_TRIES_FOR_A_WORD = 12
MOST_TRIES = 60
# Shorter ones alone are the beginning of too many words, unless they are about something.
SHORTEST_ALONE = 4

NumberOf = Callable[[str], int]


class KnownWords:
    """Where the words come from that something has."""

    def alike(self, lengths: Iterable[range], parts: Collection[str]) -> set[str]:
        """Return known words of these lengths, and those that equal one of the parts."""
        raise NotImplementedError

    def __or__(self, other: "KnownWords") -> "KnownWords":
        return _Both(self, other)


@dataclass(frozen=True)
class _Both(KnownWords):
    one: KnownWords
    other: KnownWords

    def alike(self, lengths, parts):
        lengths = list(lengths)
        return self.one.alike(lengths, parts) | self.other.alike(lengths, parts)


@dataclass(frozen=True)
class WordSet(KnownWords):
    words: Collection[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "WordSet":
        words = (word for text in texts for word in surface_words(text))
        return cls({word for word in words if len(word) >= SHORTEST_KNOWN and word.isalpha()})

    def alike(self, lengths, parts):
        lengths = list(lengths)
        return {word for word in self.words if word in parts or any(len(word) in each for each in lengths)}


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
    typed, number_of = searched_words(text), _bounded(number_of, MOST_TRIES)
    better = {word: _better(word, number_of, known) for word in typed}
    lost = tuple(word for word in typed if not better[word])
    return Guess(_best_of(typed, better, number_of), lost)


def as_written(text: str, sources: Iterable[str]) -> str:
    """Return a text of folded words as people write them, if one of the sources does: "fussball" → "Fußball"."""
    written: dict[str, str] = {}
    for word in re.findall(r"\w+", " ".join(sources)):
        written.setdefault(fold(word), word)
    return " ".join(written.get(word, word) for word in text.split())


def _best_of(typed: list[str], better: dict[str, str], number_of: NumberOf) -> str:
    needed = {word for word in typed if is_never_guessed(word)}
    if any(not better[word] for word in needed):
        return ""
    words = [each for each in better.values() if each]
    if len(words) < len(typed):
        # Of "oh happy day", "oh" is no answer.
        words = [word for word in words if len(word) >= SHORTEST_ALONE or is_topic(word)]
    telling = [word for word in words if not tells_little(word)]
    if len(typed) > 1 and not telling:
        # Of "Quantenphysik lernen", "lernen" alone is no answer.
        return ""
    topics = [word for word in telling if not is_audience(word)]
    meaningful = [word for word in topics if is_topic(word)]
    as_typed = [word for word in words if word in better]
    for kept in (words, telling, topics, meaningful, as_typed):
        if kept and needed.issubset(kept) and number_of(" ".join(kept)):
            return " ".join(kept)
    left = meaningful or topics or telling or words
    all_but_one = [left[:at] + left[at + 1 :] for at in range(len(left))]
    for fewer in (all_but_one, [[word] for word in left]):
        if found := _fewest([each for each in fewer if each and needed.issubset(each)], number_of):
            return found
    return ""


def _bounded(number_of: NumberOf, most: int) -> NumberOf:
    tries: dict[str, int] = {}

    def number(words: str) -> int:
        if words not in tries:
            tries[words] = number_of(words) if len(tries) < most else 0
        return tries[words]

    return number


def _better(word: str, number_of: NumberOf, known: KnownWords) -> str:
    tries = islice(filter(None, chain([word], _guesses(word, known))), MOST_TRIES_FOR_A_WORD)
    return next(filter(number_of, tries), "")


def _guesses(word: str, known: KnownWords) -> Iterator[str]:
    """Yield what a word may have been meant to be, the likeliest first. One query."""
    if is_never_guessed(word):
        return
    if " " not in word and word.isascii():
        if not is_german(word):
            yield from _slips_of(word, known)
        yield from dict.fromkeys(_parts_that_may_do(word))
        if not is_german(word):
            yield from _everyday_slips_of(word)
    yield from (" ".join(way) for way in general_words_for(word, languages_of(word)))


def _parts_that_may_do(word: str) -> Iterator[str]:
    """Yield halves of a compound: of "Computerkurs", the computer; of "Tischtennis", tennis, and no table."""
    if about := subject_of(word, OCCASIONS):
        yield about
    first, last = halves_of(word) or ("", "")
    yield first if last in OCCASIONS or tells_little(last) else last
    for head, tail in _words_in(word):
        tells_head, tells_tail = (
            has_meaning(head) and not is_audience(head),
            is_topic(tail) and not is_audience(tail),
        )
        if tells_head and tells_tail:
            # "Marionettentheater"
            yield f"{head} {tail}"
        if tells_tail and tail not in OCCASIONS:
            yield tail
        if tells_head:
            # "Honigschleuder"
            yield head


def _words_in(word: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of words that exist and make up a compound, but for what people are never offered."""
    for at in () if is_whole(word) else range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1):
        head, tail = word[:at], word[at:]
        known = next(filter(_exists, possible_heads(head)), "")
        if known and _exists(tail) and not any(map(is_never_guessed, (known, tail))):
            yield known, tail


def _exists(word: str) -> bool:
    return is_listed(word) or has_meaning(word)


def _slips_of(word: str, known: KnownWords) -> Iterator[str]:
    if is_near_never_guessed(word):
        return
    head = next((word.removesuffix(each) for each in GATHERINGS if word.endswith(each)), "")
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1)]
    lengths = [_lengths(each, slips) for each in (word, head) if (slips := _slips(each))]
    words = known.alike(lengths, {part for pair in pairs for part in pair}) - STOP_WORDS
    yield from _alike(word, words)
    # "nordicwalking" where entries write "Nordic Walking"
    yield from (" ".join(pair) for pair in pairs if words.issuperset(pair))
    yield from _alike(head, words)


def _lengths(word: str, slips: int) -> range:
    # An ending more or less is no slip.
    return range(len(word) - slips - 2, len(word) + slips + 3)


def _everyday_slips_of(word: str) -> list[str]:
    """Return what people call something, though nothing here is called so: "mountainbike" for "mountenbike"."""
    if is_near_never_guessed(word):
        return []
    lengths = _lengths(word, _slips(word, SLIPS_OF_EVERYDAY))
    known = {each for letters in lengths for each in _everyday_by_length().get(letters, ())}
    return _alike(word, known, SLIPS_OF_EVERYDAY)


@lru_cache(maxsize=1)
def _everyday_by_length() -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for word in everyday_words("german"):
        if len(word) > SHORTEST_KNOWN and word.isalpha():
            found.setdefault(len(word), set()).add(word)
    return found


def _fewest(texts: list[list[str]], number_of: NumberOf) -> str:
    counts = {text: number_of(text) for text in map(" ".join, texts)}
    return min(filter(counts.get, counts), key=counts.get, default="")


def _alike(word: str, known: set[str], tolerated=SLIPS) -> list[str]:
    """Return known words, the likeliest first. Stems are compared, since the ending is no slip, and whole words."""
    typed, slips = stem(word), _slips(word, tolerated)
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


def _slips(word: str, tolerated=SLIPS) -> int:
    return next((number for length, number in tolerated if len(word) >= length), 0)
