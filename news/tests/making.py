"""Factories: a home page with its list of news."""

from datetime import date

from wagtail.models import PageViewRestriction

from news.models import NewsCategory
from tests.support.making import make_page


def make_news_index(home, **fields):
    return make_page(home, "Aktuelles", "news.NewsIndexPage", **({"slug": "aktuelles"} | fields))


def make_category(name="Vereine", **fields):
    return NewsCategory.objects.create(name=name, slug=name.lower(), **fields)


def make_news(index, title="Reparaturtreff sucht Raum", categories=(), **fields):
    defaults = {"summary": "Wer kann helfen?", "date": date(2026, 11, 3)}
    return make_page(index, title, "news.NewsPage", **(defaults | fields | {"categories": categories}))


def protect(page) -> None:
    """Protect the page and its descendants with a password."""
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
