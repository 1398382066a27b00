"""What a list of dates can be narrowed down by, read strictly: what nobody offers is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.utils import timezone
from pydantic import Field

from cms.api_toolkit.near import NEAR_HELP, RADIUS_HELP, Near, Radius
from cms.api_toolkit.parameters import Day, Flag, LanguageParameters, ListParameters, Text
from cms.api_toolkit.problems import invalid
from cms.common.folding import clean_text
from cms.search.guesses import Guess
from directory.api.parameters import MOST_VALUES, Age, Key, options
from directory.publishing.terms import Terms

from ..browse.distance import distances_from
from ..browse.query.asking import asked_for
from ..browse.query.days import Days
from ..browse.query.filters import Filters
from ..browse.query.selection import Selection
from ..browse.query.spans import SPANS

DAYS = 31
MOST_DAYS = 400
FLAGS = ("free", "step_free")


class DateFilters(LanguageParameters):
    """Which dates: by day, and by what they are."""

    first: Day | None = Field(default=None, alias="from", description="The first day; today if missing.")
    last: Day | None = Field(
        default=None, alias="to", description=f"The last day; {DAYS} days after the first if missing."
    )
    when: Literal["today", "tomorrow", "weekend"] | None = Field(
        default=None, description="Days by name instead of `from` and `to`."
    )
    q: Text = Field(
        default="",
        description="Words, also everyday ones; those that are filters or days become such, as on the page.",
        examples=["chor"],
    )
    category: list[Key] = Field(
        default=[],
        max_length=MOST_VALUES,
        description="Keys of categories; those below are found, too. Any of several.",
    )
    district: list[Key] = Field(
        default=[], max_length=MOST_VALUES, description="Keys of districts. Any of several."
    )
    age: Age | None = Field(default=None, description="In years: what is open to this age.")
    free: Flag = Field(default=False, description="`true` leaves only what is free of charge.")
    step_free: Flag = Field(default=False, description="`true` leaves only what one reaches without a step.")
    kind: Literal["special", "regular"] | None = Field(
        default=None, description="`regular` is what takes place every few weeks, such as a training."
    )
    organiser: UUID | None = Field(default=None, description="The `id` of an organisation.")
    series: UUID | None = Field(default=None, description="The `series` of a date: all dates of it.")
    near: Near | None = Field(default=None, description=NEAR_HELP)
    radius: Radius | None = Field(default=None, description=RADIUS_HELP)

    def days(self, count: int = DAYS) -> tuple[date, date]:
        """Raises ApiError for days that contradict each other."""
        today = timezone.localdate()
        if self.when:
            if self.first or self.last:
                raise invalid("query", "when", "Give either `when` or `from` and `to`.")
            return SPANS[self.when](today)
        first = self.first or today
        last = self.last or first + timedelta(days=count)
        if not first <= last <= first + timedelta(days=MOST_DAYS):
            raise invalid("query", "to", f"Give a day from `from` on, at most {MOST_DAYS} days later.")
        return first, last

    def selection(self, home: int, terms: Terms, days: int = DAYS) -> Selection:
        """Raises ApiError for a value that nobody offers."""
        first, last = self.days(days)
        return Selection(
            home=home,
            first=first,
            last=last,
            text=clean_text(self.q),
            categories=_known("category", self.category, terms),
            districts=_known("district", self.district, terms),
            organiser=self.organiser,
            age=self.age,
            flags=frozenset(name for name in FLAGS if getattr(self, name)),
            kind=self.kind or "",
            series=self.series,
            events=self._near_enough(home),
        )

    def distances(self, home: int) -> dict[int, int]:
        """Return the metres by key of the event. Raises ApiError without a point to measure from."""
        if self.near is None:
            if self.radius is not None:
                raise invalid("query", "near", "`radius` needs `near`.")
            return {}
        return distances_from(self.near, home, self.radius)

    def _near_enough(self, home: int) -> frozenset[int] | None:
        distances = self.distances(home)
        return None if self.radius is None else frozenset(distances)


class OccurrenceParameters(ListParameters, DateFilters):
    order: Literal["start", "distance"] = Field(
        default="start", description="`distance` needs `near`, and leaves out what has no known place."
    )

    def asked(self, chosen: Selection, terms: Terms) -> tuple[Selection, Guess]:
        """Return the dates that `q` means, with filters and days in it, and what a slip was meant to be."""
        has_days = bool(self.when or self.first or self.last)
        groups = {"category": chosen.categories, "district": chosen.districts}
        filters = Filters(
            text=chosen.text,
            chosen={kind: values for kind, values in groups.items() if values},
            flags=chosen.flags,
            age=chosen.age,
            organiser=chosen.organiser,
        )
        days = Days(chosen.first, chosen.last, is_usual=not has_days)
        asked = asked_for(filters, days, chosen.home, terms, timezone.localdate())
        meant = replace(
            asked.selection(chosen.home), kind=chosen.kind, series=chosen.series, events=chosen.events
        )
        return meant, asked.guess

    def distances(self, home: int) -> dict[int, int]:
        if self.order == "distance" and self.near is None:
            raise invalid("query", "near", "`order=distance` needs `near`.")
        return super().distances(home)

    def _near_enough(self, home: int) -> frozenset[int] | None:
        distances = self.distances(home)
        return None if self.radius is None and self.order == "start" else frozenset(distances)


def _known(kind: str, wanted: list[str], terms: Terms) -> tuple[int, ...]:
    offered = {label.slug: number for number, label in options(kind, terms).items()}
    unknown = [value for value in wanted if value not in offered]
    if unknown:
        raise invalid("query", kind, f"Unknown value: {unknown[0]}. Allowed: {', '.join(offered)}.")
    return tuple(dict.fromkeys(offered[value] for value in wanted))
