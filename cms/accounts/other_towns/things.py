"""Which of the things that Wagtail keeps belong to another town than those of a member of staff."""

from functools import reduce
from operator import or_

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import Collection, Page, Site, Task, Workflow
from wagtail.permissions import policy_registry

from cms.towns.models import TownSettings
from cms.towns.scope import pages_of_staff, towns_of_staff


def is_elsewhere(model: type, ids: list[str], user) -> bool:
    """Whether one of them belongs to a town that is not the user's, and no other right of the user opens it."""
    rows = model.objects.filter(pk__in=ids)
    if model is Site:
        return rows.exclude(pk__in=own_sites(user)).exists()
    policy = policy_registry.get_by_type(model)
    if model is Page:
        foreign = rows.exclude(pages_of_staff(user)).exclude(depth=1)
        return foreign.exclude(pk__in=policy.explorable_instances(user).values("pk")).exists()
    foreign = rows.filter(
        _below_other_collections(user, "path" if model is Collection else "collection__path")
    )
    rights = policy.instances_user_has_any_permission_for(user, ["add", "change", "delete", "choose"])
    return foreign.exclude(pk__in=rights.values("pk")).exists()


def _below_other_collections(user, path: str) -> Q:
    others = TownSettings.objects.exclude(collection=None).exclude(site__in=towns_of_staff(user))
    paths = others.values_list("collection__path", flat=True)
    return reduce(or_, (Q(**{f"{path}__startswith": each}) for each in paths), Q(pk__in=[]))


def own_people(user):
    """Everybody but those who work for other towns only."""
    people, towns = get_user_model().objects.all(), towns_of_staff(user)
    strangers = people.filter(groups__town__site__isnull=False).exclude(groups__town__site__in=towns)
    return people.exclude(pk__in=strangers.values("pk"))


def own_groups(user):
    return Group.objects.filter(Q(town=None) | Q(town__site__in=towns_of_staff(user)))


def own_sites(user):
    return Site.objects.filter(pk__in=[town.pk for town in towns_of_staff(user)])


def own_workflows(user):
    pages = Page.objects.filter(pages_of_staff(user))
    return Workflow.objects.filter(Q(workflow_pages__page__in=pages) | Q(workflow_pages=None)).distinct()


def own_tasks(user):
    mine = Q(workflow_tasks__workflow__in=own_workflows(user))
    return Task.objects.filter(mine | Q(workflow_tasks=None)).distinct()
