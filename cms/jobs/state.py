"""Runs the jobs that are due, and knows which are late."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Case, F, When
from django.utils import timezone
from wagtail.models import Site

from .models import JobRun, JobState
from .registry import GRACE, JOBS, Job

logger = logging.getLogger(__name__)

# After a failure, a daily job does not wait a whole day.
RETRY_AFTER = timedelta(minutes=15)


def run_due_jobs(should_stop: Callable[[], bool] = lambda: False) -> list[JobRun]:
    """Run what is due, each job at most once at a time in all processes; return the runs of this call."""
    _make_known()
    return [_run(state) for state in JobState.objects.order_by("due_at").drain(should_stop)]


def wake(name: str) -> None:
    """Let the worker run the job in its next round, or once more if it is at it."""
    JobState.objects.filter(name=name).update(due_at=timezone.now())


def overdue_jobs(now: datetime | None = None) -> list[Job]:
    """The jobs that should have run by now, or have never run at all."""
    now = now or timezone.now()
    due_at = dict(JobState.objects.values_list("name", "due_at"))
    return [job for job in JOBS.values() if job.name not in due_at or due_at[job.name] + GRACE < now]


def perform(job: Job, run: JobRun) -> None:
    # Without Redis, this process does not hear of sites that another one has added.
    Site.clear_site_root_paths_cache()
    try:
        run.counts = job.run() or {}
    except Exception as error:
        run.error = type(error).__name__
        # Without the error's text, which could hold what a citizen wrote.
        logger.error("Job %s failed: %s", job.name, run.error)
    run.finished_at = timezone.now()


def _make_known() -> None:
    known = set(JobState.objects.values_list("name", flat=True))
    missing = [JobState(name=name) for name in JOBS if name not in known]
    JobState.objects.bulk_create(missing, ignore_conflicts=True)


def _run(state: JobState) -> JobRun:
    job = JOBS[state.name]
    run = JobRun.objects.create(job=job.name)
    perform(job, run)
    run.save()
    next_time = run.started_at + (min(job.every, RETRY_AFTER) if run.error else job.every)
    # If it was woken in the meantime, that decides about the next time.
    due_at = Case(When(due_at=state.due_at, then=next_time), default=F("due_at"))
    state.release(due_at=due_at, interruptions=0, rests_until=None)
    return run
