"""One day of a series is cancelled, moved or full, or again as its rule says."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import ChangedDay, Occurrence

Change, Status = ChangedDay.Change, Occurrence.Status


class NoSuchDayError(Exception):
    """The series has no coming date on that day."""


@dataclass(frozen=True)
class ComingDay:
    """A day on which a series takes place by its rule, and what was changed about it, if anything.

    `occurrence` is what takes place: on another day, if it is moved.
    """

    day: date
    occurrence: Occurrence
    changed: ChangedDay | None


def coming_days(series: UUID, count: int = 12) -> list[ComingDay]:
    return coming_days_of([series], count).get(series, [])


def coming_days_of(series, count: int) -> dict[UUID, list[ComingDay]]:
    """Return the next days of each public series; the number of queries does not grow with them."""
    changes = ChangedDay.objects.of(series)
    rows = Occurrence.objects.filter(event__series__in=series, last_day__gte=timezone.localdate())
    found: dict[UUID, dict[date, ComingDay]] = {}
    rows = rows.exclude(status=Status.MOVED_AWAY).select_related("event")
    for row in rows.order_by("original_day", "pk"):
        days = found.setdefault(row.event.series, {})
        if len(days) < count:
            # Several languages have the same days.
            changed = changes.get(row.event.series, {}).get(row.original_day)
            days.setdefault(row.original_day, ComingDay(row.original_day, row, changed))
    return {key: list(days.values()) for key, days in found.items()}


def find_day(series: UUID, day: date) -> ComingDay | None:
    """Return a day of a public series that is not over yet."""
    rows = Occurrence.objects.filter(
        event__series=series, original_day=day, last_day__gte=timezone.localdate()
    )
    row = rows.exclude(status=Status.MOVED_AWAY).select_related("event").first()
    return row and ComingDay(day, row, ChangedDay.objects.filter(series=series, day=day).first())


@transaction.atomic
def change_day(changed: ChangedDay, *, instance, title: str, by=None) -> None:
    """Tell everybody at once. `instance` is the page or entry to whose history it belongs.

    Raise NoSuchDayError, ValidationError.
    """
    if find_day(changed.series, changed.day) is None:
        raise NoSuchDayError
    if changed.change != Change.MOVED:
        changed.new_start = changed.new_end = None
        changed.new_place = ""
    changed.full_clean(validate_unique=False, validate_constraints=False)
    facts = {
        name: getattr(changed, name) for name in ("change", "reason", "new_start", "new_end", "new_place")
    }
    facts["from_feed"] = False
    ChangedDay.objects.update_or_create(series=changed.series, day=changed.day, defaults=facts)
    _log(instance, "change_day", title, changed.day, by, change=str(changed.get_change_display()))


@transaction.atomic
def take_back(series: UUID, day: date, *, instance, title: str, by=None) -> None:
    """It takes place as planned."""
    changed = ChangedDay.objects.filter(series=series, day=day).first()
    if changed:
        # Even if a calendar says so: until it says so again.
        changed.from_feed = False
        changed.delete()
        _log(instance, "change_day_back", title, day, by)


def _log(instance, action: str, title: str, day: date, by, **more) -> None:
    data = {"title": title, "day": f"{day:%d.%m.%Y}"} | more
    log(instance=instance, action=f"events.{action}", user=by, data=data)
