"""The wording of an event's time on its page."""

from datetime import date, datetime
from itertools import islice

from django.utils import timezone

from cms.recurrence.occurrence import Occurrence
from cms.recurrence.occurrence_words import day_in_full, rule_in_words, when_in_full
from cms.recurrence.schedule import Schedule

SHOWN_DATES = 6


def event_facts(event) -> dict:
    now = timezone.now()
    schedule = event.schedule
    occurrence = event.shown_occurrence(now)
    return {
        "occurrence": occurrence,
        "when": when_in_full(occurrence),
        "rule": rule_in_words(schedule),
        "left_out": [day_in_full(day) for day in left_out(schedule)],
        "next_dates": [when_in_full(each) for each in next_occurrences(event, now)],
    }


def left_out(schedule: Schedule) -> list[date]:
    """The coming days on which it does not take place."""
    return [day for day in schedule.days_left_out() if day >= timezone.localdate()]


def next_occurrences(event, now: datetime) -> list[Occurrence]:
    """The next dates of a repeated event; empty for a single one, and when it will not take place."""
    if not event.schedule.is_recurring or event.status != event.Status.PLANNED:
        return []
    return list(islice(event.schedule.occurrences(now), SHOWN_DATES))
