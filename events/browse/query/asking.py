"""What somebody means who types words: filters, days, and what was probably meant by words without a date."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef

from cms.caching.content_version import cached, short
from cms.search import guesses
from cms.search.guesses import NO_GUESS, Guess
from cms.search.words import surface_words
from directory.publishing.terms import Terms
from directory.publishing.typos import WordsOfEntries

from ...models import Occurrence, PublicEvent
from .days import Days
from .filters import Filters
from .selection import Selection
from .typed import with_typed


@dataclass(frozen=True)
class Asked:
    """The filters are those of the visitor; the selection looks for the guess, if there is one."""

    filters: Filters
    days: Days
    guess: Guess = NO_GUESS

    @property
    def text(self) -> str:
        """The words that are looked for."""
        return self.guess.text or self.filters.text

    def selection(self, home: int) -> Selection:
        return replace(self.filters, text=self.text).selection(home, self.days)


def asked_for(filters: Filters, days: Days, home: int, terms: Terms, today: date) -> Asked:
    """Return what somebody means, or the words as they are, if only these find something on these days."""
    typed_filters, typed_days = with_typed(filters, days, terms, today)
    meant = _guessed(Asked(typed_filters, typed_days), home, today)
    if (meant.filters, meant.days) == (filters, days) or _has_dates(meant, home):
        return meant
    literal = Asked(filters, days)
    return literal if _has_dates(literal, home) else meant


def _has_dates(asked: Asked, home: int) -> bool:
    return asked.selection(home).occurrences().order_by().exists()


def _guessed(asked: Asked, home: int, today: date) -> Asked:
    text = asked.filters.text
    if not text:
        return asked
    key = f"guess-of-dates:{home}:{today}:{short(text)}"
    return replace(asked, guess=cached(key, lambda: _guess(text, home, today)))


def _guess(text: str, home: int, today: date) -> Guess:
    coming = Occurrence.objects.filter(event=OuterRef("pk"), last_day__gte=today)
    events = PublicEvent.objects.in_tree(home).filter(Exists(coming))

    def number_of(words: str) -> int:
        return events.with_text(words).count()

    return NO_GUESS if number_of(text) else guesses.corrected(text, number_of, _WordsOfDates(home))


@dataclass(frozen=True)
class _WordsOfDates(guesses.KnownWords):
    """Those of the entries that invite, and those of the titles."""

    home: int

    def alike(self, lengths: Iterable[range], parts: Collection[str]) -> set[str]:
        lengths = list(lengths)
        titles = cached(f"words-of-dates:{self.home}", lambda: _words_of_titles(self.home))
        return guesses.WordSet(titles).alike(lengths, parts) | WordsOfEntries().alike(lengths, parts)


def _words_of_titles(home: int) -> set[str]:
    titles = PublicEvent.objects.in_tree(home).values_list("title", flat=True).distinct()
    words = (word for title in titles for word in surface_words(title))
    return {word for word in words if len(word) >= guesses.SHORTEST_KNOWN and word.isalpha()}
