"""Guesses what somebody meant whose words find nothing as they are."""

import re
from collections.abc import Iterable

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..folding import fold
from .compounds import halves_of
from .stems import stem
from .wishes import searched_words

# So many slips (a letter missing, too many, wrong, or two exchanged) are forgiven in a stem from this length on.
SLIPS = ((8, 2), (4, 1))
MOST_GUESSES = 10


def corrected(text: str, entries) -> str:
    """Return what to look for instead of a text that finds none of the entries; "" if there is nothing better.

    A word that finds nothing is exchanged for the likeliest that does, a compound for what it says last, or it
    is left out. If the words find something each but not together, the one of them is left out that leaves
    the fewest entries.
    """
    words = [better for word in searched_words(text) if (better := _better(word, entries))]
    if not words:
        return ""
    together = " ".join(words)
    if len(words) == 1 or _finds(together, entries):
        return together
    return _fewest([" ".join(words[:at] + words[at + 1 :]) for at in range(len(words))], entries)


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
    halves = halves_of(word) or ()
    return next((guess for guess in (*_alike(word), *halves[1:]) if _finds(guess, entries)), "")


def _fewest(texts: list[str], entries) -> str:
    counts = {text: entries.matching(text).count() for text in texts}
    return min((text for text in texts if counts[text]), key=counts.get, default="")


def _finds(word: str, entries) -> bool:
    return entries.matching(word).exists()


def _alike(word: str) -> list[str]:
    """Return known words, the likeliest first. Stems are compared: the ending is no slip."""
    typed = stem(word)
    slips = next((number for length, number in SLIPS if len(typed) >= length), 0)
    if not slips:
        return []
    stems = {known: stem(known) for known in _known_words_about(len(word), slips)}
    found = process.extract(typed, stems, scorer=OSA.distance, score_cutoff=slips, limit=MOST_GUESSES)
    return [
        known for *_rest, known in sorted(found, key=lambda each: (each[1], each[2][0] != word[0], each[2]))
    ]


def _known_words_about(length: int, slips: int) -> list[str]:
    from ..models import KnownWord

    # An ending more or less is no slip.
    most = slips + 2
    about = KnownWord.objects.annotate(length=Length("word")).filter(
        length__range=(length - most, length + most)
    )
    return list(about.values_list("word", flat=True))
