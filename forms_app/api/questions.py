"""What a question is to other front ends: its control, its choices, its length."""

from django import forms
from django.db.models import Model

from cms.common.form_fields import PhoneField, WebAddressField

from ..intake.uploads import PrivateFileField

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


def widget_of(field: forms.Field) -> str:
    for kind, name in WIDGETS:
        if isinstance(field, kind):
            return name
    if isinstance(field, forms.ChoiceField):
        return "radio" if isinstance(field.widget, forms.RadioSelect) else "select"
    return "textarea" if isinstance(field.widget, forms.Textarea) else "text"


def max_length(field: forms.Field) -> int | None:
    return None if isinstance(field, PrivateFileField) else getattr(field, "max_length", None)


def choices_of(field: forms.Field) -> list[dict] | None:
    if not isinstance(field, forms.ChoiceField):
        return None
    pairs = [
        (value.value if isinstance(getattr(value, "instance", None), Model) else value, label)
        for value, label in field.choices
    ]
    return [{"value": str(value), "label": str(label)} for value, label in pairs if value != ""]
