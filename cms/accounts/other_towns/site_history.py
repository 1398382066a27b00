"""Wagtail's site history for a town's staff: apart from pages, only actions of their own colleagues."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import PageLogEntry

from cms.towns.scope import ALL_TOWNS, towns_of_staff


def colleagues_of(user) -> QuerySet | None:
    """Return the people who work for one of the user's towns; None if the user works for all."""
    towns = towns_of_staff(user)
    if towns is ALL_TOWNS:
        return None
    return get_user_model().objects.filter(groups__town__site__in=towns).distinct()


class SiteHistoryView(LogEntriesView):
    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        colleagues = colleagues_of(self.request.user)
        # Wagtail itself limits log entries of pages to those that the user may see.
        if colleagues is None or queryset.model is PageLogEntry:
            return queryset
        return queryset.filter(user__in=colleagues.values("pk"))
