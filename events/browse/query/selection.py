"""Which dates somebody asks for: days and filters, as one query on the occurrences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from ...models import EventFacet, Occurrence, PublicEvent

FLAGS = {
    "free": Q(event__is_free=True),
    "step_free": Q(event__is_step_free=True),
    "toilet": Q(event__has_wheelchair_toilet=True),
}


@dataclass(frozen=True)
class DayNumbers:
    """How many dates of one kind a day has, and how many of them have each flag. What moved away is no date."""

    day: date
    is_special: bool
    rows: int
    dates: int
    flags: dict[str, int]


@dataclass(frozen=True)
class Selection:
    """`home` is the key of the home page of a town and language. Values of one filter are alternatives."""

    home: int
    first: date
    last: date
    text: str = ""
    categories: tuple[int, ...] = ()
    districts: tuple[int, ...] = ()
    # The public id of an entry.
    organiser: UUID | None = None
    age: int | None = None
    flags: frozenset[str] = frozenset()
    kind: str = ""
    series: UUID | None = None
    # Keys of events, where only some are near enough.
    events: frozenset[int] | None = None

    def occurrences(self, without: str = "") -> QuerySet[Occurrence]:
        """Return the dates in order; `without` ignores a filter: "category", "district", "kind" or a flag's name."""
        found = Occurrence.objects.in_tree(self.home).between(self.first, self.last)
        found = found.filter(self._conditions(without))
        return found.with_text(self.text) if self.text.strip() else found

    def counts(self, kind: str) -> dict[int, int]:
        """Return how many dates each value of a facet has, its own choice ignored. One query."""
        dates = self.occurrences(without=kind).exclude(status=Occurrence.Status.MOVED_AWAY)
        counted = dates.filter(event__facets__kind=kind).order_by().values("event__facets__value")
        return dict(counted.annotate(number=Count("pk")).values_list("event__facets__value", "number"))

    def counts_of_flags(self) -> dict[str, int]:
        """Return how many of the dates have each flag. One query."""
        dates = self.occurrences().exclude(status=Occurrence.Status.MOVED_AWAY).order_by()
        return dates.aggregate(**{name: Count("pk", filter=condition) for name, condition in FLAGS.items()})

    def counts_and_joining(self, kind: str) -> dict[int, tuple[int, int]]:
        """Return the same counts, and how many dates each value would add to those already chosen. One query."""
        chosen = self.categories if kind == "category" else self.districts
        is_new = ~_has_facet(kind, chosen) if chosen else Q()
        dates = self.occurrences(without=kind).exclude(status=Occurrence.Status.MOVED_AWAY)
        counted = dates.filter(event__facets__kind=kind).order_by().values("event__facets__value")
        counted = counted.annotate(every=Count("pk"), joining=Count("pk", filter=is_new))
        rows = counted.values_list("event__facets__value", "every", "joining")
        return {value: (every, joining) for value, every, joining in rows}

    def numbers(self, with_flags: bool = True) -> list[DayNumbers]:
        """Return the numbers of each day in order, of both kinds whatever is chosen. One query.

        What began before the first day counts on the first. Without flags no event has to be looked at.
        """
        is_date = ~Q(status=Occurrence.Status.MOVED_AWAY)
        flags = FLAGS if with_flags else {}
        counts = {f"has_{name}": Count("pk", filter=is_date & having) for name, having in flags.items()}
        rows = self._by_shown_day(without="kind").order_by("shown_day", "-is_special")
        rows = rows.values("shown_day", "is_special")
        rows = rows.annotate(rows=Count("pk"), dates=Count("pk", filter=is_date), **counts)
        return [
            DayNumbers(
                row["shown_day"],
                row["is_special"],
                row["rows"],
                row["dates"],
                {name: row[f"has_{name}"] for name in flags},
            )
            for row in rows
        ]

    def beginning(self) -> QuerySet[Occurrence]:
        """Return the dates that begin on these days, in order. An index knows it, so the first few are quick."""
        days = Occurrence.objects.in_tree(self.home).filter(day__gte=self.first, day__lte=self.last)
        found = days.filter(self._conditions("")).exclude(status=Occurrence.Status.MOVED_AWAY)
        found = found.with_text(self.text) if self.text.strip() else found
        return found.order_by("day", "start", "pk")

    def first_of_days(self, special: int, regular: int) -> QuerySet[Occurrence]:
        """Return the dates in order with `shown_day`, of each day and kind no more than these numbers."""
        rank = Window(RowNumber(), partition_by=[F("shown_day"), F("is_special")], order_by=["start", "pk"])
        dates = self._by_shown_day() if regular else self._by_shown_day().filter(is_special=True)
        ranked = dates.annotate(rank=rank)
        few = ranked.filter(Q(is_special=True, rank__lte=special) | Q(is_special=False, rank__lte=regular))
        found = Occurrence.objects.filter(pk__in=few.values("pk")).for_list()
        return found.annotate(shown_day=_shown_day(self.first)).order_by("shown_day", "start", "pk")

    def _by_shown_day(self, without: str = "") -> QuerySet[Occurrence]:
        return self.occurrences(without).annotate(shown_day=_shown_day(self.first))

    def _conditions(self, without: str) -> Q:
        condition = Q()
        if self.kind and without != "kind":
            condition &= Q(is_special=self.kind == PublicEvent.Kind.SPECIAL)
        if self.age is not None:
            condition &= Q(event__age_from__lte=self.age, event__age_to__gte=self.age)
        if self.series:
            condition &= Q(event__series=self.series)
        if self.events is not None:
            condition &= Q(event__in=self.events)
        if self.organiser:
            condition &= Q(event__organiser__public_id=self.organiser)
        for flag in self.flags - {without}:
            condition &= FLAGS[flag]
        for kind, values in (("category", self.categories), ("district", self.districts)):
            if values and kind != without:
                condition &= _has_facet(kind, values)
        return condition


def _shown_day(first: date) -> Case:
    """Something long stands once in a list of days."""
    began_before = When(day__lt=first, then=Value(first))
    return Case(began_before, default=F("day"), output_field=DateField())


def _has_facet(kind: str, values: Iterable[int]) -> Q:
    facets = EventFacet.objects.filter(event=OuterRef("event"), kind=kind, value__in=values)
    return Q(Exists(facets))
