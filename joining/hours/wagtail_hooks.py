from django.contrib.auth.models import Permission
from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.users.menu import PermittedMenuItem

from .staff.attendance_views import AttendanceHoursView
from .staff.report import VIEW, HoursReportView


@hooks.register("register_admin_urls")
def hours_urls():
    return [
        path("berichte/stunden/", HoursReportView.as_view(), name="hours_report"),
        re_path(
            r"^anmeldungen/termin/(?P<pk>[0-9]{1,18})/stunden/$",
            AttendanceHoursView.as_view(),
            name="attendance_hours",
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return PermittedMenuItem(
        _("Hours of volunteers"), reverse("hours_report"), icon_name="time", order=120, permission=VIEW
    )


@hooks.register("register_permissions")
def report_permission():
    return Permission.objects.filter(content_type__app_label="hours")


@hooks.register("register_log_actions")
def name_actions(actions):
    @actions.register_action("hours.offer_to_all")
    class OfferToAll(LogFormatter):
        label = _("Confirm hours")

        def format_message(self, entry):
            return _now("Asked %(count)s helpers of “%(club)s” about their hours") % entry.data
