"""Schedules as JSON."""

from datetime import date, time

from .holidays import Holidays
from .schedule import Schedule


def to_document(schedule: Schedule) -> dict:
    """Return JSON with the rule as RFC 5545 text; the inverse of `from_document`."""
    return {
        "frequency": schedule.frequency,
        "interval": schedule.interval,
        "weekdays": list(schedule.weekdays),
        "positions": list(schedule.positions),
        "rule": schedule.rule,
        "dtstart": _iso(schedule.dtstart),
        "first_date": _iso(schedule.first_date),
        "until": _iso(schedule.until),
        "opens_at": schedule.starts_at and f"{schedule.starts_at:%H:%M}",
        "closes_at": schedule.ends_at and f"{schedule.ends_at:%H:%M}",
        "skipped": [_iso(day) for day in schedule.skipped],
        "pauses_in_holidays": schedule.pauses_in_holidays,
        "note": schedule.note,
    }


def from_document(data: dict, holidays: Holidays | None = None) -> Schedule:
    return Schedule(
        **{name: data[name] for name in ("frequency", "interval", "pauses_in_holidays", "note")},
        **{name: tuple(data[name]) for name in ("weekdays", "positions")},
        starts_at=data["opens_at"] and time.fromisoformat(data["opens_at"]),
        ends_at=data["closes_at"] and time.fromisoformat(data["closes_at"]),
        first_date=_day(data["first_date"]),
        until=_day(data["until"]),
        skipped=tuple(_day(day) for day in data["skipped"]),
        holidays=holidays or Holidays(),
    )


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
