"""What a question is to other front ends: its control, its choices, its length."""

from collections.abc import Iterator

from django import forms
from django.db.models import Model

from cms.common.form_fields import PhoneField, WebAddressField
from directory.editing.category_fields import GroupedField

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
    """Return what may be chosen; of a choice in a group, `label` says all of it and `short_label` the rest."""
    if not isinstance(field, forms.ChoiceField):
        return None
    full = field.full_labels() if isinstance(field, GroupedField) else {}
    return [
        {"value": value, "label": full.get(value, label), "group": group, "short_label": label}
        for group, value, label in _options(field.choices)
        if value
    ]


def _options(choices, group: str = "") -> Iterator[tuple[str, str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _options(label, str(value))
        else:
            is_row = isinstance(getattr(value, "instance", None), Model)
            yield group, str(value.value if is_row else value), str(label)
