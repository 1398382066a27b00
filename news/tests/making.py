"""Pages for tests: a home page with its list of news and its list of dates."""

from datetime import date, datetime

from wagtail.models import PageViewRestriction

from cms.core.tests.making import make_page
from news.models import NewsCategory
from news.recurrence import BERLIN


def moment(text: str) -> datetime:
    """Return "2026-11-28 10:00" as a moment in German time."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def make_news_index(home, **fields):
    return make_page(home, "Aktuelles", "news.NewsIndexPage", **({"slug": "aktuelles"} | fields))


def make_event_index(home, **fields):
    return make_page(home, "Termine", "news.EventIndexPage", **({"slug": "termine"} | fields))


def make_category(name="Vereine", **fields):
    return NewsCategory.objects.create(name=name, slug=name.lower(), **fields)


def make_news(index, title="Reparaturtreff sucht Raum", categories=(), **fields):
    defaults = {"summary": "Wer kann helfen?", "date": date(2026, 11, 3)}
    return make_page(index, title, "news.NewsPage", **(defaults | fields | {"categories": categories}))


def make_event(index, title="Zukunftswerkstatt", start="2030-11-28 10:00", end="2030-11-28 15:00", **fields):
    defaults = {"summary": "Wir planen gemeinsam.", "place_name": "Rathaus"}
    times = {"start": moment(start), "end": end and moment(end)}
    return make_page(index, title, "news.EventPage", **(defaults | times | fields))


def protect(page) -> None:
    """Put the page and all below it behind a password."""
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
