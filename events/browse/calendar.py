"""What is on: the days somebody asks for, what stands on each, and the ways to other days and filters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.media.row_pictures import add_pictures
from cms.pages.site_trees import home_above
from cms.search.guesses import as_written
from cms.searches.everyday_words import notes_on
from directory.publishing.terms import Terms, get_terms

from ..models import Occurrence
from ..publishing.dates import window
from .addresses import Addresses
from .day_links import day_links, month_links
from .day_list import day_list, month_weeks
from .public_holidays import holidays_of
from .query.asking import asked_for
from .query.days import Days, query_of
from .query.filter_options import flag_options, group_options, kind_options
from .query.filters import Filters, chips, query_for
from .query.results import DayNumbers, Results
from .query.selection import Selection
from .rows import date_row, month_row

DAYS_PER_PAGE = 14
# Rows of a day and kind in a list of several days; the page of the day has the others.
SPECIAL, REGULAR = 25, 12
SPECIAL_IN_MONTH = 8
ON_ONE_DAY = 200
LATER = 6
# On the sheet for the notice board.
DAYS_WITH_REGULAR = 3


class Calendar:
    """A visitor's selection of the dates of a list, which says the town and the language."""

    def __init__(self, index, query, request=None):
        self.query, self.request = query, request
        self.site = Site.find_for_request(request) if request else index.get_site()
        self.terms: Terms = get_terms(self.site)
        self.today = timezone.localdate()
        self.home = home_above(index)
        filters, days = Filters.from_query(query, self.terms), Days.from_query(query, self.today)
        self.asked = asked_for(filters, days, self.home, self.terms, self.today)
        self.filters, self.days = self.asked.filters, self.asked.days
        self.selection: Selection = self.asked.selection(self.home)
        self.addresses = Addresses(request, self.home)
        # What the page tells of in full, for its structured data.
        self.shown: list[Occurrence] = []

    @cached_property
    def results(self) -> Results:
        return Results(self.selection)

    @property
    def numbers(self) -> list[DayNumbers]:
        """Of both kinds of dates, whichever is asked for."""
        return self.results.numbers

    @cached_property
    def wanted(self) -> list[DayNumbers]:
        return [each for each in self.numbers if self.selection.is_of_kind(each.is_special)]

    @property
    def total(self) -> int:
        return sum(each.dates for each in self.wanted)

    @cached_property
    def page(self) -> PageOfList:
        """The days of this page of the list, as far as there is something on them."""
        days = sorted({each.day for each in self.wanted})
        return Paginator(days, DAYS_PER_PAGE).get_page(self.query.get("seite"))

    @cached_property
    def holidays(self) -> dict[date, str]:
        return holidays_of(self.site, self.days.first, self.days.last)

    def rows(self, special: int, regular: int) -> dict[date, list[dict]]:
        """Return the rows of each day of this page, of each kind no more than these numbers."""
        days = set(self.page)
        found = self._rows([each for each in self.wanted if each.day in days], special, regular)
        add_pictures([row for rows in found.values() for row in rows if row["is_special"]])
        return found

    def month_rows(self) -> dict[date, list[dict]]:
        return self._rows(self.wanted, SPECIAL_IN_MONTH, 0, month_row)

    def later(self) -> list[dict]:
        """Return the next dates after the chosen days: special ones, unless there is nothing at all on these days."""
        after, last = self.days.last + timedelta(days=1), window(self.today)[1]
        wanted = {"first": after, "last": last}
        if self.total and not self.filters.kind:
            wanted["kind"] = "special"
        coming = Results(Selection(**vars(self.selection) | wanted)).coming(LATER)
        self.shown += coming
        return [date_row(each, self.addresses) for each in coming]

    def _rows(
        self,
        days: list[DayNumbers],
        special: int,
        regular: int,
        make_row: Callable[[Occurrence, Addresses], dict] = date_row,
    ) -> dict[date, list[dict]]:
        shown = {
            key: each.day for each in days for key in each.keys[: special if each.is_special else regular]
        }
        occurrences = Occurrence.objects.filter(pk__in=shown).for_list() if shown else ()
        found: dict[date, list[dict]] = {}
        for occurrence in sorted(occurrences, key=lambda each: (shown[each.pk], each.start, each.pk)):
            self.shown.append(occurrence)
            found.setdefault(shown[occurrence.pk], []).append(make_row(occurrence, self.addresses))
        return found


def calendar_context(calendar: Calendar) -> dict:
    """Return the template's context for what the visitor asked for."""
    filters = {
        "groups": group_options(calendar),
        "flags": flag_options(calendar),
        "kinds": kind_options(calendar),
    }
    # The frame tells of what is shown, so it comes last.
    return filters | _shown(calendar) | _frame(calendar)


def _shown(calendar: Calendar) -> dict:
    if calendar.days.month:
        return {"weeks": month_weeks(calendar, calendar.month_rows()), "later": []}
    is_single = calendar.days.is_single
    limits = (ON_ONE_DAY, ON_ONE_DAY) if is_single else (SPECIAL, REGULAR)
    return {
        "page_obj": calendar.page,
        "listed_days": day_list(calendar, calendar.rows(*limits)),
        "later": calendar.later() if calendar.days.is_usual or not calendar.total else [],
    }


def sheet_context(calendar: Calendar) -> dict:
    """The context of the sheet for the notice board, which has room for regular dates only if there is little else."""
    days = day_list(calendar, calendar.rows(SPECIAL, REGULAR))
    is_short = (calendar.days.last - calendar.days.first).days < DAYS_WITH_REGULAR
    if not is_short and any(day["special"] for day in days):
        days = [day | {"regular": []} for day in days if day["special"]]
    return _frame(calendar) | {"listed_days": days}


def _frame(calendar: Calendar) -> dict:
    """What page and sheet share."""
    days, filters, terms = calendar.days, calendar.filters, calendar.terms
    query = query_for(days, filters, terms)
    # Files correct no slips.
    effective = replace(filters, text=calendar.asked.text)
    filtered = query_of(effective.pairs(terms))
    # What is downloaded stays as it is, so its days have no names.
    fixed = query_for(Days(days.first, days.last), effective, terms)
    return {
        "days": days,
        "today": calendar.today,
        "filters": filters,
        "guess": _guess_in_words(calendar),
        "notes": notes_on(filters.text, calendar.site),
        "total": calendar.total,
        "chips": chips(days, filters, terms),
        "query": query,
        "day_links": day_links(calendar),
        "month_links": month_links(calendar),
        "files": [
            {"name": name, "url": f"{file_url(extension)}?{fixed}"}
            for extension, name in (("ics", "iCalendar"), ("csv", "CSV"), ("json", "JSON"))
        ],
        # A subscription goes on, so the chosen days are no part of it.
        "subscription": f"{file_url('ics')}{filtered and f'?{filtered}'}",
        "feed_query": query,
        "bounds": window(calendar.today),
    }


def _guess_in_words(calendar: Calendar) -> str:
    guess = calendar.asked.guess.text
    texts = (f"{each.event.title} {each.event.document['organiser']}" for each in calendar.shown)
    return as_written(guess, [calendar.filters.text, *texts]) if guess else ""


def file_url(extension: str) -> str:
    return reverse("export_dates", args=[extension])
