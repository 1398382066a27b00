"""What the start page tells of the apps below, as plain values for the JSON API."""

from datetime import datetime

from wagtail.models import Site

from cms.core.caching import cached
from directory.teasers import newest_entries, newest_openings
from news.listings import event_row, in_order_of_next_date
from news.models import EventPage, NewsPage


def news_days_on(page) -> dict[int, dict]:
    """Return `{date}` of the newest news by its number."""
    return cached(f"home-news-days:{page.pk}:{page.news_count}", lambda: _news_days(page))


def _news_days(page) -> dict[int, dict]:
    news = NewsPage.objects.descendant_of(page).published().newest_first()
    return {pk: {"date": day} for pk, day in news.values_list("pk", "date")[: page.news_count]}


def event_times_on(page, now: datetime) -> dict[int, dict]:
    """Return when, where and whether the next dates take place, by the number of their pages."""
    # A date is over at some hour, not when somebody publishes.
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
