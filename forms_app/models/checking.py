"""What is wrong with an editor's questions: told when the form is to be published, not of a draft."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ..domain.reading_conditions import UnusableConditionError, read_condition
from .fields import FormField


def mistakes_in(question: FormField, questions: Sequence[FormField]) -> Iterator[tuple[str, str]]:
    """Yield the name of the field and words for the editor. `questions` are all of the form, in order."""
    place = next(number for number, each in enumerate(questions) if each is question)
    if question.field_type in question.WITH_CHOICES and not question.choices.strip():
        yield "choices", _("Name at least one choice.")
    label = _plain(question)
    if label and label in map(_plain, questions[:place]):
        yield "label", _("Another question has the same words.")
    if question.is_heading:
        yield from _mistakes_in_heading(questions[place + 1 :])
        return
    try:
        read_condition(question, questions)
    except UnusableConditionError as error:
        yield error.field, str(error)


def _mistakes_in_heading(later: Sequence[FormField]) -> Iterator[tuple[str, str]]:
    if not later or later[0].is_heading:
        yield "label", _("No question stands below this heading.")


def _plain(question: FormField) -> str:
    return question.label.strip().casefold()
