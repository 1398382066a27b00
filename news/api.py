"""`/news/` and `/events/`: whole pieces of news and whole dates, as their pages show them."""

from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from cms.core.api.gate import timely
from cms.core.api.keyset import Order, choose_order, next_url, part_of
from cms.core.api.offsets import after, read_offset
from cms.core.api.pages import page_answers
from cms.core.api.parameters import ListParameters, Text
from cms.core.api.problems import invalid
from cms.core.api.schema import Items
from cms.core.api.surrogates import tag
from cms.core.api.visible import public_pages, site_of, trees_of
from cms.core.caching import cached

from .listings import in_order_of_next_date
from .models import EventIndexPage, NewsIndexPage
from .models import EventPage as EventRow
from .models import NewsPage as NewsRow
from .models.event_index import CALENDAR_NAME
from .models.news_index import FEED_SEGMENT
from .page_api import EventPage, NewsPage

router = Router(tags=["News and dates"])

NEWS_ORDERS = (Order("newest", ("-date", "-pk")), Order("oldest", ("date", "pk")))


class NewsList(Items[NewsPage]):
    """Pieces of news, each whole."""

    feed_url: str | None = Field(
        description="Atom feed of the newest; null while the list has no public page."
    )


class EventList(Items[EventPage]):
    """Dates, each whole."""

    calendar_url: str | None = Field(
        description="iCalendar of all dates, to subscribe to; null while the list has no public page."
    )


class NewsParameters(ListParameters):
    topic: Text | None = Field(default=None, description="The `slug` of a topic.", examples=["vereine"])
    date__gte: date | None = Field(default=None, description="Of this day or later.")
    date__lte: date | None = Field(default=None, description="Of this day or before.")
    order: Text | None = Field(
        default=None, description="`newest` (the default) or `oldest`.", examples=["newest"]
    )


class EventParameters(ListParameters):
    when: Literal["upcoming", "past"] = Field(
        default="upcoming",
        description="`upcoming`: what is not over, in the order of the next date; `past`: what is, the latest first.",
    )
    status: Literal["planned", "postponed", "cancelled"] | None = Field(
        default=None, description="Only dates of this status."
    )


@router.get("/news/", response=NewsList, summary="News")
def list_news(request: HttpRequest, parameters: Query[NewsParameters]):
    """News in one language, the newest first, each with its whole text."""
    order = choose_order(NEWS_ORDERS, parameters.order)
    rows = _in_language(request, NewsRow, parameters.locale).prefetch_related("categories")
    part = part_of(_filtered(rows, parameters), order, parameters.cursor, parameters.limit)
    tag(request, "news")
    return {
        "items": page_answers(part.rows, request),
        "count": part.count,
        "next": next_url(request, part.cursor),
        "feed_url": _beside(request, NewsIndexPage, parameters.locale, f"{FEED_SEGMENT}/"),
    }


@router.get("/events/", response=EventList, summary="Dates")
@timely
def list_events(request: HttpRequest, parameters: Query[EventParameters]):
    """Dates in one language, each whole, with its next occurrences."""
    start = read_offset(parameters.cursor)
    keys = _event_keys(_in_language(request, EventRow, parameters.locale), parameters)
    found = EventRow.objects.in_bulk(keys[start : start + parameters.limit])
    tag(request, "events")
    return {
        "items": page_answers([found[key] for key in keys if key in found], request),
        "count": len(keys),
        "next": next_url(request, after(start + parameters.limit, len(keys))),
        "calendar_url": _beside(request, EventIndexPage, parameters.locale, CALENDAR_NAME),
    }


def _in_language(request: HttpRequest, model: type, locale: str) -> QuerySet:
    site = site_of(request)
    path, _url_path = trees_of(site).get(locale, ("-", ""))
    return public_pages(site, model).filter(path__startswith=path)


def _filtered(news: QuerySet, parameters: NewsParameters) -> QuerySet:
    conditions = {
        "categories__slug": parameters.topic,
        "date__gte": parameters.date__gte,
        "date__lte": parameters.date__lte,
    }
    if parameters.topic is not None:
        _refuse_unknown_topic(news, parameters.topic)
    return news.filter(**{name: value for name, value in conditions.items() if value is not None})


def _refuse_unknown_topic(news: QuerySet, topic: str) -> None:
    slugs = (
        news.exclude(categories=None).order_by("categories__slug").values_list("categories__slug", flat=True)
    )
    known = list(slugs.distinct())
    if topic not in known:
        raise invalid("query", "topic", f"Unknown topic. Allowed: {', '.join(known) or 'none'}.")


def _event_keys(events: QuerySet, parameters: EventParameters) -> list[int]:
    """Return the keys in order. The next date of a repeated event changes by itself, so it is not stored."""
    now = timezone.now()
    if parameters.status:
        events = events.filter(status=parameters.status)
    if parameters.when == "past":
        past = events.filter(over_at__lte=now).order_by("-over_at", "-pk")
        return list(past.values_list("pk", flat=True))
    coming = events.filter(Q(over_at=None) | Q(over_at__gt=now)).defer("body")
    return [event.pk for event in in_order_of_next_date(coming, now)]


def _beside(request: HttpRequest, model: type, locale: str, name: str) -> str | None:
    """Return the address of a file beside the first list of this kind."""
    key = f"{model.__name__}-address:{site_of(request).pk}"
    url = cached(key, lambda: _address(_in_language(request, model, locale), request))
    return url and request.build_absolute_uri(f"{url}{name}")


def _address(pages: QuerySet, request: HttpRequest) -> str | None:
    page = pages.order_by("path").first()
    return page and page.get_url(request)
