"""Several towns on one installation: each has its groups, media and approval, invisible to the others.

Whatever belongs to no town (users, groups, sites, shared lists, jobs, keys) is managed by the group Betrieb.
Permissions that would reach into another town are revoked here.
"""

from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.media.models import SiteDocument, SiteImage
from cms.towns.models import GroupTown, TownSettings
from cms.towns.scope import below_homes, homes_of

from .granting import grant_media, grant_pages, grant_settings, model_permissions, permission
from .role_grants import BETRIEB, LEITUNG, MAILS, ROLES, Role, models_of

COLLECTIONS = ("add_collection", "change_collection", "delete_collection")
# Wagtail creates it for a group without members, so submissions to it would wait forever.
WAGTAILS_APPROVAL = "Moderators approval"
OUR_APPROVAL = "Freigabe durch die Leitung"


def set_up_towns(towns: list[Site]) -> None:
    """The first town is the one that existed alone: its groups keep their names, and its media become its own."""
    first, *_others = towns
    if _set_up_installation():
        _confine_strangers_to(first)
    for town in towns:
        collection = _collection_of(town)
        for name, role in ROLES.items():
            _set_up(_group_of(town, name, is_first=town == first), town, role, collection)
        _set_up_approval(town, is_first=town == first)
    WorkflowPage.objects.filter(page__depth=1).delete()


def _set_up_installation() -> bool:
    """Return whether there are several towns for the first time."""
    group, is_new = Group.objects.get_or_create(name=BETRIEB)
    group.permissions.add(
        permission("wagtailadmin", "access_admin"), *model_permissions(models_of(BETRIEB) | MAILS)
    )
    return is_new


def _confine_strangers_to(town: Site) -> None:
    """Groups created while there was one town keep working for that town."""
    for group in Group.objects.filter(town=None).exclude(name=BETRIEB):
        role = group.name if group.name in ROLES else ""
        GroupTown.objects.create(group=group, site=town, role=role)
        _confine(group, town, _collection_of(town))


def _group_of(town: Site, role: str, *, is_first: bool) -> Group:
    known = Group.objects.filter(town__site=town, town__role=role).first()
    if known:
        return known
    name = role if is_first else f"{role} {TownSettings.for_site(town).name}"
    if Group.objects.filter(name=name).exists():
        name = f"{role} {town.hostname}"
    group = Group.objects.create(name=name[:150])
    GroupTown.objects.create(group=group, site=town, role=role)
    return group


def _set_up(group: Group, town: Site, role: Role, collection: Collection) -> None:
    _confine(group, town, collection)
    ours = set(model_permissions(models_of(role.name))) - set(model_permissions(models_of(BETRIEB)))
    group.permissions.add(permission("wagtailadmin", "access_admin"), *ours)
    grant_pages(group, role, below_homes(town))
    is_head = "delete_image" in role.media_permissions
    grant_media(group, (*role.media_permissions, *(COLLECTIONS if is_head else ())), collection)
    grant_settings(group, role, town)


def _confine(group: Group, town: Site, collection: Collection) -> None:
    """Revoke what reaches beyond the town, and grant inside the town what was inherited from above."""
    group.permissions.remove(*model_permissions(models_of(BETRIEB)))
    homes = homes_of(town)
    for granted in GroupPagePermission.objects.filter(group=group, page__depth=1):
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=granted.permission)
    beyond = GroupPagePermission.objects.filter(group=group)
    beyond.exclude(below_homes(town, "page__url_path")).delete()
    for granted in GroupCollectionPermission.objects.filter(group=group, collection__depth=1):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=granted.permission
        )
    rights = GroupCollectionPermission.objects.filter(group=group)
    rights.exclude(collection__path__startswith=collection.path).delete()


def _collection_of(town: Site) -> Collection:
    """Return the town's media collection; that of the first town adopts all unassigned ones."""
    settings = TownSettings.for_site(town)
    if settings.collection:
        return settings.collection
    others = TownSettings.objects.exclude(collection=None).values("collection")
    root = Collection.get_first_root_node()
    own = root.add_child(name=settings.name)
    settings.collection = own
    settings.save(update_fields=["collection"])
    if town.is_default_site:
        _gather(root, own, others)
        own = Collection.objects.get(pk=own.pk)
        settings.collection = own
    return own


def _gather(root: Collection, own: Collection, others) -> None:
    for model in (SiteImage, SiteDocument):
        model.objects.filter(collection=root).update(collection=own)
    for below in Collection.objects.filter(depth=2).exclude(pk=own.pk).exclude(pk__in=others):
        Collection.objects.get(pk=below.pk).move(Collection.objects.get(pk=own.pk), "sorted-child")


def _set_up_approval(town: Site, *, is_first: bool) -> None:
    """The town's own Leitung approves its editors' pages; a workflow chosen by hand stays."""
    group = Group.objects.get(town__site=town, town__role=LEITUNG)
    name = OUR_APPROVAL if is_first else f"{OUR_APPROVAL} {TownSettings.for_site(town).name}"
    if is_first:
        for model in (GroupApprovalTask, Workflow):
            model.objects.filter(name=WAGTAILS_APPROVAL).update(name=name)
    task, _is_new = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.set([group])
    workflow, _is_new = Workflow.objects.get_or_create(name=name)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for home in homes_of(town):
        WorkflowPage.objects.get_or_create(page=Page(pk=home.pk), defaults={"workflow": workflow})
