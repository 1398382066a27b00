from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.users.menu import PermittedMenuItem

from .staff.report import VIEW, HoursReportView


@hooks.register("register_admin_urls")
def report_url():
    return [path("berichte/stunden/", HoursReportView.as_view(), name="hours_report")]


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return PermittedMenuItem(
        _("Hours of volunteers"), reverse("hours_report"), icon_name="time", order=120, permission=VIEW
    )


@hooks.register("register_permissions")
def report_permission():
    return Permission.objects.filter(content_type__app_label="hours")
