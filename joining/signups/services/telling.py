"""What is cached says the truth about places: when it changes, they are told anew."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from cms.caching.content_version import refresh_content
from directory.models import PublicOpening
from events.models import EventPage
from events.publishing.projection import write_series

from ..models import Places


def tell(places: Places) -> bool:
    """Purge and write what names the availability of these places, if it has changed. Say whether it had."""
    availability = places.availability()
    if availability == places.told:
        return False
    places.told = availability
    places.save(update_fields=["told"])
    renew(places)
    return True


def renew(places: Places) -> None:
    refresh_content("forms", *_of_date(places), *_of_call(places))
    if places.event_series:
        write_series([places.event_series])


def _of_date(places: Places) -> list[str]:
    """Return the cache keys of the pages that name these places."""
    pages = EventPage.objects.filter(translation_key=places.event_series) if places.event_series else ()
    return [f"page-{page.pk}" for page in pages]


def _of_call(places: Places) -> list[str]:
    if not places.call:
        return []
    calls = PublicOpening.objects.filter(key=places.call)
    return ["openings", *(f"page-{entry}" for entry in calls.values_list("entry_id", flat=True))]


def booked_days(series: Iterable[UUID]) -> dict[UUID, set[date | None]]:
    """Return the days on which each series is fully booked; None stands for all its days."""
    found: dict[UUID, dict[date | None, list[str]]] = defaultdict(lambda: defaultdict(list))
    told = Places.objects.filter(event_series__in=list(series)).exclude(page=None)
    for key, day, availability in told.values_list("event_series", "event_day", "told"):
        found[key][day].append(availability)
    return {
        key: {day for day, all_told in days.items() if Places.BOOKED.issuperset(all_told)}
        for key, days in found.items()
    }
