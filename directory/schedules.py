"""Recurring times: an RFC 5545 rule for machines, words for people, the next date for both.

Times are wall-clock times of the town. Dates are reckoned without a time zone and get one at the end, so
that "Wednesday, 17:00" stays 17:00 when the clocks change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule, rruleset, rrulestr
from django.utils import timezone

from .holidays import Holidays

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Where a weekly rule without a first day is counted from; any day would do.
LONG_AGO = date(2020, 1, 1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Schedule:
    """One recurring time. `positions` are the weeks of the month: 1 to 4, -1 for the last, none for weekly.

    `holidays` are no part of what the organisation said: whoever reckons dates brings them along.
    """

    frequency: str = ""
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    first_date: date | None = None
    until: date | None = None
    skipped: tuple[date, ...] = ()
    pauses_in_holidays: bool = False
    note: str = ""
    holidays: Holidays = field(default=Holidays(), compare=False)

    @property
    def rule(self) -> str:
        """The RRULE value (RFC 5545, 3.3.10), or "" when the time cannot be reckoned.

        UNTIL stands in UTC, as the RFC asks of times with a time zone.
        """
        if not self.until:
            return self._rule("")
        end = timezone.make_aware(self._end).astimezone(UTC)
        return self._rule(f"{end:%Y%m%dT%H%M%S}Z")

    @property
    def weekdays_of_month(self) -> list[str]:
        """The values of BYDAY: ["MO"] every Monday, ["1MO", "3MO"] the first and the third of a month."""
        return [f"{position}{day}" for position in self.positions or ("",) for day in self.weekdays]

    @property
    def is_known(self) -> bool:
        return bool(self.frequency or self.note)

    @property
    def is_reckonable(self) -> bool:
        """Whether dates follow from it: not without a first day, nor past school holidays nobody told us."""
        if not self.frequency or not self.weekdays or (self.interval > 1 and not self.first_date):
            return False
        return not self.pauses_in_holidays or self.holidays.known_until is not None

    def has_ended(self, today: date | None = None) -> bool:
        return bool(self.until) and self.until < (today or timezone.localdate())

    def among(self, holidays: Holidays) -> "Schedule":
        """Return the same time, reckoned with these school holidays."""
        return replace(self, holidays=holidays)

    def next_start(self, now: datetime | None = None) -> datetime | None:
        """Return the next start, aware, or None where nobody can know it."""
        if not self.is_reckonable:
            return None
        here = timezone.localtime(now).replace(tzinfo=None)
        today = here.date()
        start = _first_start(self, self.holidays, today)
        if start and start < here:
            # Today's is over; a schedule has one a day.
            start = _first_start(self, self.holidays, today + ONE_DAY)
        return start and timezone.make_aware(start)

    def next_starts(self, count: int, now: datetime | None = None) -> list[datetime]:
        """Return up to `count` of the next starts, aware."""
        if not self.is_reckonable:
            return []
        here = timezone.localtime(now).replace(tzinfo=None)
        return [timezone.make_aware(start) for start in islice(self.starts_from(here), count)]

    def starts_from(self, moment: datetime) -> Iterator[datetime]:
        """Yield the starts from a moment on, both without a time zone; the schedule must be reckonable."""
        starts = self._dates(self._anchor(moment.date())).xafter(moment, inc=True)
        return self._outside_holidays(starts)

    def holiday_days(self) -> list[date]:
        """Return the days of the rule that fall out because of the school holidays that we know."""
        if not self.pauses_in_holidays or not self.is_reckonable:
            return []
        rule = self._dates(self.first_date or LONG_AGO)
        return [
            start.date()
            for first, last in self.holidays.ranges
            for start in rule.between(
                datetime.combine(first, time()), datetime.combine(last, time.max), inc=True
            )
        ]

    def _outside_holidays(self, starts: Iterable[datetime]) -> Iterator[datetime]:
        for start in starts:
            if self.pauses_in_holidays and start.date() > self.holidays.known_until:
                return
            if not (self.pauses_in_holidays and self.holidays.covers(start.date())):
                yield start

    def _rule(self, until: str) -> str:
        if not self.frequency or not self.weekdays:
            return ""
        parts = [f"FREQ={self.frequency.upper()}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        parts.append("BYDAY=" + ",".join(self.weekdays_of_month))
        if until:
            parts.append(f"UNTIL={until}")
        return ";".join(parts)

    @property
    def _end(self) -> datetime | None:
        return self.until and datetime.combine(self.until, time(23, 59, 59))

    def _anchor(self, today: date) -> date:
        """The latest day from which the same dates follow, so that a rule from long ago costs nothing."""
        first = self.first_date or LONG_AGO
        if first >= today or self.frequency != "weekly":
            return max(first, today)
        rhythm = timedelta(weeks=self.interval)
        return first + (today - first) // rhythm * rhythm

    def _dates(self, first: date) -> rrule | rruleset:
        clock = self.starts_at or time()
        until = f"{self._end:%Y%m%dT%H%M%S}" if self._end else ""
        rule = _read_rule(self._rule(until), datetime.combine(first, clock))
        return self._without_skipped(rule, clock) if self.skipped else rule

    def _without_skipped(self, rule: rrule, clock: time) -> rruleset:
        dates = rruleset()
        dates.rrule(rule)
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
            "positions": list(self.positions),
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
    def from_document(cls, data: dict, holidays: Holidays | None = None) -> "Schedule":
        return cls(
            frequency=data["frequency"],
            interval=data["interval"],
            weekdays=tuple(data["weekdays"]),
            positions=tuple(data["positions"]),
            starts_at=data["opens_at"] and time.fromisoformat(data["opens_at"]),
            ends_at=data["closes_at"] and time.fromisoformat(data["closes_at"]),
            first_date=_day(data["first_date"]),
            until=_day(data["until"]),
            skipped=tuple(_day(day) for day in data["skipped"]),
            pauses_in_holidays=data["pauses_in_holidays"],
            note=data["note"],
            holidays=holidays or Holidays(),
        )


@lru_cache(maxsize=4096)
def _read_rule(rule: str, start: datetime) -> rrule:
    """Reading a rule takes longer than going through its next dates; clubs meet at the same times week after week."""
    return rrulestr(rule, dtstart=start)


@lru_cache(maxsize=4096)
def _first_start(schedule: Schedule, holidays: Holidays, day: date) -> datetime | None:
    """Return the first start on a day or after it. Named for themselves, the holidays tell equal schedules apart."""
    return next(schedule.starts_from(datetime.combine(day, time())), None)


def _iso(day: date | None) -> str | None:
    return day and day.isoformat()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
