"""In place of Wagtail's own at the same addresses."""

from django.urls import path
from django.views.defaults import page_not_found
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import tags
from .site_history import SiteHistoryView
from .views import LinkView, PageTypesView

TYPES = "reports/page-types-usage/"
HISTORY = "reports/site-history/"

urlpatterns = decorate_urlpatterns(
    [
        path(HISTORY, SiteHistoryView.as_view()),
        path(f"{HISTORY}results/", SiteHistoryView.as_view(results_only=True)),
        path(TYPES, PageTypesView.as_view()),
        path(f"{TYPES}results/", PageTypesView.as_view(results_only=True)),
        path("tag-autocomplete/", tags.autocomplete),
        path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", tags.autocomplete),
        path("choose-external-link/", LinkView.as_view()),
        # Wagtail's test of the page that tells of a fault.
        path("failwhale/", page_not_found, {"exception": None}),
    ],
    require_admin_access,
)
