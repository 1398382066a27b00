from uuid import uuid4

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyFormField(forms.UUIDField):
    """Travels along unseen. A part that was added without a script gets its key here."""

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
    The key is unique within its entry only, since a copied entry keeps the keys of its parts.
    """

    key = KeyField(_("key"), default=uuid4, blank=True)

    class Meta:
        abstract = True
