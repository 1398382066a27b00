"""What the start page shows of the apps below: the finder, news, dates, newest calls for volunteers and entries."""

from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import Site

from cms.core.caching import cached_for
from directory.teasers import finder_options, newest_entries, newest_openings
from news.teasers import latest_news, upcoming_events

TOPICS = 8  # chips below the search field: more would be a list, not a start


def sections_of(page, request) -> dict:
    """Return the start page's context. A section is empty when its number is 0."""
    key = f"{page.pk}:{page.news_count}:{page.openings_count}:{page.entries_count}"
    kept = cached_for(request, f"home-sections:{key}", lambda: _lasting(page))
    # A date is over at some hour, not when somebody publishes.
    hour = f"{timezone.now():%Y%m%d%H}"
    events = cached_for(request, f"home-events:{page.pk}:{page.events_count}:{hour}", lambda: _events(page))
    return kept | {"events": events, "finder": finder_options(Site.find_for_request(request))}


def _lasting(page) -> dict:
    return {
        "buttons": page.buttons,
        "idea_link": page.idea_link(),
        "news": _news(page),
        "openings": _openings(page),
        "entries": _entries(page),
    }


def _news(page) -> str:
    """Ready rows: a kept picture would ask for its renditions each time."""
    rows = latest_news(page, page.news_count) if page.news_count else []
    return render_to_string("home/news_rows.html", {"rows": rows}) if rows else ""


def _events(page) -> list[dict]:
    return upcoming_events(page, page.events_count) if page.events_count else []


def _openings(page) -> list[dict]:
    site = page.get_site()
    return newest_openings(site, page.openings_count) if site and page.openings_count else []


def _entries(page) -> list[dict]:
    site = page.get_site()
    return newest_entries(site, page.entries_count) if site and page.entries_count else []
