from .api_keys import ApiKey
from .changes import ChangeFeed, PublicThing
from .documents import SiteDocument
from .jobs import JobRun, JobState
from .leftovers import LeftoverFile
from .links import AccessLink
from .mail import MailLink, MailText
from .navigation import NavigationSettings
from .pages import BasePage, ContentPage, PublicPageQuerySet
from .pictures import SiteImage, SiteRendition
from .purges import Purge
from .reading import ReadingPage
from .settings import TownSettings
from .towns import GroupTown
from .upgrades import UpgradeStep
from .webhooks import WebhookAttempt, WebhookEndpoint, WebhookMessage

__all__ = [
    "AccessLink",
    "ApiKey",
    "BasePage",
    "ChangeFeed",
    "GroupTown",
    "ContentPage",
    "JobRun",
    "JobState",
    "LeftoverFile",
    "MailLink",
    "MailText",
    "NavigationSettings",
    "PublicPageQuerySet",
    "Purge",
    "PublicThing",
    "ReadingPage",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "TownSettings",
    "UpgradeStep",
    "WebhookAttempt",
    "WebhookEndpoint",
    "WebhookMessage",
]
