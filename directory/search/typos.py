"""Guesses what somebody meant whose words find nothing as they are."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..folding import fold
from .compounds import halves_of
from .stems import stem
from .texts import SHORTEST_KNOWN
from .wishes import GATHERINGS, OCCASIONS, STOP_WORDS, TELL_LITTLE, searched_words

# So many slips (a letter missing, too many, wrong, or two exchanged) are forgiven in a stem from this length on.
SLIPS = ((8, 2), (4, 1))
MOST_GUESSES = 10


def corrected(text: str, entries) -> str:
    """Return what to look for instead of a text that finds none of the entries; "" if there is nothing better.

    A word that finds nothing is exchanged for the likeliest that does, a compound for the half that tells more, or
    it is left out. If the words find something each but not together, "club" and "help" are left out, then what
    was exchanged, then the one that leaves the fewest entries.
    """
    better = {word: _better(word, entries) for word in searched_words(text)}
    words = [each for each in better.values() if each]
    telling = [word for word in words if word not in TELL_LITTLE]
    as_typed = [word for word in words if word in better]
    for kept in (words, telling, as_typed):
        if kept and _finds(" ".join(kept), entries):
            return " ".join(kept)
    all_but_one = [" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))]
    return _fewest(all_but_one, entries) or _fewest(words, entries)


def as_written(text: str, sources: Iterable[str]) -> str:
    """Return a text of folded words as people write them, if one of the sources does: "fussball" → "Fußball"."""
    written: dict[str, str] = {}
    for word in re.findall(r"\w+", " ".join(sources)):
        written.setdefault(fold(word), word)
    return " ".join(written.get(word, word) for word in text.split())


def forget_unused_words() -> int:
    """Take out the words that no entry has any more; return how many."""
    from ..models import KnownWord, PublicEntry

    unused = [
        word
        for word in KnownWord.objects.values_list("word", flat=True)
        if not _finds(word, PublicEntry.objects)
    ]
    return KnownWord.objects.filter(word__in=unused).delete()[0]


def _better(word: str, entries) -> str:
    if _finds(word, entries):
        return word
    return next((guess for guess in _guesses(word) if _finds(guess, entries)), "")


def _guesses(word: str) -> Iterator[str]:
    """Yield what a word may have been meant to be, the likeliest first. One query."""
    head = next((word.removesuffix(each) for each in GATHERINGS if word.endswith(each)), "")
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1)]
    known = _known_words_about({word, head}, {part for pair in pairs for part in pair})
    yield from _alike(word, known)
    # "nordicwalking" where entries write "Nordic Walking"
    yield from (" ".join(pair) for pair in pairs if known.issuperset(pair))
    yield from _alike(head, known)
    first, last = halves_of(word) or ("", "")
    yield from (first, last) if last in OCCASIONS else (last, first)


def _fewest(texts: list[str], entries) -> str:
    counts = {text: entries.matching(text).count() for text in texts}
    return min((text for text in texts if counts[text]), key=counts.get, default="")


def _finds(word: str, entries) -> bool:
    return entries.matching(word).exists()


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
    return sorted(distances, key=lambda each: (distances[each], each[0] != word[0], each))


def _slips(word: str) -> int:
    typed = len(stem(word))
    return next((number for length, number in SLIPS if typed >= length), 0)


def _known_words_about(words: set[str], parts: set[str]) -> set[str]:
    """Return the known words that are about as long as one of the words, and those that are one of the parts."""
    from ..models import KnownWord

    wanted = Q(word__in=parts)
    for word in words:
        if slips := _slips(word):
            # An ending more or less is no slip.
            wanted |= Q(length__range=(len(word) - slips - 2, len(word) + slips + 2))
    known = KnownWord.objects.alias(length=Length("word")).filter(wanted).exclude(word__in=STOP_WORDS)
    return set(known.values_list("word", flat=True))
