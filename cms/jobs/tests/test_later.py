"""What a request leaves to the worker."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.jobs.later import later, run_errands
from cms.jobs.models import Errand
from cms.jobs.queue import MOST_INTERRUPTIONS

pytestmark = pytest.mark.django_db
done = []


@later
def note(word: str) -> None:
    done.append(word)


@later
def fail() -> None:
    raise ValueError("secret@example.org")


@pytest.fixture(autouse=True)
def _worker(settings):
    settings.ERRANDS_IN_WORKER = True
    done.clear()


def test_worker_does_it_once():
    note.later(word="Hallo")
    assert done == []
    run_errands()
    run_errands()
    assert done == ["Hallo"]
    assert not Errand.objects.exists()


def test_without_a_worker_it_is_done_at_once(settings):
    settings.ERRANDS_IN_WORKER = False
    note.later(word="Hallo")
    assert done == ["Hallo"]


def test_failure_holds_up_nothing_and_is_given_up(time_travel, caplog):
    fail.later()
    note.later(word="Hallo")
    for number in range(MOST_INTERRUPTIONS + 1):
        time_travel(timezone.now() + timedelta(minutes=2 * number))
        run_errands()
    assert done == ["Hallo"]
    assert not Errand.objects.exists()
    assert "secret" not in caplog.text


def test_failures_and_kills_count_together(time_travel):
    fail.later()
    run_errands()
    for minutes in (2, 8):
        time_travel(timezone.now() + timedelta(minutes=minutes))
        assert Errand.objects.claim(Errand.objects.get().pk)
    time_travel(timezone.now() + timedelta(hours=1))
    run_errands()
    run_errands()
    assert not Errand.objects.exists()


def test_what_kills_the_worker_is_given_up(time_travel):
    note.later(word="Hallo")
    for number in range(MOST_INTERRUPTIONS):
        time_travel(timezone.now() + timedelta(minutes=6 * (number + 1)))
        errand = Errand.objects.claim(Errand.objects.get().pk)
        assert errand.interruptions == number
    time_travel(timezone.now() + timedelta(hours=1))
    run_errands()
    run_errands()
    assert done == []
    assert not Errand.objects.exists()
