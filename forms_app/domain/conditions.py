"""When a question is asked: always, or only if an earlier one is answered with one of some values.

The one place of this rule. The page's script and the JSON Schema get what a `Condition` holds, and decide alike.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .same_text import SOMETHING, pattern_of

# Numbers keep four decimals.
NEARLY = 0.00005


class Deciding(StrEnum):
    """What kind of answer decides."""

    BOX = "box"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Condition:
    """`question` names the one that decides, `label` are its words. Without values, any answer will do."""

    question: str
    label: str
    kind: Deciding
    values: tuple[str | float | bool, ...] = ()

    def is_met(self, answer) -> bool:
        """`answer` is that of a valid form, or as JSON has it."""
        match self.kind:
            case Deciding.BOX:
                return (answer is True) in (self.values or (True,))
            case Deciding.NUMBER:
                return _is_number(answer) and self._holds(
                    lambda value: value - NEARLY <= answer <= value + NEARLY
                )
            case Deciding.SEVERAL:
                return isinstance(answer, list) and any(self._holds(each.__eq__) for each in answer)
        if not isinstance(answer, str) or not answer:
            return False
        if self.kind is Deciding.CHOICE:
            return self._holds(answer.__eq__)
        return any(re.search(pattern, answer) for pattern in self.patterns)

    def _holds(self, is_given) -> bool:
        return not self.values or any(map(is_given, self.values))

    @property
    def patterns(self) -> list[str]:
        """Of a text: one of them is found in it."""
        return [pattern_of(value) for value in self.values] or [SOMETHING]

    @property
    def in_words(self) -> str:
        if self.kind is Deciding.BOX:
            is_ticked = self.values != (False,)
            words = (
                _("Only if “%(question)s” is ticked.")
                if is_ticked
                else _("Only if “%(question)s” is not ticked.")
            )
        elif self.values:
            words = _("Only if “%(question)s” is answered with %(values)s.")
        else:
            words = _("Only if “%(question)s” is answered.")
        shown = [_("“%(value)s”") % {"value": _shown(each)} for each in self.values]
        return words % {"question": self.label, "values": get_text_list(shown, _("or"))}


def asked(conditions: Mapping[str, Condition | None], answers: Mapping) -> set[str]:
    """Return the names of the questions that are asked. `conditions` are in the order of the form.

    What is not asked has no answer, so it cannot be why another question is asked.
    """
    found = set()
    for name, condition in conditions.items():
        if condition is None or (
            condition.question in found and condition.is_met(answers.get(condition.question))
        ):
            found.add(name)
    return found


def _is_number(answer) -> bool:
    return isinstance(answer, int | float | Decimal) and not isinstance(answer, bool)


def _shown(value) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
