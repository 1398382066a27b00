"""The repeating parts of the maintainer's form: places, offers, people …"""

from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.common import phones
from cms.common.form_fields import EmailField, PhoneField, WebAddressField

from ..editing.places import CHANGING, CHANGING_PLACES, FIRST_PLACE
from ..entry_changes.snapshot import ADDRESS_FIELDS, row_fields, to_json
from ..models import ContactPerson, MeetingPlace, Offer, Opening, SocialLink
from ..models.fields import KeyFormField
from ..models.places import ACCESS_FIELDS

MOST_ROWS = 40
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together; `rows` are those side by side. With a legend, the group is collapsible."""

    rows: tuple[tuple[str, ...], ...]
    legend: str = ""


class RowForm(forms.ModelForm):
    """One row. `row` is its id among the facts, empty for a new one."""

    row = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    layout: tuple[FieldGroup, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = False
            suit_citizens(name, field)

    @property
    def groups(self) -> list[dict]:
        """Return the layout with bound fields for the template; groups with errors are expanded."""
        return [self._group(group) for group in self.layout]

    def _group(self, group: FieldGroup) -> dict:
        lines = [[self[name] for name in row] for row in group.rows]
        has_errors = self.is_bound and any(name in self.errors for row in group.rows for name in row)
        return {"legend": group.legend, "lines": lines, "is_open": has_errors}

    @property
    def written_id(self) -> str:
        """The row's own id: its id among the facts, the key of a new one, or ""."""
        said = [self[name].value() for name in ("row", "key") if name in self.fields]
        return next((str(each) for each in said if each), "")

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("DELETE"))

    def facts(self, relation: str, base: dict | None) -> dict:
        """Return the row's facts; fields that are not in the form keep their value from `base`."""
        asked = {name for name in row_fields(relation) if name in self.cleaned_data}
        answers = {name: to_json(relation, name, self.cleaned_data[name]) for name in asked}
        return _defaults(relation) | (base or {}) | answers


class KeyedRowForm(RowForm):
    """A row that others can refer to before it is stored: new ones start with a key."""

    key = KeyFormField(required=False, initial=uuid4)


class PlaceForm(KeyedRowForm):
    layout = (
        FieldGroup(
            (
                ("name",),
                ("street", "house_number"),
                ("addition",),
                ("postcode", "city"),
                ("show_exact_address",),
                ("public_transport",),
            )
        ),
        FieldGroup(
            tuple(ACCESS_FIELDS[at : at + 2] for at in range(0, len(ACCESS_FIELDS), 2)), _("Accessibility")
        ),
    )

    class Meta:
        model = MeetingPlace
        fields = ("name", *ADDRESS_FIELDS, "show_exact_address", "public_transport", *ACCESS_FIELDS)

    def facts(self, relation, base):
        facts = super().facts(relation, base)
        if any(facts.get(name) != (base or {}).get(name) for name in ADDRESS_FIELDS):
            # The pin belongs to the old address.
            facts |= {"latitude": None, "longitude": None}
        return facts


class OfferForm(KeyedRowForm):
    layout = (
        FieldGroup(
            (
                ("name",),
                ("description",),
                ("frequency",),
                ("weekdays",),
                ("starts_at", "ends_at"),
                ("time_note",),
                ("status",),
            )
        ),
        FieldGroup(
            (
                ("interval",),
                ("positions",),
                ("first_date", "until"),
                ("pauses_in_holidays",),
                ("pauses_on_public_holidays",),
                ("skipped_days",),
            ),
            _("More about the time"),
        ),
        FieldGroup(
            (("age_from", "age_to"), ("cost", "cost_note"), ("how_to_join",), ("place_key",)),
            _("For whom, and what does it cost?"),
        ),
    )

    def __init__(self, *args, places: tuple[tuple[str, str], ...] = (), **kwargs):
        """`places` are the keys and names of the available meeting places."""
        super().__init__(*args, **kwargs)
        # It is folded away, so nobody has to fill it in.
        self.fields["interval"].required = False
        self.fields["place_key"] = forms.ChoiceField(
            label=_("Where?"),
            required=False,
            choices=[(FIRST_PLACE, _("at the first place")), *places, (CHANGING_PLACES, CHANGING)],
            widget=forms.Select(attrs={"data-places": ""}),
        )

    def clean_interval(self):
        return self.cleaned_data["interval"] or Offer._meta.get_field("interval").default

    class Meta:
        model = Offer
        fields = row_fields("offers")


class OpeningForm(KeyedRowForm):
    layout = (
        FieldGroup(
            (("title",), ("task",), ("help_types",), ("time_need", "hours_per_week"), ("valid_until",))
        ),
        FieldGroup(
            (
                ("minimum_age", "places"),
                ("language_level",),
                ("training",),
                ("expenses",),
                ("is_remote",),
                ("needs_police_certificate",),
                ("is_insured",),
            ),
            _("More about it"),
        ),
    )

    class Meta:
        model = Opening
        fields = row_fields("openings")
        widgets = {"help_types": forms.CheckboxSelectMultiple}


class PersonForm(RowForm):
    email = EmailField(label=_("E-mail"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    consent = forms.BooleanField(
        label=_("I have asked this person. She agrees that what is ticked above is public."),
        required=False,
        help_text=_("Without this consent nothing of the person is shown. It can be taken back at any time."),
    )
    layout = (
        FieldGroup(
            (
                ("role",),
                ("name",),
                ("email", "phone"),
                ("name_is_public",),
                ("email_is_public",),
                ("phone_is_public",),
                ("consent",),
            )
        ),
    )

    class Meta:
        model = ContactPerson
        fields = ("role", "name", "email", "phone", *ContactPerson.PUBLIC_SWITCHES.values())

    def clean(self):
        cleaned = super().clean()
        wants_to_be_public = any(cleaned.get(name) for name in ContactPerson.PUBLIC_SWITCHES.values())
        if wants_to_be_public and not cleaned.get("consent"):
            self.add_error("consent", _("Please ask this person first, or untick what everybody may see."))
        # The record requires the date of consent; here it follows from the checkbox.
        self.instance.consented_on = timezone.localdate()
        return cleaned

    def facts(self, relation, base):
        facts = super().facts(relation, base)
        if not self.cleaned_data["consent"]:
            return facts | {"consented_on": None, "consent_note": ""}
        if facts.get("consented_on"):
            return facts
        note = str(_("through the maintainer of the entry"))
        return facts | {"consented_on": timezone.localdate().isoformat(), "consent_note": note}


class SocialLinkForm(RowForm):
    url = WebAddressField(label=_("Address"))
    layout = (FieldGroup((("name",), ("url",))),)

    class Meta:
        model = SocialLink
        fields = ("name", "url")


ROW_FORMS = {
    "meeting_places": PlaceForm,
    "offers": OfferForm,
    "openings": OpeningForm,
    "contact_people": PersonForm,
    "social_links": SocialLinkForm,
}


def row_initial(relation: str, row: dict) -> dict:
    """Return the initial values of a row's form."""
    initial = {**row, "row": row["id"]}
    if "phone" in row:
        initial["phone"] = phones.for_reading(row["phone"])
    return initial | ({"consent": bool(row["consented_on"])} if relation == "contact_people" else {})


def _defaults(relation: str) -> dict:
    empty = ROW_FORMS[relation]._meta.model()
    return {
        name: [] if field.many_to_many else to_json(relation, name, getattr(empty, name))
        for name in row_fields(relation)
        for field in [empty._meta.get_field(name)]
    }


def suit_citizens(name: str, field: forms.Field) -> None:
    """Widgets that work in every browser and on phones, and do not silently truncate text."""
    if isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        field.input_formats = DATE_FORMATS
    elif isinstance(field, forms.TimeField):
        field.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    elif isinstance(field, forms.DecimalField | forms.IntegerField):
        kind = "decimal" if isinstance(field, forms.DecimalField) else "numeric"
        field.localize = True
        field.widget = forms.TextInput(attrs={"inputmode": kind})
        field.widget.is_localized = True
    field.widget.attrs.pop("maxlength", None)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 3
