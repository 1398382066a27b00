"""Gives groups what the roles say. Granting is idempotent and only adds: what a town changed by hand stays."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from .role_grants import Role, page_models_of, settings_of


def permission(app_label: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def model_permissions(models: dict[str, tuple[str, ...]]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name, actions in models.items():
        app_label, _, model = name.partition(".")
        scope = {"content_type__model": model} if model else {}
        verbs = f"^({'|'.join(actions)})_"
        wanted |= Q(content_type__app_label=app_label, codename__regex=verbs, **scope)
    return list(Permission.objects.filter(wanted))


def grant_pages(group: Group, role: Role, where: Q) -> None:
    """Let the group work on the pages of its role that match `where`, and below them."""
    for model in page_models_of(role.name):
        for page in model.objects.filter(where, alias_of=None):
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
    for name in settings_of(role.name):
        app_label, model = name.split(".")
        GroupSitePermission.objects.get_or_create(
            group=group, site=site, permission=permission(app_label, f"change_{model}")
        )
