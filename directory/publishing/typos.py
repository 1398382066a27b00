"""The words that entries have, for guessing what a mistyped one was meant to be."""

from collections.abc import Callable, Collection, Iterable

from django.db.models import Q
from django.db.models.functions import Length

from cms.search import guesses
from cms.search.index import matches_of

from ..models import KnownWord
from ..search.tables import ENTRIES


class WordsOfEntries(guesses.KnownWords):
    def alike(self, lengths: Iterable[range], parts: Collection[str]) -> set[str]:
        wanted = Q(word__in=parts)
        for each in lengths:
            wanted |= Q(length__range=(each.start, each.stop - 1))
        return set(
            KnownWord.objects.alias(length=Length("word")).filter(wanted).values_list("word", flat=True)
        )


def corrected(text: str, number_of: Callable[[str], int]) -> guesses.Guess:
    return guesses.corrected(text, number_of, WordsOfEntries())


def forget_unused_words() -> int:
    """Take out the words that no entry has any more; return how many."""
    words = KnownWord.objects.values_list("word", flat=True)
    unused = [word for word in words if not matches_of(ENTRIES, word).keys]
    return KnownWord.objects.filter(word__in=unused).delete()[0]
