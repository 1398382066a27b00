"""The record of processing activities (Art. 30 (1) GDPR), made of the form pages, and of what apps above do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from cms.common.spreadsheets import csv_pieces
from cms.towns.models import TownSettings
from cms.towns.scope import below_homes

from ..intake.page_forms import form_class_of
from ..models import FormPage
from .activities import FURTHER_ACTIVITIES, FurtherActivity
from .privacy_notice import deletion_in_words


@dataclass(frozen=True)
class Activity:
    """One form, or with `edit_page` None something else. `rows` are the statements that Art. 30 (1) asks for, each
    `(label, text)`."""

    title: str
    edit_page: int | None
    is_live: bool
    rows: list[tuple[str, str]]


def towns_of(user) -> QuerySet[Site]:
    """Return the towns whose record the user may see: those whose data they may change."""
    return policy_registry.get_by_type(TownSettings).sites_user_has_permission_for(user, "change")


def may_see_record(user) -> bool:
    """Whether there is any such town, by the permissions that Wagtail has cached for the user."""
    return policy_registry.get_by_type(TownSettings).user_has_permission(user, "change")


def activities(towns: QuerySet[Site]) -> Iterator[Activity]:
    """Return every form of these towns that is published, and every other that still has submissions."""
    ours = reduce(or_, (below_homes(town) for town in towns), Q(pk__in=[]))
    forms = Page.objects.type(*FormPage.__subclasses__()).filter(ours)
    for page in forms.order_by("title", "pk").specific():
        if page.live or page.submissions.exists():
            yield Activity(page.title, page.pk, page.live, _rows(page))
    for town in towns.order_by("pk"):
        for each in FURTHER_ACTIVITIES.values():
            yield Activity(str(each.title), None, True, _further_rows(each, town))


def _rows(page: FormPage) -> list[tuple[str, str]]:
    facts = {
        "purpose": page.purpose,
        "legal_basis": page.get_legal_basis_display(),
        "people": _now("People who fill in the form, and people they write about"),
        "data": "; ".join(_questions(page)),
        "recipients": page.recipients,
        "deletion": deletion_in_words(page),
        "address": page.full_url or "",
    }
    return _statements(page.title, _town(page.get_site()), facts)


def _further_rows(activity: FurtherActivity, site: Site) -> list[tuple[str, str]]:
    return _statements(str(activity.title), _town(site), activity.rows() | {"address": ""})


def _statements(title: str, town: TownSettings, facts: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (_now("Processing activity"), title),
        (_now("Responsible"), _responsible(town)),
        (_now("Data protection officer"), town.data_protection_officer),
        (_now("Purpose"), facts["purpose"]),
        (_now("Legal basis"), facts["legal_basis"]),
        (_now("Whose data"), facts["people"]),
        (_now("Which data"), facts["data"]),
        (_now("Recipients"), facts["recipients"]),
        (_now("Third countries"), _now("None")),
        (_now("Deletion"), facts["deletion"]),
        (
            _now("Protection"),
            _now(
                "Encrypted transport, access by role with a record of decisions, private files, no address of"
                " the sender's computer, automatic deletion."
            ),
        ),
        (_now("Address of the form"), facts["address"]),
    ]


def _town(site: Site | None) -> TownSettings:
    return TownSettings.for_site(site) if site else TownSettings()


def _responsible(town: TownSettings) -> str:
    place = f"{town.postcode} {town.city}".strip()
    parts = [town.organisation or town.name, town.street, place, town.email, town.phone]
    return ", ".join(filter(None, parts))


def _questions(page: FormPage) -> list[str]:
    return [str(question.label) for question in form_class_of(page)(page=page).questions]


class ProcessingRecordView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Record of processing activities")
    header_icon = "clipboard-list"
    template_name = "forms_app/admin/processing_record.html"

    def dispatch(self, request, *args, **kwargs):
        _demand_right(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            activities=list(activities(towns_of(self.request.user))), today=timezone.localdate(), **kwargs
        )


def processing_record_csv(request: HttpRequest) -> HttpResponse:
    _demand_right(request)
    found = list(activities(towns_of(request.user)))
    header = [label for label, _text in found[0].rows] if found else []
    rows = [header, *([str(text) for _label, text in each.rows] for each in found)]
    response = HttpResponse(b"".join(csv_pieces(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verarbeitungsverzeichnis.csv"'
    return response


def _demand_right(request: HttpRequest) -> None:
    if not may_see_record(request.user):
        raise PermissionDenied
