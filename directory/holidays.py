"""School holidays: which days are free, and until when anybody knows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

LOOK_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class Holidays:
    """`ranges` are (first day, last day) in order. Nothing is known of the time after the last one."""

    ranges: tuple[tuple[date, date], ...] = ()

    def covers(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.ranges)

    @property
    def known_until(self) -> date | None:
        return max((last for _first, last in self.ranges), default=None)


def get_holidays() -> Holidays:
    """Return what the editors keep, fetched once per change of content."""
    from cms.core.caching import cached

    return cached("school-holidays", _fetch)


def holidays_run_out() -> bool:
    """Whether published offers pause in school holidays of which we do not know those of the next two months."""
    from .models import Offer

    known_until = get_holidays().known_until
    if known_until and known_until > timezone.localdate() + LOOK_AHEAD:
        return False
    return Offer.objects.filter(page__live=True, pauses_in_holidays=True).exists()


def _fetch() -> Holidays:
    from .models import SchoolHoliday

    return Holidays(tuple(SchoolHoliday.objects.values_list("first_day", "last_day")))
