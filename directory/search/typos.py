"""Guesses what a mistyped word was meant to be. Only for words that find nothing as they are."""

from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .wishes import searched_words

# So many slips (a letter missing, too many, wrong, or two exchanged) are forgiven in a word from this length on.
SLIPS = ((8, 2), (4, 1))
MOST_GUESSES = 10


def corrected(text: str, entries) -> str:
    """Return the text with each word that finds none of the entries exchanged for the likeliest that does.

    The text as it was, when every word finds something or nothing better is known.
    """
    words = searched_words(text)
    better = {word: guess for word in words if (guess := _guess(word, entries))}
    return " ".join(better.get(word, word) for word in words) if better else text


def forget_unused_words() -> int:
    """Take out the words that no entry has any more; return how many."""
    from ..models import KnownWord, PublicEntry

    unused = [
        word
        for word in KnownWord.objects.values_list("word", flat=True)
        if not _finds(word, PublicEntry.objects)
    ]
    return KnownWord.objects.filter(word__in=unused).delete()[0]


def _guess(word: str, entries) -> str | None:
    if _finds(word, entries):
        return None
    return next((guess for guess in _alike(word) if _finds(guess, entries)), None)


def _finds(word: str, entries) -> bool:
    return entries.matching(word).exists()


def _alike(word: str) -> list[str]:
    """Return known words, the likeliest first."""
    slips = next((number for length, number in SLIPS if len(word) >= length), 0)
    if not slips:
        return []
    found = process.extract(
        word,
        _known_words_about(len(word), slips),
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=MOST_GUESSES,
    )
    return [
        guess for guess, *_rest in sorted(found, key=lambda each: (each[1], each[0][0] != word[0], each[0]))
    ]


def _known_words_about(length: int, slips: int) -> list[str]:
    from ..models import KnownWord

    about = KnownWord.objects.annotate(length=Length("word")).filter(
        length__range=(length - slips, length + slips)
    )
    return list(about.values_list("word", flat=True))
