"""The wording of an event's time on its page."""

from datetime import datetime
from itertools import islice

from django.utils import timezone

from cms.recurrence.occurrence import Occurrence
from cms.recurrence.occurrence_words import day_in_full, rule_in_words, when_in_full

SHOWN_DATES = 6


def event_facts(event) -> dict:
    now = timezone.now()
    schedule = event.schedule
    occurrence = event.shown_occurrence(now)
    return {
        "occurrence": occurrence,
        "when": when_in_full(occurrence),
        "rule": rule_in_words(schedule),
        "left_out": [day_in_full(day) for day in schedule.skipped if day >= now.date()],
        "next_dates": [when_in_full(each) for each in next_occurrences(event, now)],
    }


def next_occurrences(event, now: datetime) -> list[Occurrence]:
    """The next dates of a repeated event; empty for a single one, and when it will not take place."""
    if not event.schedule.is_recurring or event.status != event.Status.PLANNED:
        return []
    return list(islice(event.schedule.occurrences(now), SHOWN_DATES))
