"""What every sign-up asks besides the editor's questions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.form_fields import EmailField, SingleLineField
from forms_app.intake.forms import FieldGroup, SubmissionForm, grouped

from .models import Places, SignupPage, Slot
from .services.taking_in import NO_LONGER_OFFERED, PERSONS, SLOT
from .words import places_in_words

TAKES = {Places.Availability.OPEN, Places.Availability.WAITING_LIST}
PERSON = ("name", "email")


class SlotWidget(forms.RadioSelect):
    """Says beside each slot what is left of it. Only here: the choices themselves stand in answers that are cached."""

    def create_option(self, name, value, label, selected, index, **options):
        option = super().create_option(name, value, label, selected, index, **options)
        places = self.places.get(str(value))
        if places:
            option["label"] = f"{label} · {places_in_words(places)}"
            if places.availability() not in TAKES:
                option["attrs"]["disabled"] = True
        return option


class SlotField(forms.TypedChoiceField):
    widget = SlotWidget

    def __init__(self, slots: list[Slot], **options):
        by_key = {str(slot.key): slot for slot in slots}
        choices = [(key, slot.in_words) for key, slot in by_key.items()]
        super().__init__(
            choices=choices,
            coerce=by_key.get,
            error_messages={"invalid_choice": NO_LONGER_OFFERED},
            **options,
        )
        self.widget.places = {key: slot.places for key, slot in by_key.items()}


class SignupForm(SubmissionForm):
    """`slots` are those of the page, each with its `places`."""

    name = SingleLineField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link there. Only when you open it are you signed up."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args, slots: list[Slot] | tuple = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = slots
        self.fields = self._asked() | self.fields

    def _asked(self) -> dict:
        asked = {}
        if len(self.slots) > 1:
            asked[SLOT] = SlotField(self.slots, label=_("When?"))
        if self.page.most_persons > 1:
            numbers = [(str(each), str(each)) for each in range(1, self.page.most_persons + 1)]
            asked[PERSONS] = forms.ChoiceField(
                label=_("How many persons come?"), choices=numbers, help_text=_("You included.")
            )
        return asked

    def clean(self):
        cleaned_data = super().clean()
        if not any(slot.places and slot.places.availability() in TAKES for slot in self.slots):
            raise ValidationError(_now("Nobody can sign up at the moment."))
        return cleaned_data

    @property
    def known_answers(self) -> list[dict]:
        if len(self.slots) != 1:
            return []
        (slot,) = self.slots
        return [{"name": SLOT, "label": _now("When?"), "value": slot.in_words, "choice": slot.pk}]

    @property
    def groups(self) -> list[FieldGroup]:
        first = [name for name in (SLOT, PERSONS) if name in self.fields]
        extra = [field for field in self.questions if field.name not in {*first, *PERSON}]
        return grouped([*(self[name] for name in (*first, *PERSON)), *extra])

    @property
    def sender_name(self) -> str:
        return self.cleaned_data["name"]

    @property
    def sender_email(self) -> str:
        return self.cleaned_data["email"]


def form_options(page: SignupPage, about: str) -> dict:
    return {"slots": slots_of(page)}


def slots_of(page: SignupPage) -> list[Slot]:
    """The page's slots in its order, each with its `places` (None in a draft)."""
    places = Places.objects.filter(page_key=page.translation_key).with_taken()
    known = {each.slot_key: each for each in places}
    slots = list(page.slots.all())
    for slot in slots:
        slot.page, slot.places = page, known.get(slot.key)
    return slots
