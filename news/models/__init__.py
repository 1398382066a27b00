from .categories import NewsCategory
from .news import NewsPage
from .news_index import NewsIndexPage

__all__ = ["NewsCategory", "NewsIndexPage", "NewsPage"]
