"""Registers the staff's screens, the menu's numbers and the lines of the admin's start page."""

from django.urls import path, re_path
from wagtail import hooks

from cms.common.todo_items import HOOK

from .kinds import KINDS
from .letter_views import all_letters
from .menu import SUBMENU, proposals_menu_item, tasks_menu_item
from .review_views import proposal, sent_picture
from .views import EntryStateView, TasksView, opening

# What fits into the database's numbers.
NUMBER = "(?P<pk>[0-9]{1,18})"

hooks.register(SUBMENU, tasks_menu_item)
hooks.register(SUBMENU, proposals_menu_item)
for kind in KINDS:
    hooks.register(HOOK, kind)


@hooks.register("register_admin_urls")
def staff_urls():
    return [
        path("verzeichnis/aufgaben/", TasksView.as_view(), name="directory_tasks"),
        path(
            "verzeichnis/vorschlaege/",
            TasksView.as_view(kind_name="proposals"),
            name="directory_proposals",
        ),
        path("verzeichnis/vorschlaege/<int:pk>/", proposal, name="directory_proposal"),
        re_path(rf"^verzeichnis/bild/{NUMBER}/$", sent_picture, name="directory_sent_picture"),
        path("verzeichnis/briefe/", all_letters, name="directory_letters"),
        re_path(rf"^verzeichnis/eintrag/{NUMBER}/$", EntryStateView.as_view(), name="directory_entry_state"),
        re_path(rf"^verzeichnis/aufruf/{NUMBER}/$", opening, name="directory_opening"),
    ]
