"""Columns and abstract models that several records share."""

from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..domain.comparable import comparable_host, comparable_register_number


def latitude_field(**options) -> models.DecimalField:
    return _degrees(_("latitude"), 90, options)


def longitude_field(**options) -> models.DecimalField:
    return _degrees(_("longitude"), 180, options)


def refuse_half_a_position(instance) -> None:
    """Raise ValidationError at the field that is missing when only one of the two is given."""
    for missing, given in (("latitude", "longitude"), ("longitude", "latitude")):
        if getattr(instance, missing) is None and getattr(instance, given) is not None:
            message = _now("A position needs both numbers: latitude and longitude. Or leave both empty.")
            raise ValidationError({missing: message})


def refuse_reversed_ages(instance) -> None:
    """Raise ValidationError when the upper age lies below the lower one."""
    if instance.age_from is not None and instance.age_to is not None and instance.age_from > instance.age_to:
        raise ValidationError({"age_to": _now("The upper age must not lie below the lower one.")})


def _degrees(label, limit: int, options: dict) -> models.DecimalField:
    """WGS 84; five decimals are about one metre."""
    return models.DecimalField(
        label,
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-limit), MaxValueValidator(limit)],
        **options,
    )


class DerivedField(models.CharField):
    """Computed from `source` whenever a row is written, also in bulk, so that an index finds its many spellings."""

    source: str

    @staticmethod
    def derive(value: str) -> str:
        raise NotImplementedError

    def pre_save(self, model_instance, add):
        value = self.derive(getattr(model_instance, self.source))[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value


class HostField(DerivedField):
    """The host of the website, or "" for one that strangers share."""

    source = "website"
    derive = staticmethod(comparable_host)


class RegisterDigitsField(DerivedField):
    """The digits of the number in the register."""

    source = "register_number"
    derive = staticmethod(comparable_register_number)


class KeyFormField(forms.UUIDField):
    """A hidden field. A part that was added without a script gets its key here."""

    widget = forms.HiddenInput

    def clean(self, value):
        return super().clean(value) or uuid4()

    def has_changed(self, initial, data):
        return False


class KeyField(models.UUIDField):
    def deconstruct(self):
        # Migrations need not know this class: it differs in the form only.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.UUIDField", args, kwargs

    def formfield(self, **kwargs):
        return KeyFormField(required=False)


class Keyed(models.Model):
    """A part of an entry with a key of its own: what refers to it survives drafts, sorting and copies.

    The database's own number does not: a draft has none, and publishing an old version gives new ones.
    Translations of an entry share the keys of their parts; a copied entry has its own (`belong_to`).
    """

    key = KeyField(_("key"), default=uuid4, blank=True)

    class Meta:
        abstract = True

    def belong_to(self, owner: UUID) -> None:
        """Take the key that this part has in the entry with that key, alike in the page and all its revisions."""
        self.key = uuid5(owner, str(self.key))


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
    """Ticked choices in one short text ("MO,TH"): few, fixed, and always read together.

    `options` are (code, label) pairs; their order is the order of the stored text.
    """

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
