"""Answers as text, with the wording and order of the questions."""

from datetime import date
from decimal import Decimal

from django.db.models import Model
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .forms import SubmissionForm
from .uploads import CheckedFile


def answers_of(form: SubmissionForm) -> list[dict]:
    """Return `{name, label, value}` for each question of a valid form that was asked.

    `choice` is the id of a chosen row, `digest` the SHA-256 of a file, `exact` what tables can sort or take apart: a
    day in ISO 8601, the list of several choices, or whether a box was ticked.
    """
    asked = form.asked(form.cleaned_data)
    given = [
        _answer(field, form.cleaned_data.get(field.name)) for field in form.questions if field.name in asked
    ]
    return [*form.known_answers, *given]


def _answer(field, value) -> dict:
    answer = {"name": field.name, "label": str(field.label), "value": as_text(value)}
    if isinstance(value, Model):
        answer["choice"] = value.pk
    if isinstance(value, CheckedFile):
        answer["digest"] = value.digest
    if isinstance(value, date):
        answer["exact"] = value.isoformat()
    if isinstance(value, list | bool):
        answer["exact"] = value
    return answer


def as_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return number_format(value)
    if isinstance(value, list):
        return ", ".join(value)
    return str(value)
