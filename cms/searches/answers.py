"""What can be made of a word searched in vain. Apps above add their own."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.registry import Registry

from .models import EverydayWord, SearchNote, VainWord


@dataclass(frozen=True)
class Answer:
    """`field` returns a form field for it, `apply` does it and says in words what was done."""

    name: str
    label: str
    button: str
    permission: str
    field: Callable[[VainWord], forms.Field]
    apply: Callable[[VainWord, object, object], str]


ANSWERS: Registry[str, Answer] = Registry(key=attrgetter("name"))


def _meaning(word: VainWord) -> forms.Field:
    help_text = EverydayWord._meta.get_field("meaning").help_text
    return forms.CharField(label=_("What it means"), max_length=200, help_text=help_text)


def _keep_everyday_word(word: VainWord, meaning, user) -> str:
    EverydayWord.objects.update_or_create(word=word.text, defaults={"meaning": meaning})
    return _now("Everyday word: %(meaning)s") % {"meaning": meaning}


def _note(word: VainWord) -> forms.Field:
    text = _now("There is no “%(word)s” here.") % {"word": word.text}
    return forms.CharField(label=_("note"), max_length=300, initial=text)


def _keep_note(word: VainWord, text, user) -> str:
    SearchNote.objects.update_or_create(site=word.site, word=word.text, defaults={"text": text})
    return _now("Note: %(text)s") % {"text": text}


ANSWERS.register(
    Answer(
        "everyday",
        _("It is an everyday word for something that we have"),
        _("Keep this word"),
        "searches.add_everydayword",
        _meaning,
        _keep_everyday_word,
    ),
    Answer(
        "note",
        _("There is none here; tell people so"),
        _("Show this note"),
        "searches.add_searchnote",
        _note,
        _keep_note,
    ),
)
