"""When a statement is too old to be trusted."""

from datetime import date, timedelta

from django.utils import timezone

ASSURED_FOR = timedelta(days=365)


def is_overdue(assured_on: date | None) -> bool:
    """Whether nobody has confirmed an entry for a year, or ever."""
    return assured_on is None or timezone.localdate() - assured_on > ASSURED_FOR


def still_open(opening: dict) -> bool:
    """Whether a recorded call for volunteers is still open; its last day counts."""
    return date.fromisoformat(opening["valid_until"]) >= timezone.localdate()


def parse_day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
