"""The form with which a club says what somebody has done for it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import EmailField, SingleLineField
from directory.self_service.row_forms import suit_citizens

from ..models.helper_hours import LEAST, MOST
from ..workflow.confirming import Facts


class FactsForm(forms.Form):
    name = SingleLineField(
        label=_("First name and surname of the helper"),
        help_text=_("As they are to stand on the proof."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    activity = SingleLineField(
        label=_("What did this person do?"),
        help_text=_("For example: set up and cleared away at the summer party."),
        max_length=160,
    )
    first_day = forms.DateField(label=_("Day, or first day"))
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty if it was one day. In the same calendar year."),
    )
    hours = forms.DecimalField(
        label=_("Hours altogether"),
        help_text=_("For example 12 or 2,5."),
        min_value=LEAST,
        max_value=MOST,
        max_digits=6,
        decimal_places=2,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_day", "last_day", "hours"):
            suit_citizens(name, self.fields[name])

    def facts(self) -> Facts:
        """What was typed; an empty last day is the first one."""
        cleaned = self.cleaned_data
        last_day = cleaned["last_day"] or cleaned["first_day"]
        name = cleaned.get("name", "")
        return Facts(name, cleaned["activity"], cleaned["first_day"], last_day, cleaned["hours"])

    def take_errors(self, error: ValidationError) -> None:
        """Show what the model refuses beside the fields."""
        for field, messages in error.message_dict.items():
            self.add_error(field if field in self.fields else None, messages)


class HoursForm(FactsForm):
    email = EmailField(
        label=_("E-mail of the helper"),
        help_text=_(
            "We ask at this address whether this person agrees. Without one, please confirm the hours on paper."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our e-mail"),
        choices=[("de", "Deutsch"), ("de-simple", "Leichte Sprache"), ("en", "English")],
        required=False,
    )
    knows = forms.BooleanField(
        label=_("This person knows that we get name, e-mail and hours."),
        error_messages={"required": _("Please ask this person first.")},
    )
    field_order = ["name", "email", "activity", "first_day", "last_day", "hours", "language", "knows"]
