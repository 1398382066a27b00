"""All forms with the number of their submissions, each a way into the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy

from cms.towns.scope import has_several

from ..access import forms_open_to, may
from ..models import FormPage, Submission
from .filters import ALL, IS_OPEN

NOTHING = {"open": 0, "all": 0, "latest": None}


@dataclass(frozen=True)
class FormRow:
    page: Page
    town: str
    may_edit: bool
    open: int
    all: int
    latest: datetime | None

    @property
    def open_url(self) -> str:
        return f"{reverse('einsendungen_modeladmin_index')}?page={self.page.pk}"

    @property
    def all_url(self) -> str:
        return f"{self.open_url}&status={ALL}"


def forms_for(user) -> Iterator[FormRow]:
    """Yield those whose submissions the user may view, drafts among them; the number of queries is constant."""
    pages = (
        Page.objects.type(*FormPage.__subclasses__())
        .filter(forms_open_to(user))
        .select_related("content_type")
    )
    counts, editable = _counts(user), _editable(user, pages)
    towns = _towns() if has_several() else {}
    for page in pages.order_by("title", "pk"):
        town = next((name for home, name in towns.items() if page.url_path.startswith(home)), "")
        yield FormRow(page, town, page.pk in editable, **counts.get(page.pk, NOTHING))


def _counts(user) -> dict[int, dict]:
    seen = Submission.objects.allowed_to(user).for_staff().order_by().values("page")
    rows = seen.annotate(open=Count("pk", filter=IS_OPEN), all=Count("pk"), latest=Max("received_at"))
    return {row.pop("page"): row for row in rows}


def _editable(user, pages) -> set[int]:
    allowed = page_permission_policy.instances_user_has_permission_for(user, "change")
    return {*allowed.filter(pk__in=pages.values("pk")).values_list("pk", flat=True)}


def _towns() -> dict[str, str]:
    """Names by the address of their home pages."""
    names = dict(Site.objects.values_list("pk", "site_name"))
    return {home.root_path: names[home.site_id] for home in Site.get_site_root_paths()}


class FormListView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Forms and their submissions")
    header_icon = "form"
    template_name = "forms_app/admin/forms.html"

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def forms(self) -> list[FormRow]:
        return list(forms_for(self.request.user))

    def get_context_data(self, **kwargs):
        has_towns = any(row.town for row in self.forms)
        return super().get_context_data(forms=self.forms, has_towns=has_towns, **kwargs)


class FormListMenuItem(MenuItem):
    def is_shown(self, request):
        return may(request.user, "view")
