"""Importing requires the permission, and the right to add entries. Colleagues can continue each other's imports."""

from django.db.models import QuerySet

from directory.models import DirectoryPage, ImportRun

from ..kinds import KINDS, TableKind

PERMISSION = "directory.add_importrun"


def directories_for(user) -> list[DirectoryPage]:
    if not user.has_perm(PERMISSION):
        return []
    pages = DirectoryPage.objects.filter(alias_of=None).select_related("locale").order_by("path")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


def may_import(user) -> bool:
    return bool(directories_for(user))


def kinds_for(user) -> list[TableKind]:
    directories = directories_for(user)
    kinds = sorted(KINDS.values(), key=lambda kind: kind.order)
    return [kind for kind in kinds if any(kind.may_import(user, each) for each in directories)]


def runs_for(user) -> QuerySet[ImportRun]:
    runs = ImportRun.objects.filter(directory__in=directories_for(user))
    return runs.select_related("started_by", "directory")
