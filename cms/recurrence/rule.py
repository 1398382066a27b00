"""Repetition: certain weekdays every n weeks, or of each month (RFC 5545, section 3.3.10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

from .zone import BERLIN, last_second

DAYS = {str(day): day for day in (MO, TU, WE, TH, FR, SA, SU)}
WEEKDAYS = tuple(DAYS)
# The values of https://schema.org/DayOfWeek.
ENGLISH_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS_OF_SCHEMA_ORG = {
    day: f"https://schema.org/{name}" for day, name in zip(WEEKDAYS, ENGLISH_NAMES, strict=True)
}
FREQUENCIES = {"weekly": WEEKLY, "monthly": MONTHLY}


@dataclass(frozen=True)
class Rule:
    """`positions` are the weeks of the month, from 1 or -1 for the last; none for weekly. `until` is the last day."""

    frequency: str = ""
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    until: date | None = None

    @property
    def is_recurring(self) -> bool:
        return bool(self.frequency and self.weekdays)

    @property
    def rule(self) -> str:
        """The RRULE value, or "" when nothing repeats. UNTIL is in UTC, as the RFC asks of times with a zone."""
        if not self.is_recurring:
            return ""
        interval = f";INTERVAL={self.interval}" if self.interval > 1 else ""
        until = f";UNTIL={in_utc(self.until):%Y%m%dT%H%M%S}Z" if self.until else ""
        return f"FREQ={self.frequency.upper()}{interval};BYDAY={','.join(self.weekdays_of_month)}{until}"

    @property
    def weekdays_of_month(self) -> list[str]:
        """The values of BYDAY: ["MO"] every Monday, ["1MO", "3MO"] the first and the third of a month."""
        return [f"{position}{day}" for position in self.positions or ("",) for day in self.weekdays]

    def starts(self, first: datetime, moment: datetime) -> Iterator[datetime]:
        """Yield the starts from a moment on; weeks are counted from the first. All are wall times."""
        dates = rrule(
            FREQUENCIES[self.frequency],
            self._latest_anchor(first, moment),
            self.interval or 1,
            byweekday=[
                DAYS[day](position) for position in self.positions or (None,) for day in self.weekdays
            ],
            until=self.until and last_second(self.until),
        )
        return dates.xafter(moment, inc=True)

    def _latest_anchor(self, first: datetime, moment: datetime) -> datetime:
        """Return the latest start from which the same dates follow, so that a rule from long ago costs nothing."""
        if first >= moment:
            return first
        if self.frequency == "monthly":
            return datetime.combine(moment.date(), first.time())
        rhythm = timedelta(weeks=self.interval)
        return first + (moment.date() - first.date()) // rhythm * rhythm


def in_utc(last_day: date) -> datetime:
    """Return the end of a day in Germany."""
    return last_second(last_day).replace(tzinfo=BERLIN).astimezone(UTC)
