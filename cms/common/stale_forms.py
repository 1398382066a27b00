"""A form whose record somebody else has saved since it was opened is not saved until its writer has seen what differs.

For records without revisions: the form carries a digest of what it was opened with.
"""

import hashlib
from functools import lru_cache

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _now

OPENED_WITH = "opened-with"
LONGEST_SHOWN = 300


def digest_of(value) -> str:
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:32]


def question(rows: list[tuple[str, str]]) -> list[str]:
    """Say that it is not saved, and what is stored of the fields that differ: (label, text).

    Wagtail shows each as plain text.
    """
    return [
        _now("Not saved yet: somebody has changed this after you had opened it.")
        + " "
        + _now("What you wrote stands below. What is stored now and differs from it:"),
        *(f"{capfirst(label)}: {text or '–'}" for label, text in rows),
        _now("Take over what should stay, and save again: then your version counts."),
    ]


@lru_cache(maxsize=100)
def guarded(form_class: type[forms.ModelForm]) -> type[forms.ModelForm]:
    if issubclass(form_class, AskingBeforeOverwriting):
        return form_class
    return type(form_class)(form_class.__name__, (AskingBeforeOverwriting, form_class), {})


class DigestField(forms.CharField):
    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        # A form that does not say how old it is comes from a script, not from a browser.
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial, data):
        return False


class OpenedWith:
    """A mixin for forms that carry a digest of what they were opened with, in the field `opened-with`."""

    def ask_if_overtaken(self, stored: str, rows) -> None:
        """Call it while cleaning. `rows()` says what differs: without any, there is nothing to ask about."""
        opened_with = self.cleaned_data.get(OPENED_WITH)
        if opened_with in {"", None, stored} or not (differing := rows()):
            return
        self.add_error(None, question(differing))
        # Saving once more is a decision.
        self.data = self.data.copy()
        self.data[self.add_prefix(OPENED_WITH)] = stored


class AskingBeforeOverwriting(OpenedWith):
    """A mixin for model forms."""

    # Further forms about the same record, which the view shows and saves beside this one.
    companions = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Not yet: the view adds companions.
            self.fields[OPENED_WITH] = DigestField(initial=lambda: self._digest(self.instance))

    def clean(self):
        super().clean()
        if OPENED_WITH in self.fields:
            self.stored_digest = self._digest(self.instance)
            self.ask_if_overtaken(self.stored_digest, self._differing)
        return self.cleaned_data

    def save(self, commit=True):
        if not commit or OPENED_WITH not in self.fields:
            return super().save(commit)
        with transaction.atomic():
            stored = type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
            if self._digest(stored) != self.stored_digest:
                raise PermissionDenied(
                    _now("Somebody else has just saved this. Please go back and try again.")
                )
            return super().save(commit)

    def _digest(self, instance) -> str:
        options = instance._meta
        names = {*(self._meta.fields or ()), *self.fields}
        values = [field.value_to_string(instance) for field in options.concrete_fields if field.name in names]
        values += [
            getattr(instance, field.name).all() for field in options.many_to_many if field.name in names
        ]
        values += [_contents(getattr(instance, name).all()) for name in getattr(self, "formsets", ())]
        return digest_of([*values, *map(_stored_in, self.companions)])

    def _differing(self) -> list[tuple[str, str]]:
        own = [
            (self.fields[name].label or name, self._stored_in_words(name)) for name in self._changed_fields()
        ]
        formsets = getattr(self, "formsets", {}).values()
        children = [
            (each.model._meta.verbose_name_plural, _rows_in_words(each))
            for each in formsets
            if _differs(each)
        ]
        further = [_rows_in_words(each) for each in self.companions if _differs(each)]
        return own + children + [(_now("further down in this form"), words) for words in further]

    def _changed_fields(self) -> list[str]:
        """Without passwords: of them nothing is shown, and nothing is lost."""
        return [name for name in self.changed_data if name in self.initial]

    def _stored_in_words(self, name: str) -> str:
        if display := getattr(self.instance, f"get_{name}_display", None):
            value = display()
        else:
            value = getattr(self.instance, name, self.initial[name])
        if hasattr(value, "all"):
            return self._other_choices({*value.all()}, {*(self.cleaned_data.get(name) or ())})
        return _in_words(value)

    @staticmethod
    def _other_choices(stored: set, sent: set) -> str:
        """Of a hundred permissions, only those that differ."""
        words = []
        if stored - sent:
            words.append(_now("also %(names)s") % {"names": _in_words(stored - sent)})
        if sent - stored:
            words.append(_now("without %(names)s") % {"names": _in_words(sent - stored)})
        return "; ".join(words)


def _stored_in(form):
    """What a form or formset was made of, whatever was sent."""
    return _contents(form.get_queryset()) if isinstance(form, forms.BaseModelFormSet) else form.initial


def _rows_of(form) -> list:
    if isinstance(form, forms.BaseModelFormSet):
        return list(form.get_queryset())
    return form.initial or []


def _rows_in_words(form) -> str:
    rows = _rows_of(form)
    if isinstance(form, forms.BaseModelFormSet):
        rows = [{name: getattr(row, name, "") for name in form.form.base_fields} for row in rows]
    return _in_words(rows)


def _differs(form) -> bool:
    """Whether saving it would change something, also a row that it does not know of."""
    is_formset = isinstance(form, forms.BaseFormSet)
    return form.has_changed() or (is_formset and form.initial_form_count() != len(_rows_of(form)))


def _contents(rows) -> list[list[str]]:
    return sorted([field.value_to_string(row) for field in row._meta.concrete_fields] for row in rows)


def _plain(value):
    """A value that is equal for equal content, in whatever order a database tells it."""
    if hasattr(value, "_meta"):
        return value.pk
    if isinstance(value, dict):
        return [(name, _plain(each)) for name, each in sorted(value.items())]
    if isinstance(value, QuerySet | set):
        return sorted(map(_plain, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value)


def _in_words(value) -> str:
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if isinstance(value, dict):
        value = ": ".join(map(_in_words, value.values()))
    elif isinstance(value, QuerySet | set | list | tuple):
        value = ", ".join(sorted(map(_in_words, value)))
    return Truncator(strip_tags(str("" if value is None else value)).strip()).chars(LONGEST_SHOWN)
