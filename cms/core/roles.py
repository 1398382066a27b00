"""The three roles of a town's staff and what each may do.

Granting is idempotent and only adds: what a town changed by hand stays.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
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
# Wagtail makes it for a group in which nobody is: what is sent there would wait for ever.
WAGTAILS_APPROVAL = "Moderators approval"
OUR_APPROVAL = "Freigabe durch die Leitung"
MANAGE = ("add", "change", "delete", "view")
REVIEW = (*MANAGE, "export")


@dataclass(frozen=True)
class Role:
    """`models` maps "app" or "app.model" to actions; `page_model` names the pages below which it works."""

    page_model: str
    page_permissions: tuple[str, ...]
    media_permissions: tuple[str, ...] = USE_MEDIA
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)


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
    ),
    "Leitung": Role(
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
    ),
}


def set_up_roles() -> None:
    """Create the three groups and grant what is missing."""
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(_permission("wagtailadmin", "access_admin"))
        group.permissions.add(*_model_permissions(role.models))
        _grant_pages(group, role)
        _grant_media(group, role)
    _give_approval_to_somebody()


def _permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _model_permissions(models: dict[str, tuple[str, ...]]) -> list[Permission]:
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


def _grant_pages(group: Group, role: Role) -> None:
    model = apps.get_model(role.page_model)
    for page in model.objects.filter(alias_of=None):
        for codename in role.page_permissions:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=Page(pk=page.pk),
                permission=_permission("wagtailcore", codename),
            )


def _grant_media(group: Group, role: Role) -> None:
    root = Collection.get_first_root_node()
    # Wagtail asks for the permissions of its own models, also when a project brings its own.
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=role.media_permissions
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _give_approval_to_somebody() -> None:
    for task in GroupApprovalTask.objects.filter(name=WAGTAILS_APPROVAL):
        task.groups.set(Group.objects.filter(name="Leitung"))
    for model in (GroupApprovalTask, Workflow):
        model.objects.filter(name=WAGTAILS_APPROVAL).update(name=OUR_APPROVAL)
