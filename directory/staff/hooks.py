"""Registers the staff's screens, the menu's numbers and the lines of the admin's start page."""

from django.urls import path, re_path, reverse
from wagtail import hooks

from cms.core import waiting

from ..tasks import waiting_in
from . import kinds  # noqa: F401 - registers them
from .letter_views import all_letters
from .menu import SUBMENU, proposals_menu_item, tasks_menu_item
from .views import EntryStateView, TasksView, opening

# What fits into the database's numbers.
NUMBER = "(?P<pk>[0-9]{1,18})"

hooks.register(SUBMENU, tasks_menu_item)
hooks.register(SUBMENU, proposals_menu_item)


@hooks.register("register_admin_urls")
def staff_urls():
    return [
        path("verzeichnis/aufgaben/", TasksView.as_view(), name="directory_tasks"),
        path("verzeichnis/briefe/", all_letters, name="directory_letters"),
        re_path(rf"^verzeichnis/eintrag/{NUMBER}/$", EntryStateView.as_view(), name="directory_entry_state"),
        re_path(rf"^verzeichnis/aufruf/{NUMBER}/$", opening, name="directory_opening"),
    ]


@hooks.register(waiting.HOOK)
def what_waits_in_the_directory(request):
    tasks = reverse("directory_tasks")
    return [
        waiting.WaitingItem(each.kind.label, each.count, f"{tasks}?kind={each.kind.name}", "tasks")
        for each in waiting_in(request)
    ]
