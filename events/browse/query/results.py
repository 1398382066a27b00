"""What a selection leaves over: how many dates, on which days, and what one more click would bring."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from directory.browse.index.bitmaps import Index
from directory.browse.index.offers import folded

from ...models import Occurrence, PublicEvent
from .dates import DayOfDates, dates_between
from .index import event_index
from .selection import Selection

# The dates of fewer events than these are found by event, of more by day.
FEW = 500


@dataclass(frozen=True)
class DayNumbers:
    """What is left of the dates of one kind on a day, by start; `dates` counts those that have not moved away."""

    day: date
    is_special: bool
    keys: list[int]
    dates: int

    @property
    def rows(self) -> int:
        return len(self.keys)


class Results:
    """The dates of a selection, counted in memory. Values of one filter are alternatives."""

    def __init__(self, selection: Selection):
        self.selection = selection
        self.index: Index = event_index(selection.home)

    @cached_property
    def days(self) -> list[DayOfDates]:
        """All dates of these days, of both kinds."""
        return dates_between(self.selection.home, self.selection.first, self.selection.last)

    @cached_property
    def numbers(self) -> list[DayNumbers]:
        """The numbers of each day in order, of both kinds whichever is asked for."""
        events = set(self.index.members(self.events))
        found = []
        for each in self.days:
            keys = [key for key, event in zip(each.keys, each.events, strict=True) if event in events]
            if keys:
                away = sum(key in each.moved_away for key in keys) if each.moved_away else 0
                found.append(DayNumbers(each.day, each.is_special, keys, len(keys) - away))
        return found

    @cached_property
    def events(self) -> int:
        """The events that match all filters, as a bitmap."""
        return self._narrowed()

    def counts(self, kind: str) -> dict[int, tuple[int, int]]:
        """Return {value: (dates, those that no chosen value of the group finds)}, ignoring the group's own choice."""
        narrowed, members = self._narrowed(without=kind), self.index.facets.get(kind, {})
        chosen = self.index.having(kind, self.selection.wanted.get(kind, ()))
        return {
            value: (self._number(narrowed & events), self._number(narrowed & events & ~chosen))
            for value, events in members.items()
        }

    def having(self, flag: str) -> int:
        """Return how many of the dates have a flag."""
        return self._number(self.events & self.index.having(flag, (True,)))

    def coming(self, count: int) -> list[Occurrence]:
        """Return the first ones that begin on these days."""
        number = self.events.bit_count()
        if not number:
            return []
        found = self.selection.beginning()
        if number < FEW:
            found = found.filter(event__in=list(self.index.members(self.events)))
        return list(found.for_list()[:count])

    def _narrowed(self, without: str = "") -> int:
        return folded(self.index.narrowed(self.selection, self._found, without))

    @cached_property
    def _found(self) -> int:
        """What text, organiser and series leave over."""
        found = self.index.found_by(self.selection.text)
        own = {"organiser__public_id": self.selection.organiser, "series": self.selection.series}
        wanted = {name: value for name, value in own.items() if value}
        if wanted:
            events = PublicEvent.objects.filter(**wanted)
            found &= self.index.bitmap(events.values_list("pk", flat=True))
        return found

    def _number(self, events: int) -> int:
        return sum((digit & events).bit_count() << place for place, digit in enumerate(self._digits))

    @cached_property
    def _digits(self) -> list[int]:
        """How many dates each event has on these days, as bitmaps: one for each binary digit."""
        counted: Counter[int] = Counter()
        for each in self.days:
            if self.selection.is_of_kind(each.is_special):
                counted.update(_taking_place(each))
        most = max(counted.values(), default=0).bit_length()
        return [
            self.index.bitmap(event for event, number in counted.items() if number >> place & 1)
            for place in range(most)
        ]


def _taking_place(each: DayOfDates) -> Iterable[int]:
    if not each.moved_away:
        return each.events
    pairs = zip(each.keys, each.events, strict=True)
    return (event for key, event in pairs if key not in each.moved_away)
