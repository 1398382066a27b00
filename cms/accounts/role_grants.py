"""The roles of a town's staff and what each may do. Apps above add their own with `GRANTS`, in their `wiring.py`."""

from dataclasses import dataclass, field
from operator import attrgetter

from wagtail.models import Page

from cms.common.registry import Registry

EDIT_PAGES = ("add_page", "change_page", "publish_page")
MANAGE_PAGES = (*EDIT_PAGES, "lock_page", "unlock_page", "bulk_delete_page")
USE_MEDIA = (
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
)
MANAGE = ("add", "change", "delete", "view")
REVIEW = (*MANAGE, "export")
REDAKTION, EHRENAMTSAGENTUR, LEITUNG = "Redaktion", "Ehrenamtsagentur", "Leitung"
# For what no town has for itself, where there are several. With one town it is the Leitung's.
BETRIEB = "Betrieb"

Models = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Role:
    name: str
    page_permissions: tuple[str, ...]
    media_permissions: tuple[str, ...] = USE_MEDIA


@dataclass(frozen=True)
class Grant:
    """What an app gives to a role: `models` maps "app" or "app.model" to actions.

    `settings` are those that each town has of its own, `page_model` names the pages below which the role works.
    """

    app: str
    role: str
    models: Models = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    page_model: type[Page] | None = None


ROLES: Registry[str, Role] = Registry()
ROLES.register(
    Role(REDAKTION, EDIT_PAGES),
    Role(EHRENAMTSAGENTUR, EDIT_PAGES),
    Role(LEITUNG, MANAGE_PAGES, (*USE_MEDIA, "delete_image", "delete_document")),
)
GRANTS: Registry[tuple[str, str], Grant] = Registry(key=attrgetter("app", "role"))

OF_THE_INSTALLATION = {
    "pages": MANAGE,
    "towns": MANAGE,
    "media": MANAGE,
    "mail.accesslink": MANAGE,
    "mail.mailtext": MANAGE,
    "jobs": MANAGE,
    "webhooks": MANAGE,
    "api_toolkit": MANAGE,
    "publishing": MANAGE,
    "users": MANAGE,
    "auth.group": MANAGE,
    "wagtailcore.collection": MANAGE,
    "wagtailcore.site": ("change", "view"),
    "wagtailredirects": MANAGE,
}
MAILS = {"mail.mail": ("change", "view")}
GRANTS.register(
    Grant("accounts", REDAKTION, {"wagtailredirects": MANAGE}),
    Grant("accounts", EHRENAMTSAGENTUR, {"mail.mailtext": ("change",), "jobs.jobrun": ("view",)} | MAILS),
    Grant(
        "accounts",
        LEITUNG,
        OF_THE_INSTALLATION | MAILS,
        settings=("towns.townsettings", "pages.navigationsettings"),
    ),
    Grant("accounts", BETRIEB, OF_THE_INSTALLATION),
    *(Grant("searches", role, {"searches": MANAGE}) for role in (REDAKTION, EHRENAMTSAGENTUR, LEITUNG)),
    Grant("searches", BETRIEB, {"searches.everydayword": MANAGE}),
)


def models_of(role: str) -> Models:
    return {name: actions for grant in _grants_of(role) for name, actions in grant.models.items()}


def settings_of(role: str) -> list[str]:
    return [name for grant in _grants_of(role) for name in grant.settings]


def page_models_of(role: str) -> list[type[Page]]:
    return [grant.page_model for grant in _grants_of(role) if grant.page_model]


def _grants_of(role: str) -> list[Grant]:
    return [grant for grant in GRANTS.values() if grant.role == role]
