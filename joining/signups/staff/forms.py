from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import PhoneField, SingleLineField, TextField

from ..models.pages import MOST_PERSONS
from ..services.writing_to_all import ALL, COMING, MOST_LETTERS


class Once(forms.Form):
    """`key` stands for one intention: sent a second time, it does nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ByHandForm(Once):
    name = SingleLineField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    persons = forms.IntegerField(label=_("Persons"), min_value=1, max_value=MOST_PERSONS, initial=1)
    phone = PhoneField(label=_("Phone"), required=False)


class MessageForm(Once):
    scope = forms.ChoiceField(
        label=_("To whom?"),
        choices=[
            (COMING, _("Everybody who has a place")),
            (ALL, _("Also those on the waiting list")),
        ],
        initial=COMING,
        widget=forms.RadioSelect,
    )
    text = TextField(
        label=_("Your message"),
        max_length=MOST_LETTERS,
        help_text=_(
            "Greeting, name of the date, the link to cancel and the closing are added by themselves."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
