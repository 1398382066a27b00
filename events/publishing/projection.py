"""Keeps public events and their occurrences in step with their sources."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import md5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.caching.content_version import refresh_content
from cms.recurrence.holidays import Holidays
from directory.models import PublicEntry, SchoolHoliday

from ..models import ChangedDay, EventFacet, EventPage, Occurrence, PublicEvent
from .dates import Row, dates_of, schedule_from, stored_schedule, window
from .full_days import Days, full_days_of, with_full_days
from .inserting import insert_dates
from .sources import Announcement, from_entries, from_pages, with_sources

CHUNK = 200
UNCOMPARED = {"digest", "written_until", "created_at", "changed_at"}
COLUMNS = [field.attname for field in PublicEvent._meta.concrete_fields if not field.primary_key]


def write_pages(pages: QuerySet[EventPage], *, verify: bool = False) -> list[str]:
    """Write, update or delete what these pages announce; return the titles of what differed."""
    differing: list[str] = []
    for keys in _pieces(pages):
        public = EventPage.objects.filter(pk__in=keys).published()
        public = public.select_related("alias_of", "organiser_entry__record__words")
        wanted = from_pages(public.prefetch_related("organiser_entry__record__facets"))
        differing += _write(PublicEvent.objects.filter(page__in=keys), wanted, verify)
    return differing


def write_entries(keys: Iterable[int], *, verify: bool = False) -> list[str]:
    """Write, update or delete the dates of these public entries; return the titles of what differed."""
    differing: list[str] = []
    holidays = SchoolHoliday.objects.stored()
    for piece in _pieces(PublicEntry.objects.filter(pk__in=list(keys))):
        entries = with_sources(PublicEntry.objects.filter(pk__in=piece))
        differing += _write(
            PublicEvent.objects.filter(entry__in=piece), from_entries(entries, holidays), verify
        )
    return differing


def write_series(series: Iterable) -> None:
    """Write what these series announce, after a change of one of their days."""
    stored = PublicEvent.objects.filter(series__in=list(series))
    write_pages(EventPage.objects.filter(public_event__in=stored))
    write_entries(stored.exclude(entry=None).values_list("entry", flat=True))


def rebuild() -> list[str]:
    """Write everything again; return the titles of what differed."""
    pages = write_pages(EventPage.objects.all(), verify=True)
    return pages + write_entries(PublicEntry.objects.values_list("pk", flat=True), verify=True)


@transaction.atomic
def extend() -> int:
    """Write the dates that have come into reach, and forget old ones; return how many were written."""
    first, last = window(timezone.localdate())
    Occurrence.objects.filter(last_day__lt=first).delete()
    holidays, written = SchoolHoliday.objects.stored(), 0
    for keys in _pieces(PublicEvent.objects.filter(written_until__lt=last)):
        events = PublicEvent.objects.filter(pk__in=keys)
        changes = ChangedDay.objects.of(event.series for event in events)
        full = full_days_of(event.series for event in events)
        for event in events:
            rows = _new_dates(event, changes.get(event.series, {}), last, holidays)
            rows = with_full_days(rows, full.get(event.series, set()))
            insert_dates([(event, rows)])
            written += len(rows)
        events.update(written_until=last)
    if written:
        refresh_content("events")
    return written


def _new_dates(event: PublicEvent, changes: dict, last: date, holidays: Holidays) -> list[Row]:
    schedule = schedule_from(event.document["schedule"], holidays)
    rows = dates_of(schedule, changes, event.written_until, last, event.document["status"])
    return [row for row in rows if row.original_day > event.written_until]


@dataclass(frozen=True)
class Wanted:
    """Everything that is stored of one announcement."""

    event: PublicEvent
    announcement: Announcement
    changes: dict
    full: Days

    @property
    def key(self) -> tuple:
        return self.event.home_id, self.event.series

    def dates(self, first: date, last: date) -> list[Row]:
        announcement = self.announcement
        rows = dates_of(announcement.schedule, self.changes, first, last, announcement.status)
        return with_full_days(rows, self.full)


@transaction.atomic
def _write(stored: QuerySet[PublicEvent], announcements: Iterable[Announcement], verify: bool) -> list[str]:
    before = {(event.home_id, event.series): event for event in stored}
    first, last = window(timezone.localdate())
    wanted = _wanted(list(announcements), last)
    gone = [event for key, event in before.items() if key not in wanted]
    changed = [each for key, each in wanted.items() if verify or _differs(before.get(key), each.event)]
    differing = [event.title for event in gone]
    PublicEvent.objects.filter(pk__in=[event.pk for event in gone]).delete()
    differing += _store(changed, before, first, last)
    if differing:
        refresh_content("events")
    return differing


def _differs(stored: PublicEvent | None, event: PublicEvent) -> bool:
    return stored is None or stored.digest != event.digest


def _wanted(announcements: list[Announcement], last: date) -> dict[tuple, Wanted]:
    homes = dict(
        Page.objects.filter(path__in={each.home_path for each in announcements}).values_list("path", "pk")
    )
    changes = ChangedDay.objects.of(each.series for each in announcements)
    full_days = full_days_of(each.series for each in announcements)
    found = {}
    for each in announcements:
        its_changes, full = changes.get(each.series, {}), full_days.get(each.series, set())
        event = _event(each, homes[each.home_path], last)
        event.digest = _digest(event, each, its_changes, full)
        found[event.home_id, event.series] = Wanted(event, each, its_changes, full)
    return found


def _event(announcement: Announcement, home: int, last: date) -> PublicEvent:
    details, place = announcement.details, announcement.place
    document = details | {
        "place": place,
        "status": announcement.status,
        "schedule": stored_schedule(announcement.schedule),
    }
    return PublicEvent(
        series=announcement.series,
        home_id=home,
        **announcement.source,
        organiser=announcement.organiser,
        kind=announcement.kind,
        title=announcement.title,
        document=document,
        is_free=details["price"] == "free",
        is_step_free=bool(place["step_free"]),
        has_wheelchair_toilet=bool(place["toilet"]),
        age_from=details["age_from"] or 0,
        age_to=999 if details["age_to"] is None else details["age_to"],
        latitude=place["latitude"],
        longitude=place["longitude"],
        written_until=last,
        **announcement.words,
    )


def _digest(event: PublicEvent, announcement: Announcement, changes: dict, full: Days) -> str:
    columns = {name: getattr(event, name) for name in COLUMNS if name not in UNCOMPARED}
    days = [
        (changed.day, changed.change, changed.reason, changed.new_start, changed.new_end, changed.new_place)
        for changed in changes.values()
    ]
    holidays = announcement.schedule.holidays.ranges
    parts = [columns, sorted(announcement.facets), days, holidays, sorted(map(str, full))]
    text = json.dumps(parts, sort_keys=True, default=str)
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def _store(changed: list[Wanted], before: dict[tuple, PublicEvent], first: date, last: date) -> list[str]:
    """Store what differs, with as many statements for many announcements as for one; return the titles."""
    stored_dates = _stored_dates([before[each.key].pk for each in changed if each.key in before])
    differing, dates = [], {}
    for each in changed:
        old, rows = before.get(each.key), sorted(each.dates(first, last), key=_order)
        has_same_dates = old is not None and stored_dates.get(old.pk, []) == rows
        if has_same_dates and not _differs(old, each.event):
            continue
        if old is not None:
            each.event.pk, each.event.created_at = old.pk, old.created_at
            each.event.save()
        differing.append(each)
        if not has_same_dates:
            dates[each.key] = rows
    PublicEvent.objects.bulk_create(each.event for each in differing if each.event.pk is None)
    _store_facets(differing)
    renewed = [each.event for each in differing if each.key in dates]
    Occurrence.objects.filter(event__in=[event.pk for event in renewed]).delete()
    insert_dates((event, dates[event.home_id, event.series]) for event in renewed)
    return [each.event.title for each in differing]


def _order(row: Row) -> tuple:
    return row.original_day, row.status


def _stored_dates(events: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list] = {}
    for event, *values in Occurrence.objects.filter(event__in=events).values_list("event", *Row._fields):
        found.setdefault(event, []).append(Row(*values))
    return {key: sorted(rows, key=_order) for key, rows in found.items()}


def _store_facets(announced: list[Wanted]) -> None:
    EventFacet.objects.filter(event__in=[each.event.pk for each in announced]).delete()
    EventFacet.objects.bulk_create(
        EventFacet(event_id=each.event.pk, kind=kind, value=value)
        for each in announced
        for kind, value in sorted(each.announcement.facets)
    )


def _pieces(rows: QuerySet) -> list[list[int]]:
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
