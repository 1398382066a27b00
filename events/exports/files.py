"""The calendar as files: a table, a list for programs, a calendar to subscribe to."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils.translation import gettext as _
from icalendar import Event, vGeo

from cms.common.spreadsheets import Cell, csv_pieces
from cms.recurrence.ical import add_times, new_calendar, new_event
from cms.recurrence.schedule import Schedule
from directory.exports.licences import Licence
from directory.exports.tables import rows_of
from directory.models import SchoolHoliday
from directory.publishing.terms import Terms

from ..api.items import item_of
from ..api.parameters import DAYS
from ..browse.addresses import address_of
from ..browse.query.selection import Selection
from ..models import ChangedDay, Occurrence, PublicEvent
from ..publishing.dates import schedule_from
from .calendars import PRODUCT, REFRESH_AFTER, with_changed_days

PIECE = 500
END = b"END:VCALENDAR\r\n"
STATUS = {
    Occurrence.Status.ON: "CONFIRMED",
    Occurrence.Status.FULL: "CONFIRMED",
    Occurrence.Status.POSTPONED: "TENTATIVE",
    Occurrence.Status.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True)
class Dates:
    """What a file is made of; iterating yields the single dates as the API shows them."""

    selection: Selection
    terms: Terms
    licence: Licence
    request: HttpRequest

    def __iter__(self) -> Iterator[dict]:
        found = self.selection.occurrences().exclude(status=Occurrence.Status.MOVED_AWAY)
        for row in found.for_reading().order_by("start", "pk").iterator(chunk_size=PIECE):
            yield item_of(row, self.terms, self.request)

    @property
    def events(self) -> Iterator[list[PublicEvent]]:
        """The series of which a date is in the selection, in pieces."""
        keys = list(self.selection.occurrences().order_by().values_list("event", flat=True).distinct())
        for start in range(0, len(keys), PIECE):
            yield list(PublicEvent.objects.for_reading().filter(pk__in=keys[start : start + PIECE]))


def as_csv(dates: Dates) -> Iterator[bytes]:
    return csv_pieces(rows_of(COLUMNS, dates))


def as_json(dates: Dates) -> Iterator[bytes]:
    """The items of the API's list, in one array, with the licence."""
    yield f'{{"licence": {json.dumps(dates.licence.url)}, "items": ['.encode()
    divider = ""
    for item in dates:
        yield f"{divider}{json.dumps(item, cls=DjangoJSONEncoder, ensure_ascii=False)}".encode()
        divider = ",\n"
    yield b"]}"


def as_calendar(dates: Dates) -> Iterator[bytes]:
    """Each series once, by its rule, with the days on which it is otherwise."""
    head = new_calendar(PRODUCT, _("What is on"), REFRESH_AFTER).to_ical()
    yield head.removesuffix(END)
    holidays = SchoolHoliday.objects.holidays()
    for events in dates.events:
        changes = ChangedDay.objects.of(event.series for event in events)
        for event in events:
            schedule = schedule_from(event.document["schedule"], holidays)
            if entry := _entry(event, schedule, dates):
                components = with_changed_days(entry, schedule, changes.get(event.series, {}))
                yield b"".join(component.to_ical() for component in components)
    yield END


def _entry(event: PublicEvent, schedule: Schedule, dates: Dates) -> Event | None:
    document, place = event.document, event.document["place"]
    first = schedule.first_date
    if schedule.is_recurring:
        # The first day itself may be none of the rule, but would be read as one.
        first = schedule.first_day_from(first or dates.selection.first)
    if first is None:
        return None
    url = dates.request.build_absolute_uri(address_of(event, dates.request))
    where = ", ".join(
        filter(None, [place["name"], place["street"], f"{place['postcode']} {place['city']}".strip()])
    )
    entry = new_event(
        event.page.stable_id if event.page_id else event.series,
        event.changed_at.astimezone(UTC),
        summary=event.title,
        url=url,
        place=where or place["online_url"],
        description=[document["summary"], document["organiser"], document["status_note"], url],
    )
    entry.add("status", STATUS[document["status"]])
    entry.add("sequence", int((event.changed_at - event.created_at).total_seconds()))
    if event.kind == PublicEvent.Kind.REGULAR:
        # A training must not mark everybody who subscribes as busy.
        entry.add("transp", "TRANSPARENT")
    if place["latitude"] is not None:
        entry.add("geo", vGeo((place["latitude"], place["longitude"])))
    add_times(entry, schedule, first)
    return entry


def _moment(name: str) -> Callable[[dict], Cell]:
    def read(item: dict) -> str:
        value: datetime | None = item[name]
        return value.strftime("%H:%M") if value and not item["all_day"] else ""

    return read


def _day(item: dict) -> date:
    return item["start"].date()


def _last_day(item: dict) -> date | None:
    return item["end"].date() if item["end"] and item["end"].date() != _day(item) else None


def _names(terms: list[dict]) -> list[str]:
    return [term["name"] for term in terms]


COLUMNS = {
    "id": lambda item: item["id"],
    "tag": _day,
    "beginn": _moment("start"),
    "ende": _moment("end"),
    "bis_tag": _last_day,
    "ganztaegig": lambda item: item["all_day"],
    "titel": lambda item: item["title"],
    "beschreibung": lambda item: item["summary"],
    "stand": lambda item: item["status"],
    "hinweis": lambda item: item["note"],
    "regelmaessig": lambda item: item["kind"] == PublicEvent.Kind.REGULAR,
    "veranstalter": lambda item: item["organiser"]["name"],
    "veranstalter_id": lambda item: item["organiser"]["id"],
    "ort": lambda item: item["place"]["name"],
    "strasse": lambda item: item["place"]["street"],
    "plz": lambda item: item["place"]["postcode"],
    "stadt": lambda item: item["place"]["city"],
    "ortsteile": lambda item: _names(item["place"]["districts"]),
    "breite": lambda item: item["place"]["latitude"],
    "laenge": lambda item: item["place"]["longitude"],
    "stufenlos": lambda item: item["place"]["is_step_free"],
    "online": lambda item: item["place"]["online_url"],
    "kosten": lambda item: item["price"]["kind"],
    "kosten_hinweis": lambda item: item["price"]["note"],
    "alter_von": lambda item: item["age_from"],
    "alter_bis": lambda item: item["age_to"],
    "kategorien": lambda item: _names(item["categories"]),
    "seite": lambda item: item["url"],
    "sprache": lambda item: item["locale"],
}


@dataclass(frozen=True)
class Format:
    content_type: str
    write: Callable[[Dates], Iterator[bytes]]
    way: str = "attachment"
    # How far it reaches if nobody says so.
    days: int = DAYS


FORMATS = {
    "ics": Format("text/calendar; charset=utf-8", as_calendar, "inline", days=365),
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "json": Format("application/json", as_json, "inline"),
}
