"""The base classes of pages, and the menus of a site."""

from .navigation import NavigationSettings
from .pages import BasePage, ContentPage
from .reading import ReadingPage

__all__ = [
    "BasePage",
    "ContentPage",
    "NavigationSettings",
    "ReadingPage",
]
