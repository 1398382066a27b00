"""Editors' most frequent actions, one click from the admin's start page.

Apps contribute through the hook `register_quick_actions`: a function that takes the request and returns the actions
that its user may take.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

HOOK = "register_quick_actions"


@dataclass(frozen=True)
class QuickAction:
    label: str
    url: str
    icon: str = "plus"


class QuickActionsPanel(Component):
    name = "quick_actions"
    template_name = "pages/quick_actions_panel.html"
    order = 60

    def __init__(self, request: HttpRequest):
        self.request = request

    def get_context_data(self, parent_context):
        sources = hooks.get_hooks(HOOK)
        return {"actions": [action for source in sources for action in source(self.request)]}


def add_page_action(request: HttpRequest, label: str, parent_model: type[Page], model: type[Page]):
    """Return the action that adds a page below the first such parent that the user may edit, in a list; else []."""
    parents = parent_model.objects.live().order_by("path")
    may_add = (each for each in parents if each.permissions_for_user(request.user).can_add_subpage())
    parent = next(may_add, None)
    if parent is None:
        return []
    meta = model._meta
    url = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
    return [QuickAction(label, url)]
