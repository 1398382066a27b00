from .categories import NewsCategory
from .event_index import EventIndexPage
from .events import EventPage
from .news import NewsPage
from .news_index import NewsIndexPage

__all__ = ["EventIndexPage", "EventPage", "NewsCategory", "NewsIndexPage", "NewsPage"]
