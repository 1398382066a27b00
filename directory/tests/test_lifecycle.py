"""The whole table: which state follows from which facts, and which state may follow which."""

from datetime import date, timedelta
from itertools import product

import pytest

from directory.domain.lifecycle import (
    BEFORE_PUBLICATION,
    GONE,
    PUBLIC,
    TO_CONFIRM,
    TRANSITIONS,
    Facts,
    State,
    Step,
    may_become,
    next_step,
    state_from,
)
from directory.models import Maintainership, Tombstone

from .factories import make_entry

TODAY = date(2027, 3, 1)
LONG_AGO = date(2020, 1, 1)

# A row per state, a column per next state: x where it may follow.
MAY_FOLLOW = """
             unconfirmed submitted published due overdue hidden archived rejected merged
unconfirmed       .          x         .      .     .      .       .        .       .
submitted         .          .         x      .     .      .       .        x       x
published         .          .         .      x     .      .       x        .       x
due               .          .         x      .     x      .       x        .       x
overdue           .          .         x      .     .      x       x        .       x
hidden            .          .         x      .     x      .       x        .       x
archived          .          .         x      x     x      .       .        .       x
rejected          .          x         .      .     .      .       .        .       .
merged            .          .         x      x     x      .       .        .       .
"""


def table() -> dict[tuple[str, str], bool]:
    header, *rows = (line.split() for line in MAY_FOLLOW.strip().splitlines())
    return {
        (row[0], column): mark == "x" for row in rows for column, mark in zip(header, row[1:], strict=True)
    }


@pytest.mark.parametrize(("state", "other"), product(State, State))
def test_each_pair_of_states_is_decided(state, other):
    assert may_become(state, other) == table()[state.value, other.value]


def test_every_state_belongs_to_one_set():
    sets = [BEFORE_PUBLICATION, PUBLIC, {State.HIDDEN}, GONE]
    assert sorted(state for each in sets for state in each) == sorted(State)
    assert set(TRANSITIONS) == set(State)
    assert PUBLIC - {State.PUBLISHED} == TO_CONFIRM & PUBLIC


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-3, State.PUBLISHED),
        (0, State.PUBLISHED),
        (334, State.PUBLISHED),
        (335, State.DUE),
        (350, State.DUE),
        (365, State.DUE),
        (366, State.OVERDUE),
        (425, State.OVERDUE),
        (426, State.OVERDUE),
        (5000, State.OVERDUE),
    ],
)
@pytest.mark.parametrize("known_by", ["assured_on", "published_on"])
def test_time_makes_a_public_entry_due_and_overdue(days, state, known_by):
    facts = Facts(is_live=True, **{"published_on": LONG_AGO} | {known_by: ago(days)})
    assert state_from(facts, TODAY) == state


def test_a_confirmation_counts_and_not_the_day_of_publishing():
    facts = Facts(is_live=True, published_on=LONG_AGO, assured_on=ago(1))
    assert state_from(facts, TODAY) == State.PUBLISHED


@pytest.mark.parametrize("is_merged", [False, True])
@pytest.mark.parametrize("hidden_on", [None, ago(0), ago(365), ago(366)])
@pytest.mark.parametrize("published_on", [None, LONG_AGO])
def test_an_entry_that_is_not_live(published_on, hidden_on, is_merged):
    facts = Facts(False, published_on, ago(430), hidden_on, is_merged)
    if is_merged:
        expected = State.MERGED
    elif published_on is None:
        expected = State.SUBMITTED
    elif hidden_on in {ago(0), ago(365)}:
        expected = State.HIDDEN
    else:
        expected = State.ARCHIVED
    assert state_from(facts, TODAY) == expected


@pytest.mark.parametrize("hidden_on", [None, ago(3)])
@pytest.mark.parametrize("is_merged", [False, True])
def test_what_is_live_is_public_whatever_was_before(hidden_on, is_merged):
    facts = Facts(True, LONG_AGO, ago(1), hidden_on, is_merged)
    assert state_from(facts, TODAY) in PUBLIC


@pytest.mark.parametrize(
    ("reminders", "asked", "step", "in_days"),
    [
        (0, None, Step.REMIND, 335),
        (1, 335, Step.REMIND, 350),
        (2, 350, Step.REMIND, 365),
        (3, 365, Step.HIDE, 426),
        # The job did not run for a while: no two reminders within a fortnight, and time to respond.
        (1, 380, Step.REMIND, 395),
        (2, 395, Step.REMIND, 410),
        (3, 410, Step.HIDE, 471),
    ],
)
def test_what_happens_next(reminders, asked, step, in_days):
    day = asked and LONG_AGO + timedelta(days=asked)
    facts = Facts(True, date(2019, 1, 1), LONG_AGO, reminders=reminders, asked_on=day)
    assert next_step(facts, TODAY) == (step, LONG_AGO + timedelta(days=in_days))


def test_a_hidden_entry_is_given_up_after_a_year_and_then_nothing_happens():
    facts = Facts(False, LONG_AGO, LONG_AGO, hidden_on=TODAY)
    assert next_step(facts, TODAY) == (Step.ARCHIVE, TODAY + timedelta(days=366))
    assert next_step(facts, TODAY + timedelta(days=366)) is None
    assert next_step(Facts(is_live=False), TODAY) is None


def test_the_state_of_a_page(directory):
    draft, page = make_entry(directory, "Entwurf", live=False), make_entry(directory, "Öffentlich")
    Maintainership.objects.create(page=page, assured_on=LONG_AGO)
    assert (draft.state_today(), page.state_today()) == (State.SUBMITTED, State.OVERDUE)
    page.unpublish()
    page.refresh_from_db()
    assert page.state_today() == State.ARCHIVED
    Tombstone.objects.filter(public_id=page.public_id).update(merged_into=draft.public_id)
    assert page.state_today() == State.MERGED
