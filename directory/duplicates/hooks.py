"""Addresses, menu and start page of the duplicates, for `wagtail_hooks`."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.common import todo_items
from cms.users.menu import PermittedMenuItem

from ..models import DuplicatePair
from ..staff.menu import SUBMENU
from .merging import PERMISSION, may_merge
from .views import LIST, distinct, duplicates, merge

# Fits into the database's integers.
NUMBER = "[0-9]{1,18}"


@hooks.register("register_admin_urls")
def merging_urls():
    folder = r"^verzeichnis/duplikate/"
    return [
        path("verzeichnis/duplikate/", duplicates, name=LIST),
        re_path(rf"{folder}(?P<pk>{NUMBER})/kein-duplikat/$", distinct, name="directory_distinct"),
        re_path(rf"{folder}(?P<kept>{NUMBER})/(?P<gone>{NUMBER})/$", merge, name="directory_merge"),
    ]


@hooks.register(SUBMENU)
def duplicates_menu_item():
    label, address = _("Likely duplicates"), reverse(LIST)
    return PermittedMenuItem(label, address, icon_name="copy", order=0, permission=PERMISSION)


@hooks.register(todo_items.HOOK)
def likely_duplicates(request):
    if not may_merge(request.user):
        return []
    rows = DuplicatePair.objects.to_decide().decidable_by(request.user)
    label = _("Entries that may be the same")
    return [todo_items.TodoItem(label, url=reverse(LIST), icon="copy", order=5, rows=rows)]
