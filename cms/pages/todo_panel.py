from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms.common.todo_items import HOOK, TodoItem, items_of


class TodoPanel(Component):
    """The user's to-do list on the admin's start page."""

    name = "todo"
    template_name = "pages/todo_panel.html"
    order = 50

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def items(self) -> list[TodoItem]:
        found = items_of(hooks.get_hooks(HOOK), self.request)
        return sorted((item for item in found if item.count), key=lambda item: item.order)

    def get_context_data(self, parent_context):
        return {"items": self.items}
