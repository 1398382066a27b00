"""Which days somebody asks for: `wann=heute`, `monat=2026-12`, `von=…&bis=…`, else the next two weeks."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.recurrence.occurrence_words import day_in_full

from ...publishing.dates import window
from . import spans

ONE_DAY = timedelta(days=1)
USUAL = timedelta(days=13)
# A longer range is cut: a large town has 80,000 dates in three months.
LONGEST = timedelta(days=91)
TODAY, TOMORROW, WEEKEND, WEEK = "heute", "morgen", "wochenende", "woche"
PRESETS = (TODAY, TOMORROW, WEEKEND, WEEK)
MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")


@dataclass(frozen=True)
class Days:
    """From the first to the last day; `preset` or `month` ("2026-12") is how somebody asked for them."""

    first: date
    last: date
    preset: str = ""
    month: str = ""
    is_usual: bool = False

    @classmethod
    def from_query(cls, query: QueryDict, today: date | None = None) -> "Days":
        """Read leniently: what makes no sense is not asked for, and nothing beyond the days that are kept."""
        today = today or timezone.localdate()
        asked = _range(query, today) or _month(query.get("monat", "")) or _preset(query.get("wann"), today)
        return (asked and asked._within(*window(today))) or cls(today, today + USUAL, is_usual=True)

    @property
    def is_single(self) -> bool:
        return self.first == self.last

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The days as query parameters."""
        if self.is_usual:
            return []
        if self.preset:
            return [("wann", self.preset)]
        if self.month:
            return [("monat", self.month)]
        return [("von", self.first.isoformat()), ("bis", self.last.isoformat())]

    @property
    def in_words(self) -> str:
        if self.month:
            return date_format(self.first, "YEAR_MONTH_FORMAT")
        if self.is_single:
            return day_in_full(self.first)
        same_year = self.first.year == self.last.year
        same_month = same_year and self.first.month == self.last.month
        short = pgettext("date format of a day in the month", "j") if same_month else ""
        first = short or (pgettext("date format without year", "j F") if same_year else "DATE_FORMAT")
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, first),
            "last": date_format(self.last, "DATE_FORMAT"),
        }

    def before(self, today: date) -> "Days | None":
        """As many days before these, None where nothing is kept any more, or nobody would look for something new."""
        if self.month:
            return _month(f"{self.first - ONE_DAY:%Y-%m}") if self.first > today else None
        length = self.last - self.first
        first = max(self.first - length - ONE_DAY, today)
        return Days(first, self.first - ONE_DAY) if self.first > today else None

    def after(self, today: date) -> "Days | None":
        if self.month:
            following = _month(f"{self.last + ONE_DAY:%Y-%m}")
            return following._within(*window(today)) if following else None
        following = Days(self.last + ONE_DAY, self.last + ONE_DAY + (self.last - self.first))
        return following._within(*window(today))

    def _within(self, first: date, last: date) -> "Days | None":
        if self.last < first or self.first > last:
            return None
        return Days(max(self.first, first), min(self.last, last), self.preset, self.month)


def this_month(today: date) -> str:
    return f"{today:%Y-%m}"


def preset_days(preset: str, today: date) -> Days:
    """Return the days of a preset; a weekend that has begun is what is left of it."""
    return Days(*SPANS_OF[preset](today), preset)


SPANS_OF = {TODAY: spans.today, TOMORROW: spans.tomorrow, WEEKEND: spans.weekend, WEEK: spans.this_week}


def query_of(pairs) -> str:
    return urlencode([(name, value) for name, value, *_label in pairs])


def _preset(value: str | None, today: date) -> Days | None:
    return preset_days(value, today) if value in PRESETS else None


def _month(text: str) -> Days | None:
    parts = MONTH.fullmatch(text)
    if not parts:
        return None
    year, month = int(parts["year"]), int(parts["month"])
    if not (1 <= month <= 12 and year):
        return None
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), month=text)


def _range(query: QueryDict, today: date) -> Days | None:
    first, last = _day(query.get("von", "")), _day(query.get("bis", ""))
    if not (first or last):
        return None
    first = first or min(today, last)
    last = max(first, last or first + min(USUAL, date.max - first))
    return Days(first, min(last, first + min(LONGEST, date.max - first)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
