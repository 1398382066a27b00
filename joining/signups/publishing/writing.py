"""Writes the places of published pages: what editors set there, and what the calendar says of the date."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from cms.recurrence.occurrence import Occurrence
from cms.recurrence.zone import BERLIN
from events.models import ChangedDay, EventPage
from events.publishing.dates import changed_times
from forms_app.models import Submission

from ..models import Places, SignupPage, Slot
from ..rules import State
from ..services.moving import move_up
from ..services.telling import renew
from .calls import call_of, closing_of

UNCOMPARED = {"id", "told", "past_signups", "past_persons", "past_attended"}
COLUMNS = [each.attname for each in Places._meta.concrete_fields if each.attname not in UNCOMPARED]


def write_places(page_keys: Iterable[UUID]) -> None:
    """Write the places of these pages, in whatever language; `page_keys` are the keys of their translations."""
    for key in sorted(set(page_keys), key=str):
        with transaction.atomic():
            _write(key)


def write_of_event(series: UUID) -> None:
    pages = SignupPage.objects.filter(event__translation_key=series)
    known = Places.objects.filter(event_series=series)
    write_places(
        [*pages.values_list("translation_key", flat=True), *known.values_list("page_key", flat=True)]
    )


def _write(page_key: UUID) -> None:
    # The first language decides; the others show their own words for it.
    page = SignupPage.objects.filter(translation_key=page_key).live().order_by("pk").first()
    stored = {each.slot_key: each for each in Places.objects.locked().filter(page_key=page_key)}
    wanted = [_wanted(page, slot) for slot in page.slots.all()] if page else []
    for places in wanted:
        _store(places, stored.pop(places.slot_key, None))
    for places in stored.values():
        _close(places)


def _wanted(page: SignupPage, slot: Slot) -> Places:
    occurrence = slot.occurrence
    event = page.event
    day = occurrence.first_day if event and occurrence and event.schedule.is_recurring else None
    changed, call = _changed_day(event, occurrence), call_of(page) if page.call else None
    if changed and changed.change == ChangedDay.Change.MOVED:
        occurrence = Occurrence(*changed_times(occurrence, changed), occurrence.all_day)
    return Places(
        page_key=page.translation_key,
        slot_key=slot.key,
        page=page,
        title=slot.title,
        starts_at=occurrence and _moment(occurrence.start),
        ends_at=occurrence and _moment(occurrence.end),
        all_day=bool(occurrence and occurrence.all_day),
        capacity=slot.capacity,
        has_waiting_list=page.has_waiting_list,
        opens_at=page.opens_at,
        closes_at=closing_of(page, call),
        is_closed=bool((event and not _takes_place(event, changed)) or (page.call and not call)),
        event_series=event and event.translation_key,
        event_day=day,
        call=page.call,
        date_status=_date_status(event, changed),
    )


def _moment(moment: datetime | date | None) -> datetime | None:
    """An occurrence of a whole day has no zone."""
    return moment and (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN))


def _changed_day(event: EventPage | None, occurrence: Occurrence | None) -> ChangedDay | None:
    if event is None or occurrence is None:
        return None
    return ChangedDay.objects.filter(series=event.translation_key, day=occurrence.first_day).first()


def _takes_place(event: EventPage, changed: ChangedDay | None) -> bool:
    is_cancelled = changed is not None and changed.change == ChangedDay.Change.CANCELLED
    return event.live and event.status == EventPage.Status.PLANNED and not is_cancelled


def _date_status(event: EventPage | None, changed: ChangedDay | None) -> str:
    if event is None:
        return Places.DateStatus.PLANNED
    if event.status == EventPage.Status.CANCELLED or (
        changed is not None and changed.change == ChangedDay.Change.CANCELLED
    ):
        return Places.DateStatus.CANCELLED
    is_postponed = event.status == EventPage.Status.POSTPONED
    return Places.DateStatus.POSTPONED if is_postponed else Places.DateStatus.PLANNED


def _store(places: Places, before: Places | None) -> None:
    if before is None:
        places.told = places.availability() if places.pk else Places.Availability.OPEN
        places.save(force_insert=True)
        renew(places)
    else:
        places.pk, places.told = before.pk, before.told
        places.past_signups, places.past_persons = before.past_signups, before.past_persons
        places.past_attended = before.past_attended
        if all(getattr(places, name) == getattr(before, name) for name in COLUMNS):
            return
        places.save()
        renew(places)
        if places.over_at != before.over_at:
            _keep_until(places)
        if (places.event_series, places.call) != (before.event_series, before.call):
            renew(before)
    move_up(places)


def _keep_until(places: Places) -> None:
    """The data of those who come are kept until some days after the date, wherever it is moved."""
    coming = places.signups.filter(state__in=[State.CONFIRMED, State.WAITING, State.OFFERED])
    closed = Submission.objects.filter(signup__in=coming, status=Submission.Status.DONE)
    if places.over_at:
        closed.update(closed_at=places.over_at)


def _close(places: Places) -> None:
    """Its page or slot is gone: nobody can sign up any more. Without sign-ups and sums, nothing needs to be kept."""
    if not places.is_closed:
        places.is_closed = True
        places.page = None if not Page.objects.filter(pk=places.page_id).exists() else places.page
        places.save(update_fields=["is_closed", "page"])
        move_up(places)
        renew(places)
    if not (places.past_signups or places.signups.exists()):
        places.delete()
