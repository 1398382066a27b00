"""The life cycle of an entry: its states, their transitions, and the days on which they happen.

The state is never stored but derived from facts (`Facts`), so that there is a single source of truth. `unconfirmed`,
`submitted` and `rejected` are also states of a registration, before its entry exists.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# Days since the last confirmation on which the maintainer is reminded. The last one ends `dates.ASSURED_FOR`.
FIRST_REMINDER, SECOND_REMINDER, LAST_REMINDER = 335, 350, 365
REMINDER_DAYS = (FIRST_REMINDER, SECOND_REMINDER, LAST_REMINDER)
# An entry is hidden after this many days without a confirmation …
HIDDEN_AFTER = 425
# … but no sooner than this after the last reminder, however late that was.
TIME_TO_ANSWER = HIDDEN_AFTER - LAST_REMINDER
# Minimum between reminders, if the job could not run on time.
BETWEEN_REMINDERS = SECOND_REMINDER - FIRST_REMINDER
# An entry is given up after being hidden for this many days.
ARCHIVED_AFTER = 365


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for the confirmation of the address")
    SUBMITTED = "submitted", _("waits for a check")
    PUBLISHED = "published", _("public and confirmed")
    DUE = "due", _("public, to be confirmed soon")
    OVERDUE = "overdue", _("public, not confirmed for a year")
    HIDDEN = "hidden", _("hidden, not confirmed for too long")
    ARCHIVED = "archived", _("archived")
    REJECTED = "rejected", _("rejected")
    MERGED = "merged", _("merged with another entry")


class Step(models.TextChoices):
    """Actions of the daily job."""

    REMIND = "remind", _("the maintainer is asked")
    HIDE = "hide", _("the entry is hidden")
    ARCHIVE = "archive", _("the entry is given up")


BEFORE_PUBLICATION = frozenset({State.UNCONFIRMED, State.SUBMITTED, State.REJECTED})
PUBLIC = frozenset({State.PUBLISHED, State.DUE, State.OVERDUE})
# These should be confirmed.
TO_CONFIRM = frozenset({State.DUE, State.OVERDUE, State.HIDDEN})
GONE = frozenset({State.ARCHIVED, State.MERGED})

TRANSITIONS: dict[State, frozenset[State]] = {
    # The sender confirms the address, or the registration is deleted.
    State.UNCONFIRMED: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.PUBLISHED, State.REJECTED, State.MERGED}),
    # Time passes; or the maintainer withdraws, or staff unpublish or merge it.
    State.PUBLISHED: frozenset({State.DUE, State.ARCHIVED, State.MERGED}),
    State.DUE: frozenset({State.PUBLISHED, State.OVERDUE, State.ARCHIVED, State.MERGED}),
    State.OVERDUE: frozenset({State.PUBLISHED, State.HIDDEN, State.ARCHIVED, State.MERGED}),
    State.HIDDEN: frozenset({State.PUBLISHED, State.OVERDUE, State.ARCHIVED, State.MERGED}),
    # After republishing by staff, the last confirmation determines the state.
    State.ARCHIVED: PUBLIC | {State.MERGED},
    # Staff reopen the case.
    State.REJECTED: frozenset({State.SUBMITTED}),
    # Staff undo a merge.
    State.MERGED: PUBLIC,
}


def may_become(state: State, other: State) -> bool:
    """Whether an entry may change from one state to the other."""
    return other in TRANSITIONS[state]


@dataclass(frozen=True)
class Facts:
    """What determines an entry's state."""

    is_live: bool
    # Date of first publication; None if it was never public.
    published_on: date | None = None
    assured_on: date | None = None
    hidden_on: date | None = None
    is_merged: bool = False
    # Number of reminders since the last confirmation, and the date of the last one.
    reminders: int = 0
    asked_on: date | None = None


def state_from(facts: Facts, today: date) -> State:
    """Return the state of an entry on that day."""
    if facts.is_live:
        return _public_state(days_unconfirmed(facts.assured_on, facts.published_on, today))
    if facts.is_merged:
        return State.MERGED
    if facts.published_on is None:
        return State.SUBMITTED
    if facts.hidden_on and (today - facts.hidden_on).days <= ARCHIVED_AFTER:
        return State.HIDDEN
    return State.ARCHIVED


def _public_state(days: int) -> State:
    if days > LAST_REMINDER:
        return State.OVERDUE
    return State.DUE if days >= FIRST_REMINDER else State.PUBLISHED


def days_unconfirmed(assured_on: date | None, published_on: date | None, today: date) -> int:
    """Days since the last confirmation; without one, since publication."""
    since = assured_on or published_on
    return (today - since).days if since else 0


def next_step(facts: Facts, today: date) -> tuple[Step, date] | None:
    """Return the next automatic step and its day, which may be in the past; None if there is none."""
    state = state_from(facts, today)
    if state == State.HIDDEN:
        return Step.ARCHIVE, facts.hidden_on + timedelta(days=ARCHIVED_AFTER + 1)
    since = facts.assured_on or facts.published_on
    if state not in PUBLIC or since is None:
        return None
    if facts.reminders < len(REMINDER_DAYS):
        return Step.REMIND, _later(since, REMINDER_DAYS[facts.reminders], facts.asked_on, BETWEEN_REMINDERS)
    return Step.HIDE, _later(since, HIDDEN_AFTER + 1, facts.asked_on, TIME_TO_ANSWER + 1)


def day_of_hiding(facts: Facts, today: date) -> date | None:
    """Return when a public entry is hidden if nobody responds and all reminders are on time."""
    planned = next_step(facts, today)
    while planned and planned[0] == Step.REMIND:
        asked_on = max(planned[1], today)
        facts = replace(facts, reminders=facts.reminders + 1, asked_on=asked_on)
        planned = next_step(facts, today)
    return planned[1] if planned and planned[0] == Step.HIDE else None


def _later(since: date, days: int, asked_on: date | None, pause: int) -> date:
    """The planned day, or later if the pause after the last reminder requires it."""
    planned = since + timedelta(days=days)
    return max(planned, asked_on + timedelta(days=pause)) if asked_on else planned
