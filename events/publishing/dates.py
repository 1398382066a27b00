"""The single dates of a schedule, with the days that are not as its rule says. Pure: no queries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from django.utils import timezone

from cms.recurrence.document import from_document, to_document
from cms.recurrence.holidays import Holidays
from cms.recurrence.occurrence import Occurrence as Moment
from cms.recurrence.schedule import Schedule
from cms.recurrence.zone import BERLIN, midnight

from ..models import ChangedDay, Occurrence


class Row(NamedTuple):
    """What is stored of a date besides its event; a hundred times lighter than a model. Moments are in UTC."""

    original_day: date
    start: datetime
    end: datetime | None
    all_day: bool
    day: date
    last_day: date
    status: str
    moved_to: datetime | None = None
    note: str = ""
    place: str = ""


Status = Occurrence.Status
# A day that is moved by more than this is only seen when it is written again.
BEFORE = timedelta(days=62)
AHEAD = timedelta(days=400)


def window(today: date) -> tuple[date, date]:
    """Return the first and the last day whose dates are kept."""
    return today - BEFORE, today + AHEAD


def stored_schedule(schedule: Schedule) -> dict:
    """Return JSON from which `schedule_from` makes the same schedule."""
    return to_document(schedule) | {"days_later": schedule.days_later, "all_day": schedule.all_day}


def schedule_from(stored: dict, holidays: Holidays) -> Schedule:
    schedule = from_document(stored, holidays if stored["pauses_in_holidays"] else None)
    return replace(schedule, days_later=stored["days_later"], all_day=stored["all_day"])


def coming_dates(schedule: Schedule, count: int) -> list[Moment]:
    """Return the next dates by the rule, from today on; none where nobody can know them."""
    if schedule.is_recurring and not schedule.has_dates:
        return []
    return list(islice(schedule.occurrences(midnight(timezone.localdate()).replace(tzinfo=BERLIN)), count))


def dates_of(
    schedule: Schedule, changes: dict[date, ChangedDay], first: date, last: date, status: str = Status.ON
) -> list[Row]:
    """Return the dates of which a part lies between two days, by day; `status` is that of the whole series."""
    if not changes:
        return list(_unchanged(schedule, schedule.holidays, first, last, status))
    moments = {moment.first_day: moment for moment in _moments(schedule, first, last)}
    for day, changed in changes.items():
        is_moved_here = changed.new_start and first <= _day(changed.new_start) <= last
        if is_moved_here and day not in moments and schedule.has_date_on(day):
            moments[day] = schedule.occurrence_on(day)
    return [row for day in sorted(moments) for row in _rows(schedule, moments[day], changes.get(day), status)]


@lru_cache(maxsize=256)
def _unchanged(
    schedule: Schedule, holidays: Holidays, first: date, last: date, status: str
) -> tuple[Row, ...]:
    """Many clubs meet on Wednesdays at seven. Equal schedules may have other holidays, so these are named."""
    moments = _moments(schedule, first, last)
    return tuple(_row(schedule, moment, moment.first_day, status) for moment in moments)


def _moments(schedule: Schedule, first: date, last: date) -> Iterator[Moment]:
    coming = schedule.occurrences(midnight(first).replace(tzinfo=BERLIN))
    return takewhile(lambda moment: moment.first_day <= last, coming)


def _rows(schedule: Schedule, moment: Moment, changed: ChangedDay | None, status: str) -> Iterator[Row]:
    row = _row(schedule, moment, moment.first_day, status)
    if changed is None or status in (Status.CANCELLED, Status.POSTPONED):
        yield row
    elif changed.change != ChangedDay.Change.MOVED:
        yield row._replace(status=changed.change, note=changed.reason)
    else:
        moved_to = changed.new_start.astimezone(UTC)
        yield row._replace(status=Status.MOVED_AWAY, note=changed.reason, moved_to=moved_to)
        there = Moment(*changed_times(moment, changed), moment.all_day)
        row = _row(schedule, there, moment.first_day, Status.MOVED)
        yield row._replace(note=changed.reason, place=changed.new_place)


def changed_times(before: Moment, changed: ChangedDay) -> tuple[datetime, datetime | None]:
    """Return when it begins and ends now; without a new end it lasts as long as before."""
    if not changed.new_start:
        return before.start, before.end
    start = changed.new_start.astimezone(BERLIN)
    if changed.new_end:
        return start, changed.new_end.astimezone(BERLIN)
    return start, before.end and start + (before.end - before.start)


def _row(schedule: Schedule, moment: Moment, original_day: date, status: str) -> Row:
    return Row(
        original_day,
        moment.start.astimezone(UTC),
        moment.end and moment.end.astimezone(UTC),
        # An offer may name its weekday only.
        moment.all_day or not (schedule.starts_at or status == Status.MOVED),
        moment.first_day,
        _last_day(moment),
        status,
    )


def _last_day(moment: Moment) -> date:
    """A party from evening to night belongs to the evening's day."""
    if moment.end and not moment.all_day and (moment.end - moment.start) < timedelta(hours=12):
        return moment.first_day
    return moment.last_day


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()
