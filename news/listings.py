"""What list pages show for an address such as `?kategorie=vereine&jahr=2026&seite=2`."""

from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from cms.core.caching import cached
from cms.core.visibility import public_page

from . import wording
from .recurrence import BERLIN

ROWS = 12
MORE_NEWS = 4


def news_list(index, query) -> dict:
    """Context of the news list; raises Http404 for a topic, year or page that does not exist."""
    facets = cached(f"news-facets:{index.path}", lambda: _news_facets(index))
    category = _chosen(query.get("kategorie"), facets["categories"])
    year = _chosen(query.get("jahr"), facets["years"])
    news = index.published_news().newest_first().for_list()
    if category:
        news = news.in_category(category)
    if year:
        news = news.in_year(int(year))
    chosen = {"kategorie": category, "jahr": year}
    page_obj = _page_of(news, query.get("seite"))
    rows = list(page_obj)
    has_feature = page_obj.number == 1 and not (category or year)
    return {
        "page_obj": page_obj,
        "feature": rows[0] if has_feature and rows else None,
        "rows": rows[1:] if has_feature else rows,
        "query": _encoded(chosen),
        "is_filtered": bool(category or year),
        "category_name": facets["categories"].get(category, ""),
        "year": year,
        "category_links": _links(facets["categories"], "kategorie", chosen),
        # A single year is no choice.
        "year_links": _links(facets["years"], "jahr", chosen) if year or len(facets["years"]) > 1 else [],
    }


def event_list(index, query) -> dict:
    """Context of the list of dates, or of the archive of `?jahr=`; raises Http404 like `news_list`."""
    years = cached(f"event-years:{index.path}:{timezone.now():%Y%m%d%H}", lambda: _archive_years(index))
    year = _chosen(query.get("jahr"), years)
    now = timezone.now()
    if year:
        events = index.published_events().past(now).in_year(int(year)).latest_first().for_list()
    else:
        # The next date of a repeated event changes by itself, so it is computed and not stored. What must
        # be looked at stays bounded: events that are over are left out by the query.
        events = in_order_of_next_date(index.published_events().upcoming(now).for_list(), now)
    page_obj = _page_of(events, query.get("seite"))
    rows = [event_row(event, now) for event in page_obj]
    return {
        "page_obj": page_obj,
        "query": _encoded({"jahr": year}),
        "year": year,
        "months": _by_month(rows, now, is_archive=bool(year)),
        "year_links": _links(years, "jahr", {"jahr": year}),
    }


def in_order_of_next_date(events, now: datetime) -> list:
    return sorted(events, key=lambda event: (event.shown_occurrence(now).start, event.pk))


def event_row(event, now: datetime) -> dict:
    """What the component `event_row.html` shows."""
    occurrence = event.shown_occurrence(now)
    return {
        "url": event.url,
        "title": event.title,
        "start": occurrence.start,
        "when": wording.when_in_row(occurrence),
        "rule": wording.rule_in_words(event.schedule),
        "place": event.place_name or (gettext("online") if event.online_url else ""),
        "summary": event.summary,
        "cancelled": event.is_cancelled,
        "postponed": event.is_postponed,
    }


def news_row(news) -> dict:
    """What the component `news_row.html` shows."""
    return {
        "pk": news.pk,
        "url": news.url,
        "title": news.title,
        "summary": news.summary,
        "date": news.date,
        "day": date_format(news.date),
        "image": news.share_image,
        "category": getattr(news, "category_name", None) or "",
    }


def news_surroundings(news) -> dict:
    """The list to which a piece of news belongs, and the newest in it; kept until content changes."""
    parent_path = _parent_path(news)

    def build():
        rows = type(news).objects.filter(path__startswith=parent_path, depth=news.depth).published()
        rows = rows.newest_first().for_list()[:MORE_NEWS]
        return {"index": _index_of(news), "latest": [news_row(row) for row in rows]}

    return cached(f"news-around:{parent_path}", build)


def event_surroundings(event) -> dict:
    return {"event_index": cached(f"event-index:{_parent_path(event)}", lambda: _index_of(event))}


def _index_of(page) -> dict | None:
    parent = public_page(page.get_parent())
    return {"title": parent.title, "url": parent.url} if parent else None


def _parent_path(page) -> str:
    return page.path[: -page.steplen]


def _news_facets(index) -> dict:
    news = index.published_news()
    pairs = news.exclude(categories=None).values_list("categories__slug", "categories__name")
    years = sorted({day.year for day in news.values_list("date", flat=True)}, reverse=True)
    return {
        "categories": dict(sorted(set(pairs), key=lambda pair: pair[1].casefold())),
        "years": {str(year): str(year) for year in years},
    }


def _archive_years(index) -> dict:
    ends = index.published_events().past().values_list("over_at", flat=True)
    # A day's end is the next day's midnight, which still belongs to the old year.
    years = {(end - timedelta(microseconds=1)).astimezone(BERLIN).year for end in ends}
    return {str(year): str(year) for year in sorted(years, reverse=True)}


def _chosen(value: str | None, offered: dict) -> str:
    if value and value not in offered:
        raise Http404
    return value or ""


def _page_of(rows, number: str | None):
    try:
        return Paginator(rows, ROWS).page(number or 1)
    except InvalidPage as error:
        raise Http404 from error


def _links(offered: dict, parameter: str, chosen: dict) -> list[dict]:
    """One link per offered value; the chosen one leads back to the list without it."""
    return [
        {
            "text": text,
            "url": f"?{_encoded(chosen | {parameter: '' if chosen[parameter] == value else value})}",
            "current": chosen[parameter] == value,
        }
        for value, text in offered.items()
    ]


def _encoded(parameters: dict) -> str:
    return urlencode({name: value for name, value in parameters.items() if value})


def _by_month(rows: list[dict], now: datetime, *, is_archive: bool) -> list[dict]:
    """Group rows by month; what has begun already stands in the current month."""

    def month(row):
        shown = row["start"] if is_archive else max(row["start"], now)
        return date_format(shown.astimezone(BERLIN), "YEAR_MONTH_FORMAT")

    return [{"title": title, "events": list(group)} for title, group in groupby(rows, month)]
