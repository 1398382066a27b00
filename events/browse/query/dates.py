"""Which dates some days have: bare keys, since a large town has ten thousand in two weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, F, Q, QuerySet, Value

from cms.pages.site_trees import main_home_of
from cms.search.key_lists import Keys

from ...models import Occurrence


@dataclass(frozen=True)
class DayOfDates:
    """All dates of one kind on a day by their start, each with its event. What moved away only tells where it is."""

    day: date
    is_special: bool
    keys: Sequence[int]
    events: Sequence[int]
    moved_away: frozenset[int]


class PairsByStart(Keys):
    """Two keys of each row of a group by their start, one after the other: two aggregates would sort each group twice.

    SQLite reads them from an index that has this order.
    """

    arg_joiner = " || ',' || "

    def as_postgresql(self, compiler, connection, **context):
        keys = self.copy()
        keys.template = """STRING_AGG(INT8SEND(%(expressions)s), '' ORDER BY "start", "event_id")"""
        return keys.as_sql(compiler, connection, arg_joiner=") || INT8SEND(", **context)


def dates_between(home: int, first: date, last: date) -> list[DayOfDates]:
    """Return all dates of these days, in order. What began before stands on the first day. Two queries."""
    # An event's tree is looked at where it is chosen.
    rows = Occurrence.objects.filter(home__in={home, main_home_of(home)}).order_by()
    before = rows.lasting(first).annotate(shown_day=Value(first, DateField()))
    beginning = rows.beginning(first, last).annotate(shown_day=F("day"))
    found: dict[tuple[date, bool], list[DayOfDates]] = {}
    for each in [*_days(before), *_days(beginning)]:
        found.setdefault((each.day, each.is_special), []).append(each)
    return [_joined(found[key]) for key in sorted(found, key=lambda key: (key[0], not key[1]))]


def _days(rows: QuerySet) -> list[DayOfDates]:
    return [
        DayOfDates(*group, pairs[::2], pairs[1::2], frozenset(away)) for *group, pairs, away in grouped(rows)
    ]


def grouped(rows: QuerySet) -> QuerySet:
    """Return (day, whether special, keys of dates and events, keys of what moved away) of each group."""
    groups = rows.values("shown_day", "is_special").annotate(
        pairs=PairsByStart("pk", "event"),
        moved_away=Keys("pk", filter=Q(status=Occurrence.Status.MOVED_AWAY)),
    )
    return groups.values_list("shown_day", "is_special", "pairs", "moved_away")


def _joined(parts: list[DayOfDates]) -> DayOfDates:
    if len(parts) == 1:
        return parts[0]
    before, others = parts
    return DayOfDates(
        others.day,
        others.is_special,
        before.keys + others.keys,
        before.events + others.events,
        before.moved_away | others.moved_away,
    )
