"""Addresses and menu of the imports. Imported by `wagtail_hooks`."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ...staff.menu import SUBMENU
from . import run_screens, screens
from .access import PERMISSION
from .downloads import left_out, template

# What fits into the database's numbers.
NUMBER = "[0-9]{1,18}"
ROW = "[0-9]{1,9}"
FORMAT = r"(?P<file_format>csv|xlsx)"


@hooks.register("register_admin_urls")
def import_urls():
    folder = "verzeichnis/importieren/"
    run = rf"^{folder}(?P<pk>{NUMBER})/"
    return [
        path(folder, screens.ImportsView.as_view(), name=screens.LIST),
        re_path(rf"^{folder}vorlage\.{FORMAT}$", template, name="directory_import_template"),
        re_path(rf"{run}$", run_screens.RunView.as_view(), name=screens.RUN),
        re_path(rf"{run}spalten/$", screens.ColumnsView.as_view(), name=screens.COLUMNS),
        re_path(rf"{run}stand/$", run_screens.progress, name="directory_import_progress"),
        re_path(rf"{run}fehler\.{FORMAT}$", left_out, name="directory_import_left_out"),
        re_path(
            rf"{run}zeile/(?P<number>{ROW})/$", run_screens.RowView.as_view(), name="directory_import_row"
        ),
        re_path(rf"{run}rueckgaengig/$", run_screens.UndoView.as_view(), name="directory_import_undo"),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register(SUBMENU)
def import_menu_item():
    return ImportMenuItem(_("Import"), reverse(screens.LIST), name="imports", icon_name="upload", order=1000)
