"""Which dates somebody asks for: days and filters, as one query on the occurrences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...models import EventFacet, Occurrence, PublicEvent
from .index import FLAGS


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

    @property
    def wanted(self) -> dict[str, tuple]:
        """Return what events are filtered by, as the index asks for it."""
        groups = {"category": self.categories, "district": self.districts}
        age = {} if self.age is None else {"age": (self.age,)}
        return (
            {kind: values for kind, values in groups.items() if values}
            | dict.fromkeys(self.flags, (True,))
            | age
        )

    @property
    def distances(self) -> frozenset[int] | None:
        return self.events

    def is_of_kind(self, is_special: bool) -> bool:
        return not self.kind or is_special == (self.kind == PublicEvent.Kind.SPECIAL)

    def occurrences(self) -> QuerySet[Occurrence]:
        """Return the dates in order."""
        return self._filtered(Occurrence.objects.in_tree(self.home).between(self.first, self.last))

    def beginning(self) -> QuerySet[Occurrence]:
        """Return the dates that begin on these days, in order. An index knows it, so the first few are quick."""
        days = Occurrence.objects.in_tree(self.home).beginning(self.first, self.last)
        found = self._filtered(days).exclude(status=Occurrence.Status.MOVED_AWAY)
        return found.order_by("day", "start", "pk")

    def _filtered(self, dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
        found = dates.filter(self._conditions())
        return found.with_text(self.text) if self.text.strip() else found

    def _conditions(self) -> Q:
        condition = Q()
        if self.kind:
            condition &= Q(is_special=self.kind == PublicEvent.Kind.SPECIAL)
        if self.age is not None:
            condition &= Q(event__age_from__lte=self.age, event__age_to__gte=self.age)
        if self.series:
            condition &= Q(event__series=self.series)
        if self.events is not None:
            condition &= Q(event__in=self.events)
        if self.organiser:
            condition &= Q(event__organiser__public_id=self.organiser)
        for flag in self.flags:
            condition &= Q(**{f"event__{FLAGS[flag]}": True})
        for kind, values in (("category", self.categories), ("district", self.districts)):
            if values:
                condition &= _has_facet(kind, values)
        return condition


def _has_facet(kind: str, values: Iterable[int]) -> Q:
    facets = EventFacet.objects.filter(event=OuterRef("event"), kind=kind, value__in=values)
    return Q(Exists(facets))
