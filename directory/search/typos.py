"""Guesses what somebody meant whose words find nothing as they are."""

import re
from collections.abc import Iterable, Iterator

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..folding import fold
from .compounds import halves_of
from .stems import stem
from .texts import SHORTEST_KNOWN
from .wishes import GATHERINGS, OCCASIONS, TELL_LITTLE, searched_words

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
    yield from _alike(word)
    yield from _taken_apart(word)
    head = next((word.removesuffix(each) for each in GATHERINGS if word.endswith(each)), "")
    yield from _alike(head)
    first, last = halves_of(word) or ("", "")
    yield from (first, last) if last in OCCASIONS else (last, first)


def _taken_apart(word: str) -> list[str]:
    """ "nordicwalking" → ["nordic walking"], if entries write it so."""
    pairs = [(word[:at], word[at:]) for at in range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1)]
    known = _known({part for pair in pairs for part in pair})
    return [" ".join(pair) for pair in pairs if known.issuperset(pair)]


def _known(words: set[str]) -> set[str]:
    from ..models import KnownWord

    return set(KnownWord.objects.filter(word__in=words).values_list("word", flat=True))


def _fewest(texts: list[str], entries) -> str:
    counts = {text: entries.matching(text).count() for text in texts}
    return min((text for text in texts if counts[text]), key=counts.get, default="")


def _finds(word: str, entries) -> bool:
    return entries.matching(word).exists()


def _alike(word: str) -> list[str]:
    """Return known words, the likeliest first. Stems are compared, since the ending is no slip, and whole words."""
    typed = stem(word)
    slips = next((number for length, number in SLIPS if len(typed) >= length), 0)
    if not slips:
        return []
    known = _known_words_about(len(word), slips)
    distances: dict[str, float] = {}
    for wanted, written in (
        (typed, {each: stem(each) for each in known}),
        (word, {each: each for each in known}),
    ):
        found = process.extract(wanted, written, scorer=OSA.distance, score_cutoff=slips, limit=MOST_GUESSES)
        for _written, distance, each in found:
            distances[each] = min(distance, distances.get(each, distance))
    return sorted(distances, key=lambda each: (distances[each], each[0] != word[0], each))


def _known_words_about(length: int, slips: int) -> list[str]:
    from ..models import KnownWord

    # An ending more or less is no slip.
    most = slips + 2
    about = KnownWord.objects.annotate(length=Length("word")).filter(
        length__range=(length - most, length + most)
    )
    return list(about.values_list("word", flat=True))
