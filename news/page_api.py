"""News as pages in the JSON API."""

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from cms.pages.api.page_kinds import register
from cms.pages.api.page_schemas import ContentFields, PageFields

from . import models
from .models.news_index import FEED_SEGMENT


class NewsTopic(Schema):
    name: str = Field(description="For people.")
    slug: str = Field(description="What the filter `topic` of `/news/` takes.")


class NewsPage(ContentFields):
    """One piece of news."""

    type: Literal["news"]
    date: Annotated[date, Field(description="The day of the news.")]
    author: str = Field(description="Empty: the town's office.")
    topics: list[NewsTopic] = Field(description="What it is about, by name.")


class NewsIndexPage(PageFields):
    """The list of all news. What stands in it: `/news/`."""

    type: Literal["news_index"]
    feed_url: str = Field(description="Atom.")


def news_fields(page: models.NewsPage, targets) -> dict:
    topics = sorted(page.categories.all(), key=lambda topic: topic.name)
    return {
        "date": page.date,
        "author": page.author,
        "topics": [{"name": topic.name, "slug": topic.slug} for topic in topics],
    }


def news_index_fields(page: models.NewsIndexPage, targets) -> dict:
    return {"feed_url": f"{targets.url_of(page)}{FEED_SEGMENT}/"}


register(models.NewsPage, NewsPage, answer=news_fields)
register(models.NewsIndexPage, NewsIndexPage, answer=news_index_fields)
