"""The report "Hours of volunteers" of the admin: confirmed hours by year and club, in the user's towns."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.towns.scope import ALL_TOWNS, towns_for

from ..models import HelperHours

VIEW = "hours.view_helperhours"
MOST_SHOWN = 1000


def sums_of(user) -> QuerySet[dict]:
    """Return `year`, `club`, `hours` and `people` (how many helpers) of what is confirmed, the latest year first."""
    towns = towns_for(user, VIEW)
    found = HelperHours.objects.confirmed()
    found = found if towns is ALL_TOWNS else found.filter(site__in=towns)
    by_club = found.annotate(year=ExtractYear("last_day")).order_by().values("year", "club")
    return by_club.annotate(total=Sum("hours"), people=Count("email", distinct=True)).order_by(
        "-year", "club"
    )


class HoursReportView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Hours of volunteers")
    header_icon = "time"
    template_name = "hours/staff/report.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=list(sums_of(self.request.user)[:MOST_SHOWN]), **kwargs)
