"""Addresses, menu and start page of the duplicates. Imported by `wagtail_hooks`."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core import waiting

from ..models import DuplicatePair
from ..services.merging import may_merge
from ..staff.menu import SUBMENU
from .views import LIST, distinct, duplicates, merge

# What fits into the database's numbers.
NUMBER = "[0-9]{1,18}"


@hooks.register("register_admin_urls")
def merging_urls():
    folder = r"^verzeichnis/duplikate/"
    return [
        path("verzeichnis/duplikate/", duplicates, name=LIST),
        re_path(rf"{folder}(?P<pk>{NUMBER})/kein-duplikat/$", distinct, name="directory_distinct"),
        re_path(rf"{folder}(?P<kept>{NUMBER})/(?P<gone>{NUMBER})/$", merge, name="directory_merge"),
    ]


class DuplicatesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_merge(request.user)


@hooks.register(SUBMENU)
def duplicates_menu_item():
    return DuplicatesMenuItem(_("Likely duplicates"), reverse(LIST), icon_name="copy", order=0)


@hooks.register(waiting.HOOK)
def likely_duplicates(request):
    if not may_merge(request.user):
        return []
    count = DuplicatePair.objects.to_decide().decidable_by(request.user).count()
    return [waiting.WaitingItem(_("Entries that may be the same"), count, reverse(LIST), "copy")]
