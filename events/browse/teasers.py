"""What is on, in brief, for other pages."""

from datetime import date, timedelta

from django.db.models import Count, DateField, F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Occurrence
from ..publishing.dates import window
from .addresses import Addresses
from .query.days import TODAY, WEEKEND, Days, preset_days, query_of
from .query.selection import Selection
from .rows import date_row, moment_of

# What is read to find that many rows; the others stand in the calendar.
AT_MOST = 40


def whats_on(home, count: int = 4, request=None) -> list[dict]:
    """Return `{title, url, rows, regular}` for today, the weekend and later, of a town's home page.

    The rows are special dates, `count` in all and one more if the weekend would be left out; of the regular ones only
    their number is told.
    """
    today = timezone.localdate()
    weekend = preset_days(WEEKEND, today)
    addresses = Addresses(request, home.pk)
    coming = [(each, _first_day(each, today)) for each in _coming(home.pk, today)]
    regular = _regular(home.pk, today, weekend.last)
    of_today = [each for each, day in coming if day == today][:count]
    days_off = [day for day in _days(weekend) if day != today]
    of_weekend = [each for each, day in coming if day in days_off][: max(1, count - len(of_today))]
    left = count - len(of_today) - len(of_weekend)
    of_later = [each for each, day in coming if day != today and day not in days_off][: max(0, left)]
    calendar = addresses.of_calendar(home.pk)
    groups = [
        (_("Today"), of_today, regular.get(today, 0), TODAY),
        (_("At the weekend"), of_weekend, sum(regular.get(day, 0) for day in days_off), WEEKEND),
        (_("Soon"), of_later, 0, ""),
    ]
    return [
        {
            "title": title,
            "url": calendar + (f"?{query_of([('wann', preset)])}" if preset else ""),
            "rows": [date_row(each, addresses) for each in rows],
            "regular": number if calendar else 0,
        }
        for title, rows, number, preset in groups
        if rows or (number and calendar)
    ]


def _coming(home: int, today: date) -> list[Occurrence]:
    """What goes on, and what comes. What has ended this morning is no use to anybody."""
    chosen = Selection(home, today, window(today)[1], kind="special")
    going_on = chosen.occurrences().filter(day__lt=today, last_day__gt=F("day")).order_by("start", "pk")
    is_on = Q(end=None) | Q(all_day=True) | Q(end__gt=timezone.now())
    rows = [*going_on.for_list()[:AT_MOST], *chosen.beginning().filter(is_on).for_list()[:AT_MOST]]
    return [each for each in rows if each.status != Occurrence.Status.MOVED_AWAY]


def _first_day(occurrence: Occurrence, today: date) -> date:
    return max(moment_of(occurrence).first_day, today)


def _regular(home: int, first: date, last: date) -> dict[date, int]:
    """Return how many regular dates each day has; what began before counts on the first."""
    dates = Selection(home, first, last, kind="regular").occurrences()
    dates = dates.exclude(status=Occurrence.Status.MOVED_AWAY).order_by()
    shown_day = Greatest("day", Value(first, DateField()))
    return dict(dates.values_list(shown_day).annotate(Count("pk")))


def _days(days: Days) -> list[date]:
    return [days.first + timedelta(days=number) for number in range((days.last - days.first).days + 1)]
