"""Makes the dates of a calendar what it says: same UID, same date; what vanishes there vanishes here."""

from django.db import transaction
from django.utils import timezone

from ..models import ChangedDay, EventFeed, PartnerEvent
from ..publishing.projection import write_entries
from .found import FoundEvent, Reading

State = PartnerEvent.State
# What a calendar says about a date.
FACTS = (
    "title",
    "summary",
    "place_key",
    "place_name",
    "street",
    "postcode",
    "city",
    "online_url",
    "cost",
    "url",
    "first_date",
    "starts_at",
    "ends_at",
    "ends_on",
    "all_day",
    "status",
    "frequency",
    "interval",
    "weekdays",
    "positions",
    "until",
    "skipped_days",
)


@transaction.atomic
def store(feed: EventFeed, reading: Reading) -> int:
    """Return how many dates are new, changed or gone."""
    stored = {event.uid: event for event in feed.events.select_for_update(of=("self",))}
    state = State.PUBLIC if feed.state == EventFeed.State.ACTIVE else State.WAITING
    new, changed = [], []
    for found in reading.events:
        event = stored.pop(found.uid, None)
        if event is None:
            new.append(_new(feed, found, state))
        elif _update(event, found, state):
            changed.append(event)
    PartnerEvent.objects.bulk_create(new)
    PartnerEvent.objects.bulk_update(changed, [*FACTS, "state", "changed_at"], batch_size=100)
    gone = [event.pk for event in stored.values()]
    ChangedDay.objects.filter(series__in=[event.key for event in stored.values()]).delete()
    PartnerEvent.objects.filter(pk__in=gone).delete()
    differing = len(new) + len(changed) + len(gone) + _store_days(feed, reading)
    if differing:
        write_entries([feed.page_id])
    return differing


def publish(feed: EventFeed) -> None:
    """Make what waits public, once the calendar is accepted."""
    feed.events.filter(state=State.WAITING).update(state=State.PUBLIC)
    write_entries([feed.page_id])


def remove(feed: EventFeed) -> None:
    """Delete the calendar with its dates."""
    page_id = feed.page_id
    ChangedDay.objects.filter(series__in=list(feed.events.values_list("key", flat=True))).delete()
    feed.delete()
    write_entries([page_id])


def _new(feed: EventFeed, found: FoundEvent, state: str) -> PartnerEvent:
    event = found.as_event()
    event.organisation_id, event.feed, event.state = feed.page_id, feed, state
    return event


def _update(event: PartnerEvent, found: FoundEvent, state: str) -> bool:
    """Return whether something differs. What the office withdrew stays so."""
    wanted = found.as_event()
    wanted_state = event.state if event.state == State.WITHDRAWN else state
    differs = event.state != wanted_state or any(
        getattr(event, name) != getattr(wanted, name) for name in FACTS
    )
    for name in FACTS:
        setattr(event, name, getattr(wanted, name))
    event.state, event.changed_at = wanted_state, timezone.now()
    return differs


def _store_days(feed: EventFeed, reading: Reading) -> int:
    keys = dict(feed.events.values_list("uid", "key"))
    wanted = {
        (keys[found.uid], day.day): day.as_row(keys[found.uid])
        for found in reading.events
        for day in found.days
    }
    there = {(row.series, row.day): row for row in ChangedDay.objects.filter(series__in=keys.values())}
    by_hand = {key for key, row in there.items() if not row.from_feed}
    gone = [
        row.pk
        for key, row in there.items()
        if row.from_feed and (key not in wanted or _said(row) != _said(wanted[key]))
    ]
    ChangedDay.objects.filter(pk__in=gone).delete()
    left = {key for key, row in there.items() if row.pk not in gone}
    new = [row for key, row in wanted.items() if key not in left | by_hand]
    ChangedDay.objects.bulk_create(new)
    return len(gone) + len(new)


def _said(row: ChangedDay) -> tuple:
    return row.change, row.new_start, row.new_end, row.new_place
