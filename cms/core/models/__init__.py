from .media import SiteDocument, SiteImage, SiteRendition
from .navigation import NavigationSettings
from .pages import BasePage, ContentPage, PublicPageQuerySet
from .reading import ReadingPage
from .settings import TownSettings

__all__ = [
    "BasePage",
    "ContentPage",
    "NavigationSettings",
    "PublicPageQuerySet",
    "ReadingPage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "TownSettings",
]
