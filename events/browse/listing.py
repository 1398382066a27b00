"""The contexts of lists of dates."""

from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.caching.content_version import cached
from cms.pages.lists.links import choice_links, encode_query, list_above, page_of, path_above, read_choice
from cms.recurrence.occurrence_words import rule_in_words, when_in_row
from cms.recurrence.zone import BERLIN


def archive(index, query) -> dict:
    """Context of what has been in the year of `?jahr=`; raises Http404 like `news_list`."""
    years = archive_years(index)
    year = read_choice(query.get("jahr"), years)
    now = timezone.now()
    events = index.published_events().past(now).in_year(int(year)).latest_first().for_list()
    page_obj = page_of(events, query.get("seite"))
    return {
        "page_obj": page_obj,
        "query": encode_query({"jahr": year}),
        "year": year,
        "months": _by_month([event_row(event, now) for event in page_obj]),
        "year_links": choice_links(years, "jahr", {"jahr": year}),
    }


def archive_years(index) -> dict[str, str]:
    return cached(f"event-years:{index.path}:{timezone.now():%Y%m%d%H}", lambda: _archive_years(index))


def in_order_of_next_date(events, now: datetime) -> list:
    return sorted(events, key=lambda event: (event.shown_occurrence(now).start, event.pk))


def event_row(event, now: datetime) -> dict:
    """The inputs of the component `event_row.html`."""
    occurrence = event.shown_occurrence(now)
    return {
        "url": event.url,
        "title": event.title,
        "start": occurrence.start,
        "when": when_in_row(occurrence),
        "rule": rule_in_words(event.schedule),
        "place": event.place_name or (gettext("online") if event.online_url else ""),
        "summary": event.summary,
        "cancelled": event.is_cancelled,
        "postponed": event.is_postponed,
    }


def event_surroundings(event) -> dict:
    return {"event_index": cached(f"event-index:{path_above(event)}", lambda: list_above(event))}


def _archive_years(index) -> dict:
    ends = index.published_events().past().values_list("over_at", flat=True)
    # A day's end is the next day's midnight, which still belongs to the old year.
    years = {(end - timedelta(microseconds=1)).astimezone(BERLIN).year for end in ends}
    return {str(year): str(year) for year in sorted(years, reverse=True)}


def _by_month(rows: list[dict]) -> list[dict]:
    def month(row):
        return date_format(row["start"].astimezone(BERLIN), "YEAR_MONTH_FORMAT")

    return [{"title": title, "events": list(group)} for title, group in groupby(rows, month)]
