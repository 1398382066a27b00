"""Addresses and menu of the imports, for `wagtail_hooks`."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.users.menu import PermittedMenuItem
from directory.staff.menu import SUBMENU

from . import run_screens, screens
from .access import PERMISSION
from .downloads import left_out, template

# Fits into the database's integers.
NUMBER = "[0-9]{1,18}"
ROW = "[0-9]{1,9}"
FORMAT = r"(?P<file_format>csv|xlsx)"


@hooks.register("register_admin_urls")
def import_urls():
    folder = "verzeichnis/importieren/"
    run = rf"^{folder}(?P<pk>{NUMBER})/"
    return [
        path(folder, screens.ImportsView.as_view(), name=screens.LIST),
        re_path(rf"^{folder}vorlage-(?P<kind>[a-z]+)\.{FORMAT}$", template, name="directory_import_template"),
        re_path(rf"{run}$", run_screens.RunView.as_view(), name=screens.RUN),
        re_path(rf"{run}spalten/$", screens.ColumnsView.as_view(), name=screens.COLUMNS),
        re_path(rf"{run}stand/$", run_screens.progress, name="directory_import_progress"),
        re_path(rf"{run}fehler\.{FORMAT}$", left_out, name="directory_import_left_out"),
        re_path(
            rf"{run}zeile/(?P<number>{ROW})/$", run_screens.RowView.as_view(), name="directory_import_row"
        ),
        re_path(rf"{run}rueckgaengig/$", run_screens.UndoView.as_view(), name="directory_import_undo"),
    ]


@hooks.register(SUBMENU)
def import_menu_item():
    address = reverse(screens.LIST)
    return PermittedMenuItem(
        _("Import"), address, name="imports", icon_name="upload", order=1000, permission=PERMISSION
    )
