"""Addresses, menu and start page of the duplicates. Imported by `wagtail_hooks`."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..models import DuplicatePair
from ..services.merging import may_merge
from ..staff.menu import SUBMENU
from ..tasks import Task, TaskKind, register
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


def _to_task(pair: DuplicatePair) -> Task:
    label = f"{pair.one.title} / {pair.other.title}"
    address = reverse("directory_merge", args=[each.pk for each in pair.sides])
    return Task(label, address, since=pair.found_at, page=pair.one)


register(
    TaskKind(
        "duplicates",
        label=_("Entries that may be the same"),
        hint=_("Look at both. Merge them, or remember that they are no duplicates."),
        rows=lambda user: DuplicatePair.objects.to_decide().select_related("one", "other"),
        to_task=_to_task,
        order=60,
        permission="directory.change_duplicatepair",
    )
)
