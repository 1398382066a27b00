"""Schedules as JSON."""

from dataclasses import replace
from datetime import date, time

from .holidays import Holidays
from .schedule import Schedule

COUNTRY = "DE"


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
        "pauses_on_holidays_of": _country_code(schedule) if schedule.pauses_on_public_holidays else None,
        "paused_from": schedule.pause and _iso(schedule.pause[0]),
        "paused_until": schedule.pause and _iso(schedule.pause[1]),
        "note": schedule.note,
    }


def from_document(data: dict, holidays: Holidays | None = None) -> Schedule:
    """`holidays` are the school holidays; the Land stands in the document."""
    # A record that the version before has written does not have it.
    code = data.get("pauses_on_holidays_of")
    return Schedule(
        **{name: data[name] for name in ("frequency", "interval", "pauses_in_holidays", "note")},
        **{name: tuple(data[name]) for name in ("weekdays", "positions")},
        starts_at=data["opens_at"] and time.fromisoformat(data["opens_at"]),
        ends_at=data["closes_at"] and time.fromisoformat(data["closes_at"]),
        first_date=_day(data["first_date"]),
        until=_day(data["until"]),
        skipped=tuple(_day(day) for day in data["skipped"]),
        pauses_on_public_holidays=code is not None,
        pause=_pause(data),
        holidays=replace(holidays or Holidays(), land=(code or "").removeprefix(COUNTRY).removeprefix("-")),
    )


def _pause(data: dict) -> tuple[date, date] | None:
    # A record that the version before has written does not have it.
    first, last = (_day(data.get(name)) for name in ("paused_from", "paused_until"))
    return (first, last) if first and last else None


def _country_code(schedule: Schedule) -> str:
    """Return the Land by ISO 3166-2, such as "DE-RP", or "DE" for what all of them have."""
    return f"{COUNTRY}-{schedule.holidays.land}".rstrip("-")


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
