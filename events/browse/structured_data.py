"""Events as schema.org data: what search engines read says what people read."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from cms.caching.content_version import cached
from cms.media.models import SiteImage
from cms.pages.lists.structured import CONTEXT, absolute, addresses_of, filled, image_of, office
from cms.pages.site_trees import home_above
from cms.recurrence.occurrence import Occurrence
from cms.recurrence.rule import DAYS_OF_SCHEMA_ORG
from cms.recurrence.schedule import Schedule
from cms.recurrence.zone import BERLIN

from ..models import Occurrence as StoredOccurrence
from ..publishing.full_days import full_days_of
from . import wording
from .addresses import Addresses
from .rows import moment_of

EVENT_STATUS = {
    "planned": f"{CONTEXT}/EventScheduled",
    "postponed": f"{CONTEXT}/EventPostponed",
    "cancelled": f"{CONTEXT}/EventCancelled",
}


STATUS_OF_DATE = {
    StoredOccurrence.Status.ON: f"{CONTEXT}/EventScheduled",
    StoredOccurrence.Status.FULL: f"{CONTEXT}/EventScheduled",
    StoredOccurrence.Status.CANCELLED: f"{CONTEXT}/EventCancelled",
    StoredOccurrence.Status.POSTPONED: f"{CONTEXT}/EventPostponed",
    StoredOccurrence.Status.MOVED: f"{CONTEXT}/EventRescheduled",
}
# A list tells of no more; each date has its own page.
MOST = 50


def listed(page, request: HttpRequest) -> dict | None:
    """The dates of a list as it shows them. One that moved away is told of where it takes place now."""
    addresses = Addresses(request, home_above(page))
    shown = [each for each in page.shown_dates if each.status in STATUS_OF_DATE][:MOST]
    items = [
        {"@type": "ListItem", "position": number, "item": of_occurrence(each, request, addresses)}
        for number, each in enumerate(shown, 1)
    ]
    return {"@context": CONTEXT, "@type": "ItemList", "itemListElement": items} if items else None


def of_occurrence(
    occurrence: StoredOccurrence,
    request: HttpRequest,
    addresses: Addresses,
    parts: Iterable = (),
    image: SiteImage | None = None,
) -> dict:
    """A single date; `parts` are those of a repeated one."""
    event, document = occurrence.event, occurrence.event.document
    place = document["place"] | ({"name": occurrence.place, "street": ""} if occurrence.place else {})
    return filled(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": event.title,
            "description": document["summary"],
            **_times_of_date(occurrence),
            "eventAttendanceMode": f"{CONTEXT}/{_mode(place)}",
            "location": _places(place),
            "organizer": _named(document["organiser"]) or office(request),
            "isAccessibleForFree": event.is_free or None,
            "offers": _offer(event.is_free, is_full=occurrence.status == StoredOccurrence.Status.FULL),
            "image": addresses_of(image, request),
            "url": request.build_absolute_uri(addresses.of(occurrence)),
            "subEvent": [
                {"@type": "Event", "name": event.title, **_times_of_date(each), "location": _places(place)}
                for each in parts
            ],
        }
    )


def _times_of_date(occurrence: StoredOccurrence) -> dict:
    moment = moment_of(occurrence)
    times = {"startDate": moment.first_day.isoformat()} if moment.all_day else _times(moment)
    if moment.all_day and moment.last_day != moment.first_day:
        times["endDate"] = moment.last_day.isoformat()
    if occurrence.status == StoredOccurrence.Status.MOVED:
        times["previousStartDate"] = occurrence.original_day.isoformat()
    return times | {"eventStatus": STATUS_OF_DATE[occurrence.status]}


def _named(organiser: str) -> dict | None:
    return {"@type": "Organization", "name": organiser} if organiser else None


def event(page, request: HttpRequest) -> dict:
    schedule, places = page.schedule, _locations(page)
    dates = wording.next_occurrences(page, timezone.now())
    return filled(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": page.title,
            "description": page.summary,
            **_times(page.shown_occurrence()),
            "eventStatus": EVENT_STATUS[page.status],
            "eventAttendanceMode": f"{CONTEXT}/{_mode(_place_of(page))}",
            "location": places,
            "organizer": _organiser(page, request),
            "isAccessibleForFree": page.is_free,
            "offers": _offer(page.is_free, is_full=_is_full(page, dates)),
            "eventSchedule": _repetition(schedule),
            "subEvent": [_part(page, each, places) for each in dates],
            "image": image_of(page, request),
            "url": absolute(page, request),
        }
    )


def _part(page, occurrence: Occurrence, places: list[dict]) -> dict:
    status = EVENT_STATUS[page.status]
    times = {"endDate": occurrence.last_day.isoformat()} | _times(occurrence)
    return filled({"@type": "Event", "name": page.title, **times, "eventStatus": status, "location": places})


def _times(occurrence: Occurrence) -> dict:
    if occurrence.all_day:
        return {
            "startDate": occurrence.first_day.isoformat(),
            "endDate": occurrence.last_day.isoformat(),
        }
    times = {"startDate": occurrence.start.isoformat()}
    return times | ({"endDate": occurrence.end.isoformat()} if occurrence.end else {})


def _repetition(schedule: Schedule) -> dict | None:
    if not schedule.is_recurring:
        return None
    return filled(
        {
            "@type": "Schedule",
            "startDate": schedule.first_date.isoformat(),
            "endDate": schedule.until and schedule.until.isoformat(),
            "startTime": None if schedule.all_day else f"{schedule.starts_at:%H:%M:%S}",
            "endTime": f"{schedule.ends_at:%H:%M:%S}" if schedule.ends_at and not schedule.all_day else None,
            "repeatFrequency": "P1M" if schedule.positions else f"P{schedule.interval}W",
            "byDay": DAYS_OF_SCHEMA_ORG[schedule.weekdays[0]],
            "byMonthWeek": schedule.positions[0] if schedule.positions else None,
            "exceptDate": [_except_date(day, schedule) for day in wording.left_out(schedule)],
            "scheduleTimezone": BERLIN.key,
        }
    )


def _except_date(day: date, schedule: Schedule) -> str:
    return (day if schedule.all_day else schedule.occurrence_on(day).start).isoformat()


def _locations(page) -> list[dict]:
    return _places(_place_of(page))


def _place_of(page) -> dict:
    names = ("street", "postcode", "city", "online_url")
    return {"name": page.place_name} | {name: getattr(page, name) for name in names}


def _places(place: dict) -> list[dict]:
    places = []
    if name := place["name"] or place["street"]:
        address = {
            "@type": "PostalAddress",
            "streetAddress": place["street"],
            "postalCode": place["postcode"],
        }
        address |= {"addressLocality": place["city"], "addressCountry": "DE"}
        has_address = place["street"] or place["postcode"] or place["city"]
        here = {"@type": "Place", "name": name}
        places.append(here | ({"address": filled(address)} if has_address else {}))
    if place["online_url"]:
        places.append({"@type": "VirtualLocation", "url": place["online_url"]})
    return places


def _mode(place: dict) -> str:
    is_somewhere = place["name"] or place["street"]
    if place["online_url"]:
        return "MixedEventAttendanceMode" if is_somewhere else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _offer(is_free: bool, is_full: bool) -> dict | None:
    """A price only where it is certain: the words of an editor are not a number."""
    price = {"price": 0, "priceCurrency": "EUR"} if is_free else {}
    availability = {"availability": f"{CONTEXT}/SoldOut"} if is_full else {}
    return {"@type": "Offer"} | price | availability if price or availability else None


def _is_full(page, dates: list[Occurrence]) -> bool:
    """Whether the date is full, of a repeated one the next."""
    days = cached(f"full-days:{page.pk}", lambda: full_days_of([page.translation_key]))
    full = days.get(page.translation_key, set())
    shown = dates[0] if dates else page.shown_occurrence()
    return None in full or shown.first_day in full


def _organiser(page, request: HttpRequest) -> dict | None:
    return {"@type": "Organization", "name": page.organiser} if page.organiser else office(request)
