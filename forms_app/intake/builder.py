"""Builds form fields from an editor's questions: Wagtail's form builder with limits and our own kinds."""

from collections.abc import Sequence
from contextlib import suppress

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder

from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField, WebAddressField

from ..domain.conditions import Condition
from ..domain.reading_conditions import UnusableConditionError, read_condition
from ..models import FormField
from .uploads import PrivateFileField

TEXT_LENGTH = 5000
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


class QuestionBuilder(FormBuilder):
    """Each form field knows the question it comes from, the heading it stands below and when it is asked."""

    def __init__(self, questions: Sequence[FormField]):
        super().__init__([question for question in questions if not question.is_heading])
        self.all_questions = questions

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
        headings = _headings(self.all_questions)
        for question, form_field in zip(self.fields, fields.values(), strict=False):
            form_field.question = question.clean_name
            form_field.heading = headings.get(question.clean_name)
            form_field.condition = _condition(question, self.all_questions)
            form_field.is_prefillable = question.field_type in question.PREFILLABLE
            if question.autocomplete:
                form_field.widget.attrs["autocomplete"] = question.autocomplete
        return fields


def _headings(questions: Sequence[FormField]) -> dict[str, FormField]:
    """By the name of a question: the heading above it."""
    found, heading = {}, None
    for question in questions:
        if question.is_heading:
            heading = question
        elif heading:
            found[question.clean_name] = heading
    return found


def _condition(question: FormField, questions: Sequence[FormField]) -> Condition | None:
    """In a draft, what cannot work yet is asked in any case."""
    with suppress(UnusableConditionError):
        return read_condition(question, questions)
    return None
