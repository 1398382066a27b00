"""The roles of a town's staff and what each may do.

Granting is idempotent and only adds: what a town changed by hand stays. With several towns on one installation
each has the three groups of its own, and what belongs to none of them is the work of a fourth (see `staff_of_towns`).
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
)

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
COLLECTIONS = ("add_collection", "change_collection", "delete_collection")
# Wagtail makes it for a group in which nobody is: what is sent there would wait for ever.
WAGTAILS_APPROVAL = "Moderators approval"
OUR_APPROVAL = "Freigabe durch die Leitung"
MANAGE = ("add", "change", "delete", "view")
REVIEW = (*MANAGE, "export")
LEITUNG, BETRIEB = "Leitung", "Betrieb"


@dataclass(frozen=True)
class Role:
    """`models` maps "app" or "app.model" to actions; `page_model` names the pages below which it works."""

    page_model: str
    page_permissions: tuple[str, ...]
    media_permissions: tuple[str, ...] = USE_MEDIA
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # Settings that each town has of its own.
    settings: tuple[str, ...] = ()


ROLES = {
    "Redaktion": Role(
        page_model="home.HomePage",
        page_permissions=EDIT_PAGES,
        models={
            "news.newscategory": MANAGE,
            "wagtailredirects": MANAGE,
        },
    ),
    "Ehrenamtsagentur": Role(
        page_model="directory.DirectoryPage",
        page_permissions=EDIT_PAGES,
        models={
            "directory": MANAGE,
            "forms_app": REVIEW,
            "core.mailtext": ("change",),
            "core.jobrun": ("view",),
            "post_office.email": ("change", "view"),
        },
        settings=("directory.directorysettings",),
    ),
    LEITUNG: Role(
        page_model="home.HomePage",
        page_permissions=MANAGE_PAGES,
        media_permissions=(*USE_MEDIA, "delete_image", "delete_document"),
        models={
            "core": MANAGE,
            "directory": MANAGE,
            "forms_app": REVIEW,
            "news": MANAGE,
            "strategy": MANAGE,
            "users": MANAGE,
            "wagtailredirects": MANAGE,
            "post_office.email": ("change", "view"),
            "wagtailcore.collection": MANAGE,
            "wagtailcore.site": ("change", "view"),
            "auth.group": MANAGE,
        },
        settings=("core.townsettings", "core.navigationsettings", "directory.directorysettings"),
    ),
}
# What no town has for itself. With one town it is the Leitung's.
OF_THE_INSTALLATION = {
    "core": MANAGE,
    "directory.category": MANAGE,
    "directory.directorysettings": MANAGE,
    "directory.district": MANAGE,
    "directory.helptype": MANAGE,
    "directory.schoolholiday": MANAGE,
    "directory.targetgroup": MANAGE,
    "news.newscategory": MANAGE,
    "users": MANAGE,
    "auth.group": MANAGE,
    "wagtailcore.collection": MANAGE,
    "wagtailcore.site": ("change", "view"),
    "wagtailredirects": MANAGE,
}


@transaction.atomic
def set_up_roles() -> None:
    """Create the groups and grant what is missing."""
    from .staff_of_towns import set_up_towns

    towns = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    if len(towns) > 1:
        set_up_towns(towns)
        return
    root = Collection.get_first_root_node()
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission("wagtailadmin", "access_admin"), *model_permissions(role.models))
        grant_pages(group, role, apps.get_model(role.page_model).objects.all())
        grant_media(group, role.media_permissions, root)
    _give_approval_to_somebody()


def permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def model_permissions(models: dict[str, tuple[str, ...]]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name, actions in models.items():
        app_label, _, model = name.partition(".")
        scope = Q(content_type__app_label=app_label)
        if model:
            scope &= Q(content_type__model=model)
        verbs = Q(pk__in=[])
        for action in actions:
            verbs |= Q(codename__startswith=f"{action}_")
        wanted |= scope & verbs
    return list(Permission.objects.filter(wanted))


def grant_pages(group: Group, role: Role, pages: QuerySet) -> None:
    for page in pages.filter(alias_of=None):
        for codename in role.page_permissions:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=Page(pk=page.pk),
                permission=permission("wagtailcore", codename),
            )


def grant_media(group: Group, codenames: tuple[str, ...], collection: Collection) -> None:
    # Wagtail asks for the permissions of its own models, also when a project brings its own.
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs", "wagtailcore"], codename__in=codenames
    )
    for each in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=each)


def grant_settings(group: Group, role: Role, site: Site) -> None:
    for name in role.settings:
        app_label, model = name.split(".")
        GroupSitePermission.objects.get_or_create(
            group=group, site=site, permission=permission(app_label, f"change_{model}")
        )


def _give_approval_to_somebody() -> None:
    for task in GroupApprovalTask.objects.filter(name=WAGTAILS_APPROVAL):
        task.groups.set(Group.objects.filter(name=LEITUNG))
    for model in (GroupApprovalTask, Workflow):
        model.objects.filter(name=WAGTAILS_APPROVAL).update(name=OUR_APPROVAL)
