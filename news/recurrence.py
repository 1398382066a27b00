"""When an event takes place: wall time in Germany, repeated as editors say it, written as RFC 5545 rules.

A weekly meeting at 19:00 stays at 19:00 when the clocks change, so occurrences are computed in local time and
only then get their offset from UTC.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_REPETITION = timedelta(days=3660)


class Repeats(TextChoices):
    NONE = "none", _("takes place once")
    WEEKLY = "weekly", _("on the same weekday, every … weeks")
    MONTHLY_NTH = "monthly-nth", _("every month, for example on the 2nd Tuesday")
    MONTHLY_LAST = "monthly-last", _("every month on the last such weekday")


@dataclass(frozen=True)
class Occurrence:
    """One time at which an event takes place. `end` is None when nobody has said it."""

    start: datetime
    end: datetime | None
    all_day: bool = False

    @property
    def over_at(self) -> datetime:
        """An event without an end counts as over when its day is."""
        if self.end and not self.all_day:
            return self.end
        return _midnight(self.last_day + timedelta(days=1))

    @property
    def first_day(self) -> date:
        return self.start.date()

    @property
    def last_day(self) -> date:
        return (self.end or self.start).date()


@dataclass(frozen=True)
class Schedule:
    """`start` and `end` are wall time in Germany, without an offset; `until` is the last possible day."""

    start: datetime
    end: datetime | None = None
    all_day: bool = False
    repeats: str = Repeats.NONE
    every: int = 1
    until: date | None = None
    exceptions: frozenset[date] = field(default_factory=frozenset)

    @property
    def is_recurring(self) -> bool:
        return self.repeats != Repeats.NONE

    @property
    def nth(self) -> int:
        """Which weekday of its month the first date is: 1 to 5."""
        return (self.start.day - 1) // 7 + 1

    @property
    def starts_on_last_weekday_of_month(self) -> bool:
        return (self.start + timedelta(days=7)).month != self.start.month

    def occurrences(self, after: datetime | None = None) -> Iterator[Occurrence]:
        """Yield in order what is not over at `after` (aware); endless when nobody has set an end."""
        for start in self._starts(after):
            occurrence = self._occurrence(start)
            is_left_out = start.date() in self.exceptions
            if not is_left_out and (after is None or occurrence.over_at > after):
                yield occurrence

    def next_occurrence(self, after: datetime) -> Occurrence | None:
        return next(self.occurrences(after), None)

    def first_occurrence(self) -> Occurrence:
        return self._occurrence(self.start)

    def last_occurrence(self) -> Occurrence | None:
        """The last date; None without one (endless, or every date is left out)."""
        if self.is_recurring and self.until is None:
            return None
        return max(self.occurrences(), key=lambda each: each.start, default=None)

    def takes_place_on(self, day: date) -> bool:
        """Whether the rule alone, without its exceptions, names this day."""
        without = Schedule(self.start, None, True, self.repeats, self.every, self.until)
        return any(each.first_day == day for each in itertools.islice(without.occurrences(_midnight(day)), 1))

    def over_at(self) -> datetime | None:
        """The moment after which nothing is left; None when it goes on without an end or never took place."""
        last = self.last_occurrence()
        return last and last.over_at

    def rule_parts(self) -> dict:
        """Return the parts of the RRULE (RFC 5545, section 3.3.10); empty for a single date."""
        code = WEEKDAY_CODES[self.start.weekday()]
        parts = {
            Repeats.WEEKLY: {"FREQ": "WEEKLY", "INTERVAL": self.every, "BYDAY": code},
            Repeats.MONTHLY_NTH: {"FREQ": "MONTHLY", "BYDAY": f"{self.nth}{code}"},
            Repeats.MONTHLY_LAST: {"FREQ": "MONTHLY", "BYDAY": f"-1{code}"},
        }.get(self.repeats, {})
        if parts and self.until:
            parts["UNTIL"] = self.until if self.all_day else self._last_moment()
        return parts

    def excluded_starts(self) -> list[datetime]:
        return [datetime.combine(day, self.start.time(), BERLIN) for day in sorted(self.exceptions)]

    def _last_moment(self) -> datetime:
        # With a time zone at DTSTART, UNTIL must be given in UTC.
        return datetime.combine(self.until, time(23, 59, 59), BERLIN).astimezone(ZoneInfo("UTC"))

    def _starts(self, after: datetime | None) -> Iterator[datetime]:
        if not self.is_recurring:
            return iter([self.start])
        until = self.until and datetime.combine(self.until, time.max)
        beginning = self._beginning(after)
        day = self.start.weekday()
        if self.repeats == Repeats.WEEKLY:
            return iter(rrule(WEEKLY, beginning, interval=self.every, byweekday=day, until=until))
        nth = -1 if self.repeats == Repeats.MONTHLY_LAST else self.nth
        starts = rrule(MONTHLY, beginning, byweekday=weekday(day, nth), until=until)
        return (start for start in starts if start >= self.start)

    def _beginning(self, after: datetime | None) -> datetime:
        """Where counting may begin: a rule that is years old is not walked through from its first day."""
        if after is None:
            return self.start
        length = (self.end or self.start) - self.start
        needed = after.astimezone(BERLIN).replace(tzinfo=None) - length - timedelta(days=2)
        if needed <= self.start:
            return self.start
        if self.repeats == Repeats.WEEKLY:
            period = timedelta(weeks=self.every)
            return self.start + (needed - self.start) // period * period
        return datetime.combine(needed.date().replace(day=1), self.start.time())

    def _occurrence(self, start: datetime) -> Occurrence:
        end = start + (self.end - self.start) if self.end else None
        return Occurrence(start.replace(tzinfo=BERLIN), end and end.replace(tzinfo=BERLIN), self.all_day)


def wall_time(moment: datetime | None) -> datetime | None:
    """Return the clock's time in Germany, without an offset."""
    return moment and moment.astimezone(BERLIN).replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, BERLIN)
