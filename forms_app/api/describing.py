"""A form as data: its questions for those who show it, its JSON Schema for validators."""

from datetime import date
from decimal import Decimal

from django import forms
from django.db.models import Model
from django.forms import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from cms.core.form_fields import PhoneField, WebAddressField
from cms.core.frame import get_frame

from ..deletion import deletion_in_words
from ..file_fields import PrivateFileField
from ..forms import CONSENT, SubmissionForm
from ..models import ConsentVersion, FormPage
from ..privacy_notice import privacy_notice
from ..receiving import make_form
from ..tickets import MINIMUM_SECONDS, fingerprint
from ..uploads import ALLOWED, names_of

# The first that fits; ModelChoiceField is a ChoiceField, too.
WIDGETS = (
    (PrivateFileField, "file"),
    (forms.BooleanField, "checkbox"),
    (forms.MultipleChoiceField, "checkboxes"),
    (forms.EmailField, "email"),
    (PhoneField, "tel"),
    (WebAddressField, "url"),
    (forms.DecimalField, "number"),
    (forms.DateField, "date"),
)


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
    frame = get_frame(request)
    notice = privacy_notice(page, frame.town) if frame else []
    return teaser(request, name, page) | {
        "submit_label": page.submit_label or _("Send"),
        "groups": [_group(group) for group in form.groups],
        "questions": [_question(field) for field in form.questions],
        "answers_schema": _answers_schema(form),
        "consent": _consent(page, form),
        "privacy_notice": [{"term": each.term, "text": each.text} for each in notice],
        "deletion": deletion_in_words(page),
        "personal_data_url": request.build_absolute_uri(reverse("personal_data")),
        "tickets_url": _address(request, "create_form_ticket", name),
        "submissions_url": _address(request, "submit_form", name),
        "minimum_seconds": MINIMUM_SECONDS,
    }


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
        "multiple": isinstance(field, forms.MultipleChoiceField),
        "autocomplete": attributes.get("autocomplete"),
        "input_mode": attributes.get("inputmode"),
        "rows": rows and int(rows),
        "max_length": _max_length(field),
        "default": _default(bound),
        "choices": _choices(field),
        "file": _file_rules(field),
        "messages": {
            "required": str(field.error_messages["required"]) if field.required else None,
            "invalid": str(field.error_messages["invalid"]) if "invalid" in field.error_messages else None,
        },
    }


def widget_of(field: forms.Field) -> str:
    for kind, name in WIDGETS:
        if isinstance(field, kind):
            return name
    if isinstance(field, forms.ChoiceField):
        return "radio" if isinstance(field.widget, forms.RadioSelect) else "select"
    return "textarea" if isinstance(field.widget, forms.Textarea) else "text"


def _max_length(field: forms.Field) -> int | None:
    return None if isinstance(field, PrivateFileField) else getattr(field, "max_length", None)


def _default(bound: BoundField) -> str | None:
    value = bound.initial
    if isinstance(value, date | Decimal):
        value = localize_input(value)
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return None if value in (None, "", False) else "on" if value is True else str(value)


def _choices(field: forms.Field) -> list[dict] | None:
    if not isinstance(field, forms.ChoiceField):
        return None
    pairs = [
        (value.value if isinstance(getattr(value, "instance", None), Model) else value, label)
        for value, label in field.choices
    ]
    return [{"value": str(value), "label": str(label)} for value, label in pairs if value != ""]


def _file_rules(field: forms.Field) -> dict | None:
    if not isinstance(field, PrivateFileField):
        return None
    return {
        "types": list(ALLOWED[field.kinds]),
        "names": names_of(field.kinds),
        "max_bytes": field.megabytes * 1024 * 1024,
    }


def _answers_schema(form: SubmissionForm) -> dict:
    questions = list(form.questions)
    return {
        "type": "object",
        "properties": {bound.name: _property(bound) for bound in questions},
        "required": [bound.name for bound in questions if bound.field.required],
        "additionalProperties": False,
    }


def _property(bound: BoundField) -> dict:
    field, title, widget = bound.field, str(bound.label), widget_of(bound.field)
    choices = [{"const": each["value"], "title": each["label"]} for each in _choices(field) or []]
    match widget:
        case "number":
            return {"type": "number", "title": title}
        case "checkbox":
            return {"type": "boolean", "title": title, "const": True if field.required else None}
        case "checkboxes":
            items = {"oneOf": choices}
            least = 1 if field.required else None
            return {"type": "array", "title": title, "items": items, "minItems": least, "uniqueItems": True}
    return {
        "type": "string",
        "title": title,
        "format": {"email": "email", "date": "date", "file": "binary"}.get(widget),
        "minLength": 1 if field.required else None,
        "maxLength": _max_length(field),
        "oneOf": choices or None,
    }
