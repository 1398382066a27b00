"""Choosing categories: in the order of their tree, each below the wider one it belongs to."""

from copy import copy

from django.forms import CheckboxSelectMultiple, Select
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy


class CategoryTree:
    """Groups the options by the wider category; what people also call it rides along for the filter."""

    def optgroups(self, name, value, attrs=None):
        categories = list(self.choices.queryset.all())
        tree = copy(self)
        tree.words = {each.pk: each.synonyms for each in categories}
        tree.choices = [*self.before, *category_choices(categories)]
        return super(CategoryTree, tree).optgroups(name, value, attrs)

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if words := self.words.get(value):
            option["attrs"]["data-words"] = words
        return option


class CategorySelect(CategoryTree, Select):
    before = [("", "---------")]


class CategoryCheckboxes(CategoryTree, CheckboxSelectMultiple):
    before = []

    def __init__(self, attrs=None, choices=()):
        super().__init__({"data-filter-label": _lazy("Filter the list")} | (attrs or {}), choices)


def category_choices(categories, key: str = "pk") -> list:
    """Return choices for a form field: (wider category, [(key, name), …]), or (key, name) where nothing is below.

    `key` names the field of a category that is sent.
    """
    below: dict = {}
    for category in categories:
        below.setdefault(category.parent_id, []).append(category)
    return [_group(top, below, key) for top in below.get(None, [])]


def _group(top, below: dict, key: str):
    if top.pk not in below:
        return (getattr(top, key), top.name)
    all_of_it = (getattr(top, key), _("%(category)s (in general)") % {"category": top.name})
    return (top.name, [all_of_it, *_branch(top, below, key, "")])


def _branch(parent, below: dict, key: str, indent: str) -> list:
    options = []
    for category in below.get(parent.pk, []):
        options.append((getattr(category, key), indent + category.name))
        options += _branch(category, below, key, indent + "– ")
    return options
