"""Never overbooked: forty sign-ups at once for five places, on both databases, with a process killed in the middle."""

import json
import signal

import pytest

from .support.databases import KINDS, prepared_on

pytestmark = pytest.mark.services

RUSH = "from tests.support.rush import rush; print(rush())"


@pytest.fixture(scope="module", params=KINDS)
def steps(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("rush")
    with prepared_on(request.param, folder / "prepared") as prepared:
        if prepared is None:
            pytest.skip("PostgreSQL is not installed")
        yield json.loads(prepared.copy(folder / "data").shell(RUSH))


def test_five_places_are_held_and_all_others_are_told_that_there_is_none(steps):
    sent = steps["sent"]

    assert sent["answers"] == {"303": 40}
    assert sent["states"] == {"held": 5, "asked": 35}
    assert sent["mails"] == {"signup-held": 5, "signup-asked": 35}


def test_who_confirms_has_the_place_or_a_rank(steps):
    confirmed = steps["confirmed"]

    assert confirmed["answers"] == {"303": 38}
    assert confirmed["states"] == {"confirmed": 3, "held": 2, "waiting": 35}
    assert confirmed["mails"]["signup-confirmed"] == 3
    assert confirmed["mails"]["signup-waiting"] == 35


def test_what_a_killed_process_had_begun_is_as_if_it_had_not(steps):
    killed = steps["killed"]

    assert killed["signal"] == signal.SIGKILL
    assert killed["states"] == steps["confirmed"]["states"]
    assert killed["mails"] == steps["confirmed"]["mails"]


def test_those_who_did_not_confirm_are_replaced_in_order(steps):
    assert steps["swept"]["states"] == {"confirmed": 3, "expired": 2, "offered": 2, "waiting": 33}
    assert steps["in order"]
    assert steps["swept"]["mails"]["signup-offered"] == 2


def test_cancelling_three_moves_up_exactly_three(steps):
    states = steps["cancelled"]["states"]

    assert states == {"confirmed": 2, "cancelled": 3, "expired": 2, "offered": 3, "waiting": 30}
    assert steps["next in order"]
    assert steps["cancelled"]["mails"]["signup-offered"] == 5


def test_there_are_never_more_than_five_and_each_is_mailed_once(steps):
    facts = [step for step in steps.values() if isinstance(step, dict)]

    assert [step["taken"] for step in facts] == [5, 5, 5, 5, 5]
    assert [step["mailed twice"] for step in facts] == [0] * 5
