from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cms.jobs.jobs import forget_runs
from cms.jobs.models import JobRun, JobState
from cms.jobs.registry import JOBS, Job
from cms.jobs.state import overdue_jobs, run_due_jobs
from cms.mail.jobs import forget_mails
from cms.mail.models import Mail
from cms.mail.queueing import queue
from cms.publishing.jobs import publish_scheduled
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls():
    """A registered job, "count", that records its calls."""
    calls = []

    def run():
        calls.append(timezone.now())
        return {"things": 2}

    with JOBS.replaced(Job("count", timedelta(hours=1), run, "Count")):
        yield calls


@pytest.fixture
def broken():
    def run():
        raise RuntimeError("Ruth Geheim")

    with JOBS.replaced(Job("broken", timedelta(days=1), run, "Broken")):
        yield


def test_due_job_runs_once_and_is_logged(calls):
    run_due_jobs()
    run_due_jobs()

    run = JobRun.objects.get()
    assert len(calls) == 1
    assert (run.job, run.counts, run.error) == ("count", {"things": 2}, "")
    assert run.is_finished


def test_job_runs_again_when_its_time_has_come(calls, time_travel):
    run_due_jobs()
    time_travel(timezone.now() + timedelta(minutes=61))
    run_due_jobs()

    assert len(calls) == 2


def test_job_that_another_process_has_is_left_to_it(calls):
    JobState.objects.create(name="count", locked_until=timezone.now() + timedelta(minutes=5))

    assert run_due_jobs() == []
    assert not calls


def test_job_of_a_killed_process_runs_when_its_lock_ran_out(calls):
    JobState.objects.create(name="count", locked_until=timezone.now() - timedelta(seconds=1))

    run_due_jobs()

    assert len(calls) == 1


def test_only_one_of_two_claims_wins(calls):
    state = JobState.objects.create(name="count")

    assert JobState.objects.claim(state.pk)
    assert not JobState.objects.claim(state.pk)


@pytest.mark.parametrize("field", ["due_at", "locked_until"])
def test_job_does_not_wait_for_a_day_that_a_wrong_clock_wrote(calls, field):
    run_due_jobs()
    future = {"due_at": timezone.now() - timedelta(minutes=1)} | {
        field: timezone.now() + timedelta(days=4000)
    }
    JobState.objects.update(**future)

    run_due_jobs()

    assert len(calls) == 2
    assert not overdue_jobs()


def test_failed_job_is_tried_again_soon_and_tells_nothing_of_people(broken, caplog):
    begin = timezone.now()
    [run] = run_due_jobs()

    due_at = JobState.objects.get().due_at
    assert run.error == "RuntimeError"
    assert due_at - begin < timedelta(minutes=16)
    assert "RuntimeError" in caplog.text
    assert "Geheim" not in caplog.text


def test_failed_job_does_not_hold_up_the_next(calls):
    def fail():
        raise RuntimeError

    broken = Job("broken", timedelta(hours=1), fail, "Broken")
    with JOBS.replaced(broken, *JOBS.values()):
        run_due_jobs()

    assert len(calls) == 1


def test_no_job_begins_after_the_call_to_stop(calls):
    run_due_jobs(should_stop=lambda: True)

    assert not calls


def test_job_is_overdue_when_nobody_ran_it(calls, time_travel):
    assert [job.name for job in overdue_jobs()] == ["count"]
    run_due_jobs()
    assert overdue_jobs() == []
    time_travel(timezone.now() + timedelta(hours=2))
    assert [job.name for job in overdue_jobs()] == ["count"]


def test_command_tells_what_ran(calls):
    output = StringIO()

    call_command("run_due_jobs", stdout=output)

    assert output.getvalue() == "count: {'things': 2}\n"


def test_command_fails_when_a_job_did(broken):
    with pytest.raises(CommandError):
        call_command("run_due_jobs", stdout=StringIO())


def test_page_shows_each_job_with_its_last_run(client, home, calls):
    make_page(home, "Verzeichnis", model="directory.DirectoryPage")
    client.force_login(make_user(group="Leitung"))
    run_due_jobs()

    html = client.get(reverse("jobs")).content.decode()

    assert "Count" in html
    assert "things: 2" in html


def test_start_page_names_overdue_and_failed_jobs(client, home, broken):
    client.force_login(make_user(group="Leitung"))
    url = f'href="{reverse("jobs")}"'
    before = client.get(reverse("wagtailadmin_home")).content.decode()
    run_due_jobs()
    after = client.get(reverse("wagtailadmin_home")).content.decode()

    assert waiting_lines(before, url) == waiting_lines(after, url) == 1


def waiting_lines(html: str, url: str) -> int:
    return html.count(f'class="waiting__item" {url}')


def test_scheduled_pages_come_and_go_on_their_day(home, time_travel):
    in_an_hour = timezone.now() + timedelta(hours=1)
    coming = make_page(home, "Bald", live=False, go_live_at=in_an_hour)
    coming.save_revision().publish()
    leaving = make_page(home, "Vorbei", expire_at=in_an_hour)

    assert publish_scheduled() == {"published": 0, "withdrawn": 0}
    time_travel(in_an_hour + timedelta(minutes=1))
    counts = publish_scheduled()

    coming.refresh_from_db()
    leaving.refresh_from_db()
    assert (coming.live, leaving.live) == (True, False)
    assert counts == {"published": 1, "withdrawn": 1}
    assert publish_scheduled() == {"published": 0, "withdrawn": 0}


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        (Mail.State.SENT, 13, True),
        (Mail.State.SENT, 15, False),
        (Mail.State.FAILED, 89, True),
        (Mail.State.FAILED, 91, False),
        (Mail.State.WAITING, 400, True),
        (Mail.State.RETRYING, 400, True),
    ],
)
def test_mails_are_forgotten_in_time(state, days, is_kept):
    email = queue("reply", to="a@example.org", site=None, context={"reference": "1", "message": "x"})
    Mail.objects.filter(pk=email.pk).update(state=state, ended_at=timezone.now() - timedelta(days=days))

    counts = forget_mails()

    assert Mail.objects.exists() == is_kept
    assert sum(counts.values()) == (not is_kept)


@pytest.mark.parametrize(
    ("hours", "fields", "is_kept"),
    [
        (2, {}, True),
        (25, {}, False),
        (25, {"counts": {"sent": 1}}, True),
        (25, {"error": "RuntimeError"}, True),
        (25, {"finished_at": None}, True),
        (91 * 24, {"counts": {"sent": 1}}, False),
    ],
)
def test_record_of_jobs_stays_short(hours, fields, is_kept):
    started_at = timezone.now() - timedelta(hours=hours)
    JobRun.objects.create(job="x", started_at=started_at, **{"finished_at": started_at} | fields)

    forget_runs()

    assert JobRun.objects.exists() == is_kept
