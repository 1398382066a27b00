from .media import SiteDocument, SiteImage, SiteRendition
from .navigation import NavigationSettings
from .pages import BasePage, ContentPage, PublicPageQuerySet
from .settings import TownSettings

__all__ = [
    "BasePage",
    "ContentPage",
    "NavigationSettings",
    "PublicPageQuerySet",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "TownSettings",
]
