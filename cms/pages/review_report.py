"""Pages whose review date ("Stand") is more than a year old and may be outdated."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.common.todo_items import TodoItem

from .models import BasePage

STALE_AFTER = timedelta(days=365)


def stale_pages_for(user):
    """Return such published pages that the user may edit."""
    limit = timezone.localdate() - STALE_AFTER
    dated_models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    is_stale = reduce(
        or_,
        (Q(pk__in=model.objects.filter(as_of__lt=limit).values("pk")) for model in dated_models),
    )
    mine = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return mine.filter(is_stale, live=True).order_by("title")


def waiting_stale_pages(request) -> list[TodoItem]:
    label = gettext("Pages whose “as of” date is older than a year")
    return [TodoItem(label, stale_pages_for(request.user).count(), reverse("stale_pages"), "date")]


class StalePagesView(PageReportView):
    page_title = _("Pages to check")
    header_icon = "date"
    index_url_name = "stale_pages"
    index_results_url_name = "stale_pages_results"
    results_template_name = "wagtailadmin/reports/aging_pages_results.html"
    permission_policy = PagePermissionPolicy()
    any_permission_required = ["change"]

    def get_queryset(self):
        self.queryset = (
            stale_pages_for(self.request.user).prefetch_workflow_states().select_related("content_type")
        )
        return super().get_queryset()
