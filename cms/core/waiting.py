"""What waits for somebody, gathered for the admin's start page.

An app adds its own with the hook `register_waiting_items`: a function that takes the request and returns
the items this user may see.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.ui.components import Component

HOOK = "register_waiting_items"


@dataclass(frozen=True)
class WaitingItem:
    """One line of the list: so many of these, and where to deal with them."""

    label: str
    count: int
    url: str
    icon: str = "warning"


class WaitingPanel(Component):
    name = "waiting"
    template_name = "core/waiting_panel.html"
    order = 50

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def items(self) -> list[WaitingItem]:
        found = (item for source in hooks.get_hooks(HOOK) for item in source(self.request))
        return [item for item in found if item.count]

    def get_context_data(self, parent_context):
        return {"items": self.items}
