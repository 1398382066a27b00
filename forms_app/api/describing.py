"""A form as data: its questions for those who show it, and all that must stand beside them."""

from datetime import date
from decimal import Decimal

from django import forms
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from cms.pages.site_context import get_site_context

from ..domain.conditions import Condition
from ..intake.forms import CONSENT, SubmissionForm
from ..intake.page_forms import make_form
from ..intake.tickets import MINIMUM_SECONDS, fingerprint
from ..intake.uploads import ALLOWED, PrivateFileField, names_of
from ..models import ConsentVersion, FormPage
from ..models.kinds import KINDS
from ..privacy.privacy_notice import deletion_in_words, privacy_notice
from .answers_schema import answers_schema
from .questions import choices_of, max_length, widget_of


def teaser(request: HttpRequest, name: str, page: FormPage) -> dict:
    return {
        "id": page.pk,
        "slug": name,
        "kind": page.submission_kind,
        "title": page.title,
        "summary": page.summary,
        "language": translation.get_language(),
        "url": page.get_full_url(request),
        "api_url": _address(request, "get_form", name),
    }


def detail(request: HttpRequest, name: str, page: FormPage, about: str) -> dict:
    form = make_form(page, about)
    site = get_site_context(request)
    notice = privacy_notice(page, site.town) if site else []
    return teaser(request, name, page) | {
        "submit_label": page.submit_label or _("Send"),
        "groups": [_group(group) for group in form.groups],
        "questions": [_question(field) for field in form.questions],
        "answers_schema": answers_schema(form),
        "slots": slots(page, is_exact=False),
        "consent": _consent(page, form),
        "privacy_notice": [{"term": each.term, "text": each.text} for each in notice],
        "deletion": deletion_in_words(page),
        "answer_days": page.answer_days,
        "personal_data_url": request.build_absolute_uri(reverse("personal_data")),
        "tickets_url": _address(request, "create_form_ticket", name),
        "submissions_url": _address(request, "submit_form", name),
        "minimum_seconds": MINIMUM_SECONDS,
    }


def slots(page: FormPage, *, is_exact: bool) -> list[dict] | None:
    """Times with places that people choose from; None for other kinds of forms."""
    kind = KINDS.get(page.submission_kind)
    return kind.slots(page, is_exact) if kind and kind.slots else None


def _address(request: HttpRequest, view: str, name: str) -> str:
    query = request.GET.get("locale")
    address = request.build_absolute_uri(reverse(f"api:{view}", args=[name]))
    return f"{address}?locale={query}" if query else address


def _group(group) -> dict:
    return {
        "legend": str(group.legend),
        "hint": str(group.hint),
        "questions": [field.name for field in group.fields],
    }


def _consent(page: FormPage, form: SubmissionForm) -> dict | None:
    if form.consent is None:
        return None
    version = ConsentVersion.objects.of_page(page).filter(text=page.consent_text).order_by("-number").first()
    return {
        "text": page.consent_text,
        "label": str(form.consent.label),
        "version": version and version.number,
        "fingerprint": fingerprint(page.consent_text),
        "message": str(form.fields[CONSENT].error_messages["required"]),
    }


def _question(bound: BoundField) -> dict:
    field = bound.field
    attributes = field.widget.attrs
    rows = attributes.get("rows")
    return {
        "name": bound.name,
        "widget": widget_of(field),
        "label": str(bound.label),
        "help_text": str(bound.help_text),
        "required": field.required,
        "shown_if": _shown_if(bound.condition),
        "multiple": isinstance(field, forms.MultipleChoiceField),
        "autocomplete": attributes.get("autocomplete"),
        "input_mode": attributes.get("inputmode"),
        "rows": rows and int(rows),
        "max_length": max_length(field),
        "default": _default(bound),
        "choices": choices_of(field),
        "file": _file_rules(field),
        "messages": {
            "required": str(field.error_messages["required"]) if field.required else None,
            "invalid": str(field.error_messages["invalid"]) if "invalid" in field.error_messages else None,
        },
    }


def _shown_if(condition: Condition | None) -> dict | None:
    if condition is None:
        return None
    return {"question": condition.question, "values": list(condition.values), "words": condition.in_words}


def _default(bound: BoundField) -> str | None:
    value = bound.initial
    if isinstance(value, date | Decimal):
        value = localize_input(value)
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return None if value in (None, "", False) else "on" if value is True else str(value)


def _file_rules(field: forms.Field) -> dict | None:
    if not isinstance(field, PrivateFileField):
        return None
    return {
        "types": list(ALLOWED[field.kinds]),
        "names": names_of(field.kinds),
        "max_bytes": field.megabytes * 1024 * 1024,
    }
