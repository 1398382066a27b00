from datetime import UTC, datetime, timedelta

import pytest

from joining.signups.rules import (
    ENDED,
    HAS_DEADLINE,
    HOLD,
    TAKING,
    UNCONFIRMED,
    Event,
    State,
    after,
    deadline,
)

H, A, W, F, C, E, X = State
TABLE = {
    # state: (confirms, cancels, moves up, lets the time pass)
    H: (C, X, None, E),
    A: (W, X, None, E),
    W: (None, X, F, E),
    F: (C, X, None, E),
    C: (None, X, None, None),
    E: (None, None, None, None),
    X: (None, None, None, None),
}
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(("column", "event"), enumerate(Event))
def test_each_event_in_each_state(state, column, event):
    assert after(state, event) == TABLE[state][column]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", Event)
def test_free_place_only_matters_to_whoever_confirms_for_the_waiting_list(state, event):
    expected = C if (state, event) == (A, Event.CONFIRM) else after(state, event)

    assert after(state, event, fits=True) == expected


def test_sets_of_states():
    assert {H, F, C} == TAKING
    assert {H, A} == UNCONFIRMED
    assert {E, X} == ENDED
    assert {H, A, F} == HAS_DEADLINE


@pytest.mark.parametrize(
    ("left", "held"),
    [
        (None, HOLD),
        (timedelta(days=30), HOLD),
        (timedelta(days=4), HOLD),
        (timedelta(hours=8), timedelta(hours=2)),
        (timedelta(minutes=4), timedelta(minutes=1)),
        (timedelta(hours=-1), timedelta(0)),
    ],
)
def test_place_is_held_for_a_day_or_a_quarter_of_the_time_left(left, held):
    last_moment = None if left is None else NOW + left

    assert deadline(NOW, last_moment) == NOW + held
