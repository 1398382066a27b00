"""`/news/`: whole pieces of news, as their pages show them."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from cms.api_toolkit.keyset import (
    Order,
    Part,
    choose_order,
    next_url,
    offset_cursor,
    part_of,
    read_offset,
)
from cms.api_toolkit.parameters import Day, ListParameters, Text
from cms.api_toolkit.problems import invalid
from cms.caching.cache_keys import tag
from cms.common.folding import clean_text
from cms.pages.api.lists import address_beside, in_language
from cms.pages.api.pages import page_answers
from cms.pages.api.schema import Items
from cms.pages.site_trees import site_of
from cms.searches.counting import count_in_vain

from .models import NewsIndexPage
from .models import NewsPage as NewsRow
from .models.news_index import FEED_SEGMENT
from .page_api import NewsPage
from .search import FoundNews, search_news

router = Router(tags=["News and dates"])

# How `search_news` leaves them.
BEST = Order("best", ("rank", "-date", "-pk"))
NEWS_ORDERS = (Order("newest", ("-date", "-pk")), Order("oldest", ("date", "pk")))


class NewsList(Items[NewsPage]):
    """Pieces of news, each whole."""

    guess: str | None = Field(
        description="What was looked for instead when `q` finds nothing and only has a slip."
    )
    feed_url: str | None = Field(
        description="Atom feed of the newest; null while the list has no public page."
    )


class NewsParameters(ListParameters):
    q: Text = Field(
        default="", description="Words, also everyday ones; then the best come first.", examples=["chor"]
    )
    topic: Text | None = Field(default=None, description="The `slug` of a topic.", examples=["vereine"])
    date__gte: Day | None = Field(default=None, description="Of this day or later.")
    date__lte: Day | None = Field(default=None, description="Of this day or before.")
    order: Text | None = Field(
        default=None,
        description="`newest` (the default without `q`), `oldest`, or `best` (the default with `q`).",
        examples=["newest"],
    )


@router.get("/news/", response=NewsList, summary="News")
def list_news(request: HttpRequest, parameters: Query[NewsParameters]):
    """News in one language, the newest first, each with its whole text."""
    found = _found(in_language(request, NewsRow, parameters.locale), request, parameters)
    count_in_vain(request, parameters.q, found.guess.lost)
    part = _part(found.news.prefetch_related("categories"), parameters)
    tag(request, "news")
    return {
        "items": page_answers(part.rows, request),
        "count": part.count,
        "next": next_url(request, part.cursor),
        "guess": found.guess.text or None,
        "feed_url": address_beside(request, NewsIndexPage, parameters.locale, f"{FEED_SEGMENT}/"),
    }


def _found(news: QuerySet, request: HttpRequest, parameters: NewsParameters) -> FoundNews:
    if parameters.topic is not None:
        _refuse_unknown_topic(news, parameters.topic)
    text = clean_text(parameters.q)
    place = f"{site_of(request).pk}:{parameters.locale}"
    found = search_news(news, text, place) if text else FoundNews(news)
    return FoundNews(_filtered(found.news, parameters), found.guess)


def _filtered(news: QuerySet, parameters: NewsParameters) -> QuerySet:
    conditions = parameters.model_dump(include={"date__gte", "date__lte"}, exclude_none=True)
    if parameters.topic is not None:
        conditions["categories__slug"] = parameters.topic
    return news.filter(**conditions)


def _part(news: QuerySet, parameters: NewsParameters) -> Part:
    orders = (BEST, *NEWS_ORDERS) if clean_text(parameters.q) else NEWS_ORDERS
    order = choose_order(orders, parameters.order)
    if order is not BEST:
        return part_of(news, order, parameters.cursor, parameters.limit)
    start, count = read_offset(parameters.cursor), news.order_by().count()
    rows = list(news[start : start + parameters.limit])
    return Part(rows, count, offset_cursor(start + parameters.limit, count))


def _refuse_unknown_topic(news: QuerySet, topic: str) -> None:
    slugs = news.exclude(categories=None).values_list("categories__slug", flat=True)
    known = list(slugs.order_by("categories__slug").distinct())
    if topic not in known:
        raise invalid("query", "topic", f"Unknown topic. Allowed: {', '.join(known) or 'none'}.")
