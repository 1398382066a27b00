from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone

from cms.jobs.models import REST, JobState
from cms.jobs.queue import MOST_INTERRUPTIONS, next_attempt
from cms.jobs.registry import GRACE, JOBS, LEASE, Job
from cms.jobs.report import waiting_jobs
from cms.jobs.state import run_due_jobs
from tests.support.making import make_user

pytestmark = pytest.mark.django_db
SCHEDULE = [timedelta(minutes=1), timedelta(minutes=10)]


@pytest.fixture
def row():
    with JOBS.replaced(Job("count", timedelta(hours=1), dict, "Count")):
        yield JobState.objects.create(name="count")


def test_row_is_nobody_elses_until_the_lease_ends(row, time_travel):
    assert JobState.objects.claim(row.pk)
    assert not JobState.objects.due()
    assert JobState.objects.claim(row.pk) is None
    time_travel(timezone.now() + LEASE + timedelta(seconds=1))
    assert JobState.objects.claim(row.pk) == row


@pytest.mark.parametrize(
    "meanwhile", [{"locked_until": timezone.now()}, {"due_at": timezone.now() - timedelta(hours=1)}, None]
)
def test_row_that_changed_since_it_was_found_is_not_claimed(row, monkeypatch, meanwhile):
    """As when another process claims, releases or erases it between our two queries."""

    def first(found):
        [claimed] = found[:1]
        rows = JobState.objects.filter(pk=row.pk)
        rows.update(**meanwhile) if meanwhile else rows.delete()
        return claimed

    monkeypatch.setattr("cms.jobs.models.JobStateQuerySet.first", first)
    assert JobState.objects.claim(row.pk) is None


def test_process_whose_row_was_taken_over_notes_nothing(row, time_travel):
    late = JobState.objects.claim(row.pk)
    time_travel(timezone.now() + LEASE + timedelta(seconds=1))
    current = JobState.objects.claim(row.pk)

    assert not late.release(due_at=timezone.now())
    assert current.release()
    assert JobState.objects.get().due_at == row.due_at


def test_drain_ends_between_two_rows_when_asked(row):
    assert list(JobState.objects.drain(lambda: True)) == []
    assert list(JobState.objects.drain()) == [row]


@pytest.mark.parametrize("ahead", [timedelta(days=4000), LEASE + GRACE + timedelta(minutes=1)])
def test_lease_from_a_clock_that_ran_ahead_holds_nobody(row, ahead):
    JobState.objects.update(locked_until=timezone.now() + ahead)

    assert JobState.objects.claim(row.pk)


@pytest.mark.parametrize(("minutes", "expected"), [(0, 1), (1, 10), (9, 10), (10, None), (99, None)])
def test_attempts_follow_the_schedule_until_it_is_over(minutes, expected):
    since = timezone.now()

    moment = next_attempt(since, SCHEDULE, since + timedelta(minutes=minutes))

    assert moment == (since + timedelta(minutes=expected) if expected else None)


def test_next_attempt_is_not_too_close():
    since = timezone.now()
    now = since + timedelta(seconds=50)

    assert next_attempt(since, SCHEDULE, now, timedelta(seconds=30)) == since + SCHEDULE[1]


def kill_its_worker(row, time_travel) -> bool:
    """Claim it and die: nobody releases it. Return False when it is not handed out any more."""
    claimed = JobState.objects.claim(row.pk)
    time_travel(timezone.now() + LEASE + timedelta(seconds=1))
    return bool(claimed)


def test_job_that_kills_its_worker_is_given_up_after_three_tries_and_told(row, time_travel, client, home):
    tries = 0
    while kill_its_worker(row, time_travel):
        tries += 1
        assert tries < 10
    assert tries == MOST_INTERRUPTIONS
    assert not JobState.objects.due()

    client.force_login(make_user("chefin", is_superuser=True))
    assert "aufgegeben" in client.get(reverse("jobs")).content.decode()
    assert [
        item.label
        for item in waiting_jobs(SimpleNamespace(user=get_user(client)))
        if item.count and "drei" in item.label
    ] == ["Aufgegeben nach drei Versuchen"]


def test_job_that_was_given_up_is_tried_once_a_day(row, time_travel):
    while kill_its_worker(row, time_travel):
        pass
    time_travel(timezone.now() + REST)
    assert kill_its_worker(row, time_travel)
    assert not kill_its_worker(row, time_travel)

    time_travel(timezone.now() + REST)
    run_due_jobs()
    row.refresh_from_db()
    assert (row.interruptions, row.rests_until) == (0, None)


def test_run_to_the_end_forgives_interruptions_before(row, time_travel):
    for _time in range(4):
        assert kill_its_worker(row, time_travel)
        run_due_jobs()
        row.refresh_from_db()
        assert row.interruptions == 0
        time_travel(timezone.now() + timedelta(hours=2))


def test_failure_while_the_clock_was_ahead_is_tried_again_soon():
    now = timezone.now()

    assert next_attempt(now + timedelta(days=2), SCHEDULE, now) == now + SCHEDULE[0]
