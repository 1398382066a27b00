"""The life of an entry: its states, which follows which, and on which days.

Nothing here is stored: an entry's state follows from what is known of it (`Facts`), so that there is no
second truth. `unconfirmed`, `submitted` and `rejected` are states of a registration, too, before its entry
exists.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Days since the last confirmation on which the keeper is asked. The last one ends `dates.ASSURED_FOR`.
FIRST_REMINDER, SECOND_REMINDER, LAST_REMINDER = 335, 350, 365
REMINDER_DAYS = (FIRST_REMINDER, SECOND_REMINDER, LAST_REMINDER)
# The entry is hidden after so many days without a confirmation …
HIDDEN_AFTER = 425
# … though never sooner after the last reminder, however late that was.
TIME_TO_ANSWER = HIDDEN_AFTER - LAST_REMINDER
# At least so long after the one before, when the job could not run on its day.
BETWEEN_REMINDERS = SECOND_REMINDER - FIRST_REMINDER
# Hidden for so many days, an entry is given up.
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
    """What the daily job does."""

    REMIND = "remind", _("the keeper is asked")
    HIDE = "hide", _("the entry is hidden")
    ARCHIVE = "archive", _("the entry is given up")


BEFORE_PUBLICATION = frozenset({State.UNCONFIRMED, State.SUBMITTED, State.REJECTED})
PUBLIC = frozenset({State.PUBLISHED, State.DUE, State.OVERDUE})
# Somebody should confirm these.
TO_CONFIRM = frozenset({State.DUE, State.OVERDUE, State.HIDDEN})
GONE = frozenset({State.ARCHIVED, State.MERGED})

TRANSITIONS: dict[State, frozenset[State]] = {
    # The sender confirms her address; else the registration vanishes.
    State.UNCONFIRMED: frozenset({State.SUBMITTED}),
    State.SUBMITTED: frozenset({State.PUBLISHED, State.REJECTED, State.MERGED}),
    # Time passes; or the keeper withdraws, or staff unpublish or merge it.
    State.PUBLISHED: frozenset({State.DUE, State.ARCHIVED, State.MERGED}),
    State.DUE: frozenset({State.PUBLISHED, State.OVERDUE, State.ARCHIVED, State.MERGED}),
    State.OVERDUE: frozenset({State.PUBLISHED, State.HIDDEN, State.ARCHIVED, State.MERGED}),
    State.HIDDEN: frozenset({State.PUBLISHED, State.OVERDUE, State.ARCHIVED, State.MERGED}),
    # What staff publish again is in the state that its last confirmation gives it.
    State.ARCHIVED: PUBLIC | {State.MERGED},
    # Staff open the case again.
    State.REJECTED: frozenset({State.SUBMITTED}),
    # Staff take two entries apart again.
    State.MERGED: PUBLIC,
}


def may_become(state: State, other: State) -> bool:
    """Whether an entry of the one state can be in the other next."""
    return other in TRANSITIONS[state]


@dataclass(frozen=True)
class Facts:
    """What an entry's state follows from."""

    is_live: bool
    # First published on; None for what was never public.
    published_on: date | None = None
    assured_on: date | None = None
    hidden_on: date | None = None
    is_merged: bool = False
    # How often the keeper was asked since the last confirmation, and when last.
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
    """Days since somebody stood for the entry; for one that nobody ever confirmed, since it was published."""
    since = assured_on or published_on
    return (today - since).days if since else 0


def next_step(facts: Facts, today: date) -> tuple[Step, date] | None:
    """Return what happens next by itself and on which day, which may have passed; None when nothing does."""
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
    """Return when a public entry is hidden if nobody answers and nothing delays the questions."""
    planned = next_step(facts, today)
    while planned and planned[0] == Step.REMIND:
        asked_on = max(planned[1], today)
        facts = replace(facts, reminders=facts.reminders + 1, asked_on=asked_on)
        planned = next_step(facts, today)
    return planned[1] if planned and planned[0] == Step.HIDE else None


def _later(since: date, days: int, asked_on: date | None, pause: int) -> date:
    """The day of the plan; or later, so that the pause after the last reminder is kept."""
    planned = since + timedelta(days=days)
    return max(planned, asked_on + timedelta(days=pause)) if asked_on else planned


def facts_of(page) -> Facts:
    """Return what is known of an entry's page: one query, unless its stewardship is loaded already."""
    from .models import Tombstone

    keeping = getattr(page, "stewardship", None)
    is_merged = not page.live and (
        Tombstone.objects.filter(public_id=page.public_id, merged_into__isnull=False).exists()
    )
    return Facts(
        is_live=page.live,
        published_on=page.first_published_at and timezone.localdate(page.first_published_at),
        assured_on=keeping and keeping.assured_on,
        hidden_on=keeping and keeping.hidden_on,
        is_merged=is_merged,
        reminders=keeping.counted_reminders if keeping else 0,
        asked_on=keeping.asked_on if keeping and keeping.counted_reminders else None,
    )


def state_of(page, today: date | None = None) -> State:
    """Return the state of an entry's page, today or on another day."""
    return state_from(facts_of(page), today or timezone.localdate())
