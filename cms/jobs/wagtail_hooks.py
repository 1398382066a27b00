from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.common import todo_items
from cms.users.menu import PermittedMenuItem

from .report import JobsView, waiting_jobs

hooks.register(todo_items.HOOK, waiting_jobs)


@hooks.register("register_admin_urls")
def job_urls():
    return [path("aufgaben/", JobsView.as_view(), name="jobs")]


@hooks.register("register_reports_menu_item")
def jobs_menu_item():
    return PermittedMenuItem(
        _("Automatic jobs"), reverse("jobs"), icon_name="tasks", order=120, permission="jobs.view_jobrun"
    )


@hooks.register("register_permissions")
def job_permissions():
    return Permission.objects.filter(content_type__app_label="jobs", codename="view_jobrun")
