"""Recurring times: an RFC 5545 rule for machines, words for people, the next date for both.

Times are wall-clock times of the town. Dates are reckoned without a time zone and get one at the end, so
that "Wednesday, 17:00" stays 17:00 when the clocks change.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rruleset, rrulestr
from django.utils import timezone

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Where a weekly rule without a first day is counted from; any day would do.
LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True)
class Schedule:
    """One recurring time. `position` is the week of the month: 1 to 4, -1 for the last, 0 for weekly."""

    frequency: str = ""
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    position: int = 0
    starts_at: time | None = None
    ends_at: time | None = None
    first_date: date | None = None
    until: date | None = None
    skipped: tuple[date, ...] = ()
    pauses_in_holidays: bool = False
    note: str = ""

    @property
    def rule(self) -> str:
        """The RRULE value (RFC 5545, 3.3.10), or "" when the time cannot be reckoned."""
        if not self.frequency or not self.weekdays:
            return ""
        parts = [f"FREQ={self.frequency.upper()}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        position = str(self.position) if self.position else ""
        parts.append("BYDAY=" + ",".join(f"{position}{day}" for day in self.weekdays))
        if self.until:
            parts.append(f"UNTIL={self.until:%Y%m%d}T235959")
        return ";".join(parts)

    @property
    def is_known(self) -> bool:
        return bool(self.frequency or self.note)

    def next_start(self, now: datetime | None = None) -> datetime | None:
        """Return the next start, aware, or None: no rule, over, or school holidays that nobody told us."""
        if not self.rule or self.pauses_in_holidays or (self.interval > 1 and not self.first_date):
            return None
        here = timezone.localtime(now).replace(tzinfo=None)
        start = self._dates(self._anchor(here.date())).after(here, inc=True)
        return timezone.make_aware(start) if start else None

    def _anchor(self, today: date) -> date:
        """The latest day from which the same dates follow, so that a rule from long ago costs nothing."""
        first = self.first_date or LONG_AGO
        if first >= today or self.frequency != "weekly":
            return max(first, today)
        rhythm = timedelta(weeks=self.interval)
        return first + (today - first) // rhythm * rhythm

    def _dates(self, first: date) -> rruleset:
        clock = self.starts_at or time()
        dates = rruleset()
        dates.rrule(rrulestr(self.rule, dtstart=datetime.combine(first, clock)))
        for day in self.skipped:
            dates.exdate(datetime.combine(day, clock))
        return dates

    @property
    def dtstart(self) -> date | None:
        """The first day on which it really takes place: RFC 5545 counts DTSTART as a date of the rule."""
        if not self.rule:
            return None
        start = self.first_date or LONG_AGO
        first = self._dates(start).after(datetime.combine(start, time()), inc=True)
        return first.date() if first else None

    def first_day_from(self, day: date) -> date | None:
        """Return the first day, this one or a later one, that the rule names; None when it names none.

        A rule of every so many weeks without a first day names none: nobody knows which week is meant.
        """
        if not self.rule or (self.interval > 1 and not self.first_date):
            return None
        first = self._dates(self._anchor(day)).after(datetime.combine(day, time()), inc=True)
        return first.date() if first else None

    def to_document(self) -> dict:
        """Return JSON with the rule as RFC 5545 text; the inverse of `from_document`."""
        return {
            "frequency": self.frequency,
            "interval": self.interval,
            "weekdays": list(self.weekdays),
            "position": self.position,
            "rule": self.rule,
            "dtstart": _iso(self.dtstart),
            "first_date": _iso(self.first_date),
            "until": _iso(self.until),
            "opens_at": self.starts_at and f"{self.starts_at:%H:%M}",
            "closes_at": self.ends_at and f"{self.ends_at:%H:%M}",
            "skipped": [_iso(day) for day in self.skipped],
            "pauses_in_holidays": self.pauses_in_holidays,
            "note": self.note,
        }

    @classmethod
    def from_document(cls, data: dict) -> "Schedule":
        return cls(
            frequency=data["frequency"],
            interval=data["interval"],
            weekdays=tuple(data["weekdays"]),
            position=data["position"],
            starts_at=data["opens_at"] and time.fromisoformat(data["opens_at"]),
            ends_at=data["closes_at"] and time.fromisoformat(data["closes_at"]),
            first_date=_day(data["first_date"]),
            until=_day(data["until"]),
            skipped=tuple(_day(day) for day in data["skipped"]),
            pauses_in_holidays=data["pauses_in_holidays"],
            note=data["note"],
        )


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
