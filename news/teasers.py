"""What other pages announce. `root` is a site, or a page: then what lies below it, in its language."""

from django.utils import timezone

from . import listings
from .models import EventPage, NewsPage


def latest_news(root, count: int = 3) -> list[dict]:
    """Return the inputs of `components/news_row.html`, newest first, in three queries."""
    news = NewsPage.objects.descendant_of(_page(root)).published().newest_first().for_list()
    return [listings.news_row(each) for each in news[:count]]


def upcoming_events(root, count: int = 3) -> list[dict]:
    """Return the inputs of `components/event_row.html`, by next date, in two queries."""
    now = timezone.now()
    events = EventPage.objects.descendant_of(_page(root)).published().upcoming(now).for_list()
    return [listings.event_row(each, now) for each in listings.in_order_of_next_date(events, now)[:count]]


def _page(root):
    return getattr(root, "root_page", root)
