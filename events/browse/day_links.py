"""Links to other days, which keep the chosen filters."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .query.days import PRESETS, TODAY, TOMORROW, WEEK, WEEKEND, Days, query_of, this_month


def day_links(calendar) -> list[dict]:
    """Return `{text, url, current}`: the next two weeks, the presets, and the month."""
    words = {
        TODAY: _("Today"),
        TOMORROW: _("Tomorrow"),
        WEEKEND: _("Weekend"),
        WEEK: _("This week"),
    }
    days = calendar.days
    links = [_link(calendar, words[each], [("wann", each)], days.preset == each) for each in PRESETS]
    month = days.month or this_month(calendar.today)
    return [
        *links,
        _link(calendar, _("14 days"), [], days.is_usual),
        _link(calendar, _("Month"), [("monat", month)], bool(days.month)),
    ]


def month_links(calendar) -> dict[str, dict]:
    """Return the links to the days before and after these, where there are any."""
    found = {"before": calendar.days.before(calendar.today), "after": calendar.days.after(calendar.today)}
    return {name: _link(calendar, _name(days), days.pairs, False) for name, days in found.items() if days}


def _name(days: Days) -> str:
    return date_format(days.first, "YEAR_MONTH_FORMAT") if days.month else days.in_words


def _link(calendar, text: str, pairs: list, current: bool) -> dict:
    query = query_of([*pairs, *calendar.filters.pairs(calendar.terms)])
    return {"text": text, "url": f"?{query}", "current": current}
