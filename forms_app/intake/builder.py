"""Builds form fields from an editor's questions: Wagtail's form builder with limits and our own kinds."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField, WebAddressField

from .uploads import PrivateFileField

TEXT_LENGTH = 5000
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class QuestionBuilder(FormBuilder):
    def get_field_options(self, field):
        options = super().get_field_options(field)
        # The template escapes it; Wagtail would escape it twice.
        options["help_text"] = field.help_text
        return options

    def create_singleline_field(self, field, options):
        return SingleLineField(**options)

    def create_multiline_field(self, field, options):
        return TextField(max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 6}), **options)

    def create_email_field(self, field, options):
        return EmailField(**options)

    def create_phone_field(self, field, options):
        return PhoneField(**options)

    def create_url_field(self, field, options):
        return WebAddressField(**options)

    def create_number_field(self, field, options):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.DecimalField(max_digits=15, decimal_places=4, localize=True, widget=widget, **options)

    def create_date_field(self, field, options):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(input_formats=DATE_FORMATS, widget=widget, **options)

    def create_checkbox_field(self, field, options):
        return forms.BooleanField(**options | {"initial": bool(field.default_value)})

    def create_dropdown_field(self, field, options):
        choices = [("", _("Please choose")), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def create_file_field(self, field, options):
        options.pop("initial", None)
        return PrivateFileField(kinds=field.file_kinds, megabytes=field.max_megabytes, **options)

    @property
    def formfields(self):
        fields = super().formfields
        for question, form_field in zip(self.fields, fields.values(), strict=False):
            form_field.is_prefillable = question.field_type in question.PREFILLABLE
            if question.autocomplete:
                form_field.widget.attrs["autocomplete"] = question.autocomplete
        return fields
