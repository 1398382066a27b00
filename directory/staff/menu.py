"""The counters in the menu: pending tasks, of all kinds and of one."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

from ..workflow.tasks import kinds_for, waiting_in

SUBMENU = "register_directory_menu_item"


class Counted:
    """A menu item with a counter. Menu items are shared by all requests."""

    kind_name = ""

    def render_component(self, request):
        component = super().render_component(request)
        wanted = [each for each in waiting_in(request) if self.kind_name in ("", each.kind.name)]
        count = sum(each.count for each in wanted)
        if count:
            component.label = _now("%(label)s (%(count)s)") % {"label": self.label, "count": count}
            component.classname = f"{component.classname} has-unread".strip()
        return component


class DirectoryMenuItem(Counted, SubmenuMenuItem):
    pass


class TasksMenuItem(Counted, MenuItem):
    def is_shown(self, request):
        return bool(kinds_for(request.user))


class ProposalsMenuItem(Counted, MenuItem):
    kind_name = "proposals"

    def is_shown(self, request):
        return any(kind.name == self.kind_name for kind in kinds_for(request.user))


def tasks_menu_item():
    return TasksMenuItem(_("To do"), reverse("directory_tasks"), name="tasks", icon_name="tasks", order=-2)


def proposals_menu_item():
    return ProposalsMenuItem(
        _("Proposed changes"), reverse("directory_proposals"), name="proposals", icon_name="edit", order=-1
    )
