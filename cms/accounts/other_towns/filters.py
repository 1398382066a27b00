"""What forms of Wagtail offer: it lists users, groups, workflows, tags and sites of the whole installation."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Site, Task, Workflow

from cms.towns.scope import ALL_TOWNS, homes_of, towns_of_staff

from .tags import own_tags
from .things import own_groups, own_people, own_sites, own_tasks, own_workflows

OWN = {
    get_user_model(): own_people,
    Group: own_groups,
    Site: own_sites,
    Task: own_tasks,
    Workflow: own_workflows,
}


def narrow(form: forms.Form, user) -> None:
    """Leave out what belongs to other towns, so that it is no valid choice either."""
    if towns_of_staff(user) is ALL_TOWNS:
        return
    for name, field in form.fields.items():
        own = OWN.get(getattr(getattr(field, "queryset", None), "model", None))
        if own:
            field.queryset = field.queryset.filter(pk__in=own(user).values("pk"))
        elif name in CHOICES and hasattr(field, "choices"):
            mine = CHOICES[name](user)
            field.choices = [choice for choice in field.choices if not choice[0] or choice[0] in mine]


def _root_paths(user) -> set[str]:
    return {home.path for town in towns_of_staff(user) for home in homes_of(town)}


def _tag_names(user) -> set[str]:
    return set(own_tags(user).values_list("name", flat=True))


CHOICES = {"site": _root_paths, "tag": _tag_names}
