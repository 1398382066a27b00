"""A selection of dates read twice: from our API, and by a foreign library from the calendar to subscribe to."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import recurring_ical_events
from icalendar import Calendar

from cms.recurrence.zone import BERLIN

DATES, FILE = "/api/v1/occurrences/", "/daten/termine.ics"
DAYS = 90
# What began that long before the first day may still go on.
LONGEST = timedelta(days=60)
NIGHT = timedelta(hours=12)
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


class Moment(NamedTuple):
    """Begin and end are moments in UTC, or the first and the last day."""

    title: str
    begin: date
    end: date
    status: str
    place: str


def assert_both_agree(client, today: date, **query) -> Counter:
    """Compare each single date of the next 90 days; return them."""
    last = today + timedelta(days=DAYS)
    by_api = Counter(read_by_api(client, today, last, **query))
    by_library = Counter(read_by_library(client, today, last, **query))
    only = [f"API only: {moment}" for moment in (by_api - by_library).elements()]
    only += [f"library only: {moment}" for moment in (by_library - by_api).elements()]
    assert only == []
    return by_api


def read_by_api(client, first: date, last: date, **query) -> list[Moment]:
    answer = client.get(DATES, {"from": first, "to": last, "limit": 100} | query).json()
    items = answer["items"]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        items += answer["items"]
    assert len(items) == answer["count"]
    return [_from_item(item) for item in items]


def read_by_library(client, first: date, last: date, **query) -> list[Moment]:
    answer = client.get(FILE, query)
    assert answer.status_code == 200
    calendar = Calendar.from_ical(b"".join(answer.streaming_content))
    events = recurring_ical_events.of(calendar).between(first - LONGEST, last + timedelta(days=1))
    moments = map(_from_event, events)
    return [each for each in moments if _day(each.begin) <= last and first <= _last_day(each)]


def _from_item(item: dict) -> Moment:
    begin = datetime.fromisoformat(item["start"])
    end = datetime.fromisoformat(item["end"]) if item["end"] else begin
    begin, end = (
        (begin.date(), end.date()) if item["all_day"] else (begin.astimezone(UTC), end.astimezone(UTC))
    )
    place = item["place"]["name"] or item["place"]["street"]
    return Moment(item["title"], begin, end, STATUS.get(item["status"], "CONFIRMED"), place)


def _from_event(event) -> Moment:
    begin, end = event["dtstart"].dt, event["dtend"].dt
    if not isinstance(begin, datetime):
        # The end of whole days is the day after (RFC 5545, section 3.6.1).
        end = max(begin, end - timedelta(days=1))
    else:
        begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    place = str(event.get("location", "")).split(",")[0]
    return Moment(str(event["summary"]), begin, end, str(event["status"]), place)


def _day(moment: date) -> date:
    return moment.astimezone(BERLIN).date() if isinstance(moment, datetime) else moment


def _last_day(moment: Moment) -> date:
    """The night after an evening belongs to the evening's day."""
    if isinstance(moment.begin, datetime) and moment.end - moment.begin < NIGHT:
        return _day(moment.begin)
    return _day(moment.end)
