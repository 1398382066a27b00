"""The latest content of other apps on the start page: rendered for its template, as plain values for the JSON API."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Site

from cms.caching.content_version import cached, cached_for
from directory.browse.teasers import finder_options, newest_entries, newest_openings
from events.browse.listing import event_row, in_order_of_next_date
from events.browse.teasers import whats_on
from events.models import EventPage
from news.models import NewsPage
from news.teasers import latest_news


def sections_of(page, request) -> dict:
    """Return the start page's context. A section with the number 0 is empty."""
    key = f"{page.pk}:{page.news_count}:{page.openings_count}:{page.entries_count}"
    kept = cached_for(request, f"home-sections:{key}", lambda: _lasting(page))
    # Dates end by the clock, not by a change of content.
    hour = f"{timezone.now():%Y%m%d%H}"
    count = page.events_count
    key = f"home-events:{page.pk}:{count}:{hour}"
    events = cached_for(request, key, lambda: whats_on(page, count, request) if count else [])
    return kept | {"events": events, "finder": finder_options(Site.find_for_request(request))}


def _lasting(page) -> dict:
    site = page.get_site()
    news = latest_news(page, page.news_count) if page.news_count else []
    return {
        "buttons": page.buttons,
        "idea_link": page.idea_link(),
        # Rendered rows, because a cached picture would query its renditions each time.
        "news": render_to_string("home/news_rows.html", {"rows": news}) if news else "",
        "openings": newest_openings(site, page.openings_count) if site and page.openings_count else [],
        "entries": newest_entries(site, page.entries_count) if site and page.entries_count else [],
    }


def news_days_on(page) -> dict[int, dict]:
    """Return `{date}` of the newest news by page id."""
    return cached(f"home-news-days:{page.pk}:{page.news_count}", lambda: _news_days(page))


def _news_days(page) -> dict[int, dict]:
    news = NewsPage.objects.descendant_of(page).published().newest_first()
    return {pk: {"date": day} for pk, day in news.values_list("pk", "date")[: page.news_count]}


def event_times_on(page, now: datetime) -> dict[int, dict]:
    """Return time, place and status of the next dates by page id."""
    # Dates end by the clock, not by a change of content.
    key = f"home-event-times:{page.pk}:{page.events_count}:{now:%Y%m%d%H}"
    return cached(key, lambda: _event_times(page, now))


def _event_times(page, now: datetime) -> dict[int, dict]:
    if not page.events_count:
        return {}
    events = EventPage.objects.descendant_of(page).published().upcoming(now).for_list()
    coming = in_order_of_next_date(events, now)[: page.events_count]
    return {event.pk: _event(event, now) for event in coming}


def _event(event: EventPage, now: datetime) -> dict:
    occurrence, row = event.shown_occurrence(now), event_row(event, now)
    return {
        "starts_at": occurrence.start,
        "ends_at": occurrence.end,
        "is_all_day": occurrence.all_day,
        "when": row["when"],
        "place": row["place"],
        "status": event.status,
    }


def openings_on(page, targets) -> list[dict]:
    site = Site.find_for_request(targets.request)
    count = page.openings_count
    rows = cached(f"home-openings:{site.pk}:{count}", lambda: newest_openings(site, count)) if count else []
    return [
        {name: row[name] for name in ("title", "task", "organisation", "district")}
        | {
            "url": targets.absolute(row["url"]),
            "organisation_url": targets.absolute(row["organisation_url"]),
            "time": row["time_text"],
        }
        for row in rows
    ]


def entries_on(page, targets) -> list[dict]:
    site = Site.find_for_request(targets.request)
    count = page.entries_count
    rows = cached(f"home-entries:{site.pk}:{count}", lambda: newest_entries(site, count)) if count else []
    return [
        {name: row[name] for name in ("name", "summary", "category", "district")}
        | {"public_id": str(row["public_id"]), "url": targets.absolute(row["url"])}
        for row in rows
    ]
