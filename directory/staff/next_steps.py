"""What happens next with an entry, as a sentence for staff."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..domain.lifecycle import (
    FIRST_REMINDER,
    PUBLIC,
    REMINDER_DAYS,
    Facts,
    State,
    Step,
    day_of_hiding,
    next_step,
    state_from,
)
from ..models import Maintainership

Mode = Maintainership.MaintainerMode


def next_step_in_words(facts: Facts, mode: str, has_address: bool, today: date) -> str:
    state = state_from(facts, today)
    if state not in PUBLIC:
        return _of_hidden(facts, today) if state == State.HIDDEN else ""
    if mode == Mode.LETTER:
        return _of_letter(facts, state, today)
    if mode == Mode.CLUB and has_address:
        return _of_mail(facts, today)
    return _of_office(facts, state, today)


def _of_hidden(facts: Facts, today: date) -> str:
    _step, day = next_step(facts, today)
    return _("Unless somebody confirms it, its contact people are forgotten on %(day)s.") % _on(day)


def _of_mail(facts: Facts, today: date) -> str:
    step, day = next_step(facts, today)
    if step == Step.HIDE:
        return _hidden_on(facts, today)
    words = {"number": facts.reminders + 1, "of": len(REMINDER_DAYS)} | _on(max(day, today))
    return _("On %(day)s the maintainer is asked by e-mail (question %(number)s of %(of)s).") % words


def _of_letter(facts: Facts, state: State, today: date) -> str:
    if facts.reminders == len(REMINDER_DAYS):
        return _hidden_on(facts, today)
    if state == State.PUBLISHED:
        return _("From %(day)s on a letter to the maintainer is due.") % _on(_due_from(facts))
    return _("A letter to the maintainer is due. The entry is not hidden before one was sent.")


def _of_office(facts: Facts, state: State, today: date) -> str:
    if state == State.PUBLISHED:
        return _("From %(day)s on it stands in your tasks.") % _on(_due_from(facts))
    return _hidden_on(facts, today)


def _due_from(facts: Facts) -> date:
    return (facts.assured_on or facts.published_on) + timedelta(days=FIRST_REMINDER)


def _hidden_on(facts: Facts, today: date) -> str:
    day = max(day_of_hiding(facts, today), today)
    return _("Unless somebody confirms it, it is hidden on %(day)s.") % _on(day)


def _on(day: date) -> dict[str, str]:
    return {"day": date_format(day, "DATE_FORMAT")}
