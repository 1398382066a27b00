import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm

from ..domain.conditions import Condition, asked
from .bound_questions import BoundQuestion
from .uploads import CheckedFile, clean_name

# Names from the form builder never contain a hyphen.
CONSENT = "privacy-consent"
TICKET = "form-ticket"
TRAP = "home-page"
PROOF = "proof-of-work"
NOT_THESE = "not-these"
NO_WORDS = re.compile("on|[0-9]{1,3}")
NO_ANSWERS = {CONSENT, TICKET, TRAP, PROOF, NOT_THESE, "csrfmiddlewaretoken"}


def texts_besides(fields: Container[str], sent: QueryDict) -> list[str]:
    """Return the texts written for questions other than these, without checkbox values and keys."""
    names = (name for name in sent if name not in fields and name not in NO_ANSWERS)
    return [
        text for name in names for text in sent.getlist(name) if text.strip() and not NO_WORDS.fullmatch(text)
    ]


@dataclass(frozen=True)
class FieldGroup:
    legend: str
    fields: list[BoundField]
    hint: str = ""


def grouped(questions: Iterable[BoundField], legend: str = "") -> list[FieldGroup]:
    """Put each below its heading, and under `legend` those that have none."""
    groups = []
    for heading, members in groupby(questions, key=lambda each: getattr(each.field, "heading", None)):
        words, hint = (heading.label, heading.help_text) if heading else (legend, "")
        groups.append(FieldGroup(words, list(members), hint))
    return groups


class SubmissionForm(BaseForm):
    """What every public form has besides its questions."""

    bound_field_class = BoundQuestion
    # Of these questions, one must be answered.
    ONE_OF_THESE: tuple[str, ...] = ()

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, page=page, **kwargs)
        if page.consent_text:
            self.fields[CONSENT] = forms.BooleanField(
                label=_("Yes, I agree."),
                help_text=page.consent_text,
                error_messages={"required": _("We may only store your message if you agree.")},
            )

    @property
    def known_answers(self) -> list[dict]:
        """Answers derived by the form itself, in the shape of `answers.answers_of`."""
        return []

    @property
    def is_confidential(self) -> bool:
        """Whether staff are not to read it; only after `is_valid`."""
        return False

    @property
    def organisation_id(self) -> int | None:
        """The entry of the directory that the form is about."""
        return None

    @property
    def questions(self) -> Iterator[BoundField]:
        return (field for field in self if field.name != CONSENT)

    @property
    def groups(self) -> list[FieldGroup]:
        return grouped(self.questions)

    @cached_property
    def conditions(self) -> dict[str, Condition | None]:
        """When each question is asked, by the names of fields."""
        names = {getattr(field, "question", name): name for name, field in self.fields.items()}
        found = {name: getattr(field, "condition", None) for name, field in self.fields.items()}
        return {name: each and replace(each, question=names[each.question]) for name, each in found.items()}

    @property
    def has_conditions(self) -> bool:
        return any(self.conditions.values())

    def asked(self, answers: Mapping) -> set[str]:
        """Return the names of the questions that are asked, given these answers."""
        return asked(self.conditions, answers)

    def clean(self):
        """Drop what was not asked, with all that is wrong with it."""
        cleaned_data = super().clean()
        for name in self.fields.keys() - self.asked(cleaned_data):
            cleaned_data.pop(name, None)
            self.errors.pop(name, None)
        return cleaned_data

    @property
    def unasked(self) -> list[str]:
        """Texts for questions that an editor has removed since."""
        return texts_besides(self.fields, self.data) if self.is_bound else []

    @property
    def consent(self) -> BoundField | None:
        return self[CONSENT] if CONSENT in self.fields else None

    @property
    def sender_name(self) -> str:
        """The sender's name, as far as the answers contain it."""
        by_purpose = {
            field.widget.attrs.get("autocomplete"): self.cleaned_data.get(name)
            for name, field in self.fields.items()
        }
        full_name = f"{by_purpose.get('given-name') or ''} {by_purpose.get('family-name') or ''}".strip()
        return by_purpose.get("name") or full_name or by_purpose.get("organization") or self._any_name()

    @property
    def sender_email(self) -> str:
        addresses = (
            self.cleaned_data.get(name)
            for name, field in self.fields.items()
            if isinstance(field, forms.EmailField)
        )
        return next(filter(None, addresses), "")

    @property
    def uploads(self) -> list[tuple[str, CheckedFile]]:
        """The names of questions answered with a file, and these files."""
        return [(name, value) for name, value in self.cleaned_data.items() if isinstance(value, CheckedFile)]

    def ask_for_files_again(self) -> None:
        """Add a message to each file field: browsers do not keep files in a redisplayed form."""
        asked = self.asked(self.cleaned_data)
        for name, upload in self.files.items():
            if name in asked and not self.has_error(name):
                message = _("Please choose the file “%(name)s” once more. Everything else is still there.")
                self.add_error(name, message % {"name": clean_name(upload.name)})

    def likely_duplicates(self, request=None) -> list:
        """Published entries that may be the same; only for registrations."""
        return []

    def _any_name(self) -> str:
        named = (
            value for name, value in self.cleaned_data.items() if "name" in name and isinstance(value, str)
        )
        return next(filter(None, named), "")
