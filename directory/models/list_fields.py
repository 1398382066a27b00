"""Several ticked choices kept as one short text ("MO,TH"): few, fixed, and always read together."""

from django import forms
from django.db import models


class ListFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value):
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value):
        chosen = super().clean(value)
        return ",".join(code for code, _label in self.choices if code in chosen)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or "") if initial else [], data)


class ListField(models.CharField):
    """`options` are (code, label) pairs; their order is the order of the stored text."""

    def __init__(self, *args, options=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.options = options

    def deconstruct(self):
        # To the database it is a short text: migrations need not know the options, nor this class.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs):
        given = {name: kwargs[name] for name in ("widget", "label", "help_text") if name in kwargs}
        shown = {"label": self.verbose_name, "help_text": self.help_text} | given
        return ListFormField(choices=self.options, required=not self.blank, **shown)
