"""Reads the condition that an editor has written, and says plainly why it cannot work."""

import re
from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from .conditions import Condition, Deciding

BY_FIELD_TYPE = {
    "checkbox": Deciding.BOX,
    "radio": Deciding.CHOICE,
    "dropdown": Deciding.CHOICE,
    "checkboxes": Deciding.SEVERAL,
    "number": Deciding.NUMBER,
    "singleline": Deciding.TEXT,
    "multiline": Deciding.TEXT,
}
# As many digits as a number may have.
NUMBER = re.compile(r"-?[0-9]{1,11}(?:[.,][0-9]{1,4})?")
QUESTION, VALUES = "condition_question", "condition_values"


class Question(Protocol):
    """What is needed of an editor's question."""

    label: str
    field_type: str
    clean_name: str
    choice_list: list[str]
    condition_question: str
    condition_values: str


class UnusableConditionError(Exception):
    """`field` is the one to change, QUESTION or VALUES."""

    def __init__(self, field: str, reason: str):
        super().__init__(reason)
        self.field = field


def read_condition(question: Question, all_questions: Sequence[Question]) -> Condition | None:
    """`all_questions` are those of the form, in order. Raises UnusableConditionError."""
    values = [line.strip() for line in question.condition_values.splitlines() if line.strip()]
    if not question.condition_question.strip():
        if values:
            raise UnusableConditionError(QUESTION, _("Which question does it depend on?"))
        return None
    source = _find(question, all_questions)
    kind = BY_FIELD_TYPE[source.field_type]
    return Condition(source.clean_name, source.label, kind, tuple(_READ[kind](values, source)))


def _find(question: Question, all_questions: Sequence[Question]) -> Question:
    found = [each for each in all_questions if _plain(each.label) == _plain(question.condition_question)]
    place = next(number for number, each in enumerate(all_questions) if each is question)
    earlier = [each for each in all_questions[:place] if any(each is one for one in found)]
    if not found:
        raise UnusableConditionError(QUESTION, _("No question of this form has these words."))
    if not earlier:
        reason = _("Only an earlier question can decide. This one comes later, or is the question itself.")
        raise UnusableConditionError(QUESTION, reason)
    if earlier[-1].field_type not in BY_FIELD_TYPE:
        reason = _(
            "Only boxes to tick, choices, numbers and texts can decide; this question is of another kind."
        )
        raise UnusableConditionError(QUESTION, reason)
    return earlier[-1]


def _ticks(values: list[str], _source) -> list[bool]:
    meanings = dict.fromkeys(["yes", "ja", _plain(_("Yes"))], True) | dict.fromkeys(
        ["no", "nein", _plain(_("No"))], False
    )
    if any(_plain(each) not in meanings for each in values):
        raise UnusableConditionError(
            VALUES, _("Of one box to tick, write “Yes” or “No” here, or nothing for “Yes”.")
        )
    return list(dict.fromkeys(meanings[_plain(each)] for each in values))


def _choices(values: list[str], source: Question) -> list[str]:
    known = {_plain(choice): choice for choice in source.choice_list}
    wrong = [each for each in values if _plain(each) not in known]
    if wrong:
        reason = _("“%(value)s” is not among the choices of that question: %(choices)s")
        words = {"value": wrong[0], "choices": " | ".join(source.choice_list)}
        raise UnusableConditionError(VALUES, reason % words)
    return [known[_plain(each)] for each in values]


def _numbers(values: list[str], _source) -> list[float]:
    wrong = [each for each in values if not NUMBER.fullmatch(each)]
    if wrong:
        raise UnusableConditionError(VALUES, _("“%(value)s” is not a number.") % {"value": wrong[0]})
    return [float(each.replace(",", ".")) for each in values]


def _texts(values: list[str], _source) -> list[str]:
    return values


_READ = {
    Deciding.BOX: _ticks,
    Deciding.CHOICE: _choices,
    Deciding.SEVERAL: _choices,
    Deciding.NUMBER: _numbers,
    Deciding.TEXT: _texts,
}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
