"""What somebody means who types words: filters, days, and what was probably meant by words without a date."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef

from cms.caching.content_version import cached, short
from cms.search.guesses import NO_GUESS, Guess, WordSet, corrected
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

    return (
        NO_GUESS if number_of(text) else corrected(text, number_of, WordsOfEntries() | _words_of_titles(home))
    )


def _words_of_titles(home: int) -> WordSet:
    titles = PublicEvent.objects.in_tree(home).order_by().values_list("title", flat=True).distinct()
    return cached(f"words-of-dates:{home}", lambda: WordSet.of(titles))
