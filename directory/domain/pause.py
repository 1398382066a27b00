"""The pause of a whole entry: from a day to a last day, both counted."""

from datetime import date, timedelta

from django.utils import timezone

from .dates import parse_day

# Whoever is away for longer had better end the offers, or withdraw the entry.
LONGEST = timedelta(days=366)


def is_paused(first: date | None, last: date | None, today: date) -> bool:
    return bool(first and last) and first <= today <= last


def paused_until(document: dict, today: date | None = None) -> date | None:
    """Return the last day of the pause if the recorded entry pauses on that day (default: today)."""
    # A record that the version before has written says nothing of it.
    first, last = (parse_day(document.get(name)) for name in ("paused_from", "paused_until"))
    return last if is_paused(first, last, today or timezone.localdate()) else None
