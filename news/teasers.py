"""Teasers for other pages. `root` is a site, or a page, which limits them to its descendants and language."""

from . import listings
from .models import NewsPage


def latest_news(root, count: int = 3) -> list[dict]:
    """Return the inputs of `components/news_row.html`, newest first, in three queries."""
    news = NewsPage.objects.descendant_of(_page(root)).published().newest_first().for_list()
    return [listings.news_row(each) for each in news[:count]]


def _page(root):
    return getattr(root, "root_page", root)
