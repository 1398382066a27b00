"""When something takes place: a rule with clock times, a first day and the days that are left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile

from django.utils import timezone

from .holidays import Holidays, public_holidays
from .occurrence import Occurrence
from .rule import WEEKDAYS, Rule
from .zone import BERLIN, midnight, wall_time

# Where a weekly rule without a first day is counted from; any day would do.
LONG_AGO = date(2020, 1, 1)
# How far ahead calendars learn on which public holidays a rule without an end pauses.
YEARS_AHEAD = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Schedule(Rule):
    """Without a frequency it takes place once, on its first day, if it has one.

    It ends `days_later` days after it starts. `holidays` are not entered by an organisation, but passed in by the
    caller who computes dates.
    """

    starts_at: time | None = None
    ends_at: time | None = None
    days_later: int = 0
    all_day: bool = False
    first_date: date | None = None
    skipped: tuple[date, ...] = ()
    pauses_in_holidays: bool = False
    pauses_on_public_holidays: bool = False
    # The whole organisation pauses: first and last day.
    pause: tuple[date, date] | None = None
    note: str = ""
    holidays: Holidays = field(default=Holidays(), compare=False)

    @property
    def is_known(self) -> bool:
        return bool(self.frequency or self.note)

    @property
    def has_dates(self) -> bool:
        """Whether a rule names dates: not without a first day, nor past school holidays that nobody has entered."""
        if not self.is_recurring or not self._knows_its_weeks:
            return False
        return not self.pauses_in_holidays or self.holidays.known_until is not None

    @property
    def dtstart(self) -> date | None:
        """The first day on which it really takes place: RFC 5545 counts DTSTART as a date of the rule."""
        return self._first_day(self.first_date or LONG_AGO)

    @property
    def last_day(self) -> date | None:
        """The last possible day. Beyond the known school holidays, nobody can say on which days it pauses."""
        known = self.holidays.known_until if self.pauses_in_holidays else None
        return min(filter(None, [self.until, known]), default=None)

    def has_ended(self, today: date | None = None) -> bool:
        return bool(self.until) and self.until < (today or timezone.localdate())

    def next_start(self, now: datetime | None = None) -> datetime | None:
        """Return the next start, aware, or None where nobody can know it."""
        if not self.has_dates:
            return None
        here = wall_time(now or timezone.now())
        # Today's may be over; a schedule has one a day.
        starts = (_first_start(self, self.holidays, here.date() + wait) for wait in (timedelta(), ONE_DAY))
        return next((start.replace(tzinfo=BERLIN) for start in starts if start and start >= here), None)

    def next_starts(self, count: int, now: datetime | None = None) -> list[datetime]:
        """Return up to `count` of the next starts, aware."""
        if not self.has_dates:
            return []
        starts = self.starts_from(wall_time(now or timezone.now()))
        return [start.replace(tzinfo=BERLIN) for start in islice(starts, count)]

    def starts_from(self, moment: datetime) -> Iterator[datetime]:
        """Yield the starts from a moment on, both as wall time."""
        for start in self._starts_of_rule(moment):
            day = start.date()
            if self.pauses_in_holidays and day > self.holidays.known_until:
                return
            if day not in self.skipped and not self._is_free(day):
                yield start

    def has_date_on(self, day: date) -> bool:
        """Whether it takes place on a day by its rule, unless that is left out."""
        is_known = self.has_dates or not self.is_recurring
        start = next(self.starts_from(midnight(day)), None) if is_known else None
        return start is not None and start.date() == day

    def occurrences(self, after: datetime | None = None) -> Iterator[Occurrence]:
        """Yield in order what is not over at `after` (aware); endless when nobody has set an end."""
        # A date that is not over yet may have started that long ago.
        longest = timedelta(days=self.days_later + 2)
        earliest = wall_time(after) - longest if after else midnight(self.first_date)
        for start in self.starts_from(earliest):
            occurrence = self.occurrence_on(start.date())
            if after is None or occurrence.over_at > after:
                yield occurrence

    def next_occurrence(self, after: datetime) -> Occurrence | None:
        return next(self.occurrences(after), None)

    def last_occurrence(self) -> Occurrence | None:
        """The last date; None without one (endless, or every date is left out)."""
        if self.is_recurring and self.until is None:
            return None
        return max(self.occurrences(), key=lambda each: each.start, default=None)

    def over_at(self) -> datetime | None:
        """The moment after which nothing is left; None when it goes on without an end or never took place."""
        return (last := self.last_occurrence()) and last.over_at

    def occurrence_on(self, day: date) -> Occurrence:
        """Return what takes place on a day, whether or not the rule names it."""
        start = datetime.combine(day, self.starts_at or time(), BERLIN)
        last_day = day + timedelta(days=self.days_later)
        # Of whole days nobody has to say an hour.
        has_end = self.ends_at or (self.all_day and self.days_later)
        end = datetime.combine(last_day, self.ends_at or time(), BERLIN) if has_end else None
        return Occurrence(start, end, self.all_day)

    def days_left_out(self) -> list[date]:
        """Return the days on which it does not take place although its rule names them, as far as they are known."""
        pausing = self._days_between(*self.pause) if self.pause else ()
        return sorted({*self.skipped, *self._days_in_holidays(), *self._public_holidays(), *pausing})

    def first_day_from(self, day: date) -> date | None:
        """Return the first day of the rule on or after this one, None if there is none.

        For a rule of every n weeks without a first day there is none, since it is unknown which weeks are meant.
        """
        return self._first_day(day) if self._knows_its_weeks else None

    @property
    def _knows_its_weeks(self) -> bool:
        return self.interval == 1 or self.first_date is not None

    def _days_in_holidays(self) -> Iterator[date]:
        if self.pauses_in_holidays and self.has_dates:
            for first, last in self.holidays.ranges:
                yield from self._days_between(first, last)

    def _days_between(self, first: date, last: date) -> Iterator[date]:
        if self.is_recurring and self._knows_its_weeks:
            days = (start.date() for start in self._starts_of_rule(midnight(first)))
            yield from takewhile(last.__ge__, days)

    def _is_free(self, day: date) -> bool:
        if self.pauses_in_holidays and self.holidays.covers(day):
            return True
        # A single date on a holiday, or in a pause, is meant.
        return self.is_recurring and (self._is_in_pause(day) or self._is_public_holiday(day))

    def _is_in_pause(self, day: date) -> bool:
        return self.pause is not None and self.pause[0] <= day <= self.pause[1]

    def _is_public_holiday(self, day: date) -> bool:
        return self.pauses_on_public_holidays and self.holidays.is_public(day)

    def _public_holidays(self) -> Iterator[date]:
        if not (self.pauses_on_public_holidays and self.is_recurring and self._knows_its_weeks):
            return
        first, ahead = self.first_date or LONG_AGO, timezone.localdate().year + YEARS_AHEAD
        last = min(filter(None, [self.last_day, date(ahead, 12, 31)]))
        for year in range(first.year, last.year + 1):
            for day in public_holidays(self.holidays.land, year):
                is_weekday = WEEKDAYS[day.weekday()] in self.weekdays
                if first <= day <= last and is_weekday and self._first_day_of_rule(day) == day:
                    yield day

    def _first_day(self, day: date) -> date | None:
        starts = self._starts_of_rule(midnight(day)) if self.is_recurring else ()
        return next((start.date() for start in starts if start.date() not in self.skipped), None)

    def _first_day_of_rule(self, day: date) -> date | None:
        return next((start.date() for start in self._starts_of_rule(midnight(day))), None)

    def _starts_of_rule(self, moment: datetime) -> Iterator[datetime]:
        first = datetime.combine(self.first_date or LONG_AGO, self.starts_at or time())
        if self.is_recurring:
            return self.starts(first, moment)
        return iter([first] if first >= moment else [])


@lru_cache(maxsize=4096)
def _first_start(schedule: Schedule, holidays: Holidays, day: date) -> datetime | None:
    """Return the first start on a day or after it. Equal schedules may have other holidays, so these are named."""
    return next(schedule.starts_from(midnight(day)), None)
