"""Dates of a calendar that probably stand in ours already, from another source."""

from dataclasses import dataclass

from rapidfuzz.fuzz import token_set_ratio

from cms.common.folding import fold
from directory.models import OrganisationPage

from ..models import Occurrence
from .found import FoundEvent

ALIKE = 85


@dataclass(frozen=True)
class Double:
    title: str
    other: str
    organiser: str


def likely_doubles(
    page: OrganisationPage, events: list[FoundEvent], *, except_feed: int | None = None
) -> dict[str, Double]:
    """Return by UID what takes place on the same day under a similar title."""
    days = {event.facts["first_date"] for event in events}
    home_path = page.path[: 2 * page.steplen]
    rows = Occurrence.objects.filter(day__in=days, home__path=home_path).select_related("event")
    rows = rows.exclude(event__partner_event__feed=except_feed) if except_feed else rows
    on_day: dict = {}
    for row in rows:
        on_day.setdefault(row.day, []).append((fold(row.event.title), row.event))
    found = {}
    for event in events:
        title = fold(event.facts["title"])
        alike = (
            other
            for folded, other in on_day.get(event.facts["first_date"], [])
            if token_set_ratio(title, folded) >= ALIKE
        )
        if other := next(alike, None):
            found[event.uid] = Double(event.facts["title"], other.title, other.document["organiser"])
    return found
