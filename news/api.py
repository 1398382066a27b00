"""`/news/`: whole pieces of news, as their pages show them."""

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from cms.api_toolkit.keyset import Order, choose_order, next_url, part_of
from cms.api_toolkit.parameters import Day, ListParameters, Text
from cms.api_toolkit.problems import invalid
from cms.caching.cache_keys import tag
from cms.pages.api.lists import address_beside, in_language
from cms.pages.api.pages import page_answers
from cms.pages.api.schema import Items

from .models import NewsIndexPage
from .models import NewsPage as NewsRow
from .models.news_index import FEED_SEGMENT
from .page_api import NewsPage

router = Router(tags=["News and dates"])

NEWS_ORDERS = (Order("newest", ("-date", "-pk")), Order("oldest", ("date", "pk")))


class NewsList(Items[NewsPage]):
    """Pieces of news, each whole."""

    feed_url: str | None = Field(
        description="Atom feed of the newest; null while the list has no public page."
    )


class NewsParameters(ListParameters):
    topic: Text | None = Field(default=None, description="The `slug` of a topic.", examples=["vereine"])
    date__gte: Day | None = Field(default=None, description="Of this day or later.")
    date__lte: Day | None = Field(default=None, description="Of this day or before.")
    order: Text | None = Field(
        default=None, description="`newest` (the default) or `oldest`.", examples=["newest"]
    )


@router.get("/news/", response=NewsList, summary="News")
def list_news(request: HttpRequest, parameters: Query[NewsParameters]):
    """News in one language, the newest first, each with its whole text."""
    order = choose_order(NEWS_ORDERS, parameters.order)
    rows = in_language(request, NewsRow, parameters.locale).prefetch_related("categories")
    part = part_of(_filtered(rows, parameters), order, parameters.cursor, parameters.limit)
    tag(request, "news")
    return {
        "items": page_answers(part.rows, request),
        "count": part.count,
        "next": next_url(request, part.cursor),
        "feed_url": address_beside(request, NewsIndexPage, parameters.locale, f"{FEED_SEGMENT}/"),
    }


def _filtered(news: QuerySet, parameters: NewsParameters) -> QuerySet:
    conditions = parameters.model_dump(include={"date__gte", "date__lte"}, exclude_none=True)
    if parameters.topic is not None:
        _refuse_unknown_topic(news, parameters.topic)
        conditions["categories__slug"] = parameters.topic
    return news.filter(**conditions)


def _refuse_unknown_topic(news: QuerySet, topic: str) -> None:
    slugs = news.exclude(categories=None).values_list("categories__slug", flat=True)
    known = list(slugs.order_by("categories__slug").distinct())
    if topic not in known:
        raise invalid("query", "topic", f"Unknown topic. Allowed: {', '.join(known) or 'none'}.")
