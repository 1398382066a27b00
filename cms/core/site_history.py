"""Wagtail's history of everything, for the staff of one of several towns: what is no page, by its own people only."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.models import PageLogEntry

from .towns import ALL_TOWNS, towns_of_staff


def colleagues_of(user) -> QuerySet | None:
    """Return the people who work for one of her towns; None for whoever works for all."""
    towns = towns_of_staff(user)
    if towns is ALL_TOWNS:
        return None
    return get_user_model().objects.filter(groups__town__site__in=towns).distinct()


class HistoryFilters(SiteHistoryReportFilterSet):
    def get_user_choices(self):
        people, colleagues = super().get_user_choices(), colleagues_of(self.request.user)
        return people if colleagues is None else people.filter(pk__in=colleagues.values("pk"))


class SiteHistoryView(LogEntriesView):
    filterset_class = HistoryFilters

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        colleagues = colleagues_of(self.request.user)
        # Of pages Wagtail shows those that she may see anyway.
        if colleagues is None or queryset.model is PageLogEntry:
            return queryset
        return queryset.filter(user__in=colleagues.values("pk"))


site_history = require_admin_access(SiteHistoryView.as_view())
site_history_results = require_admin_access(SiteHistoryView.as_view(results_only=True))
