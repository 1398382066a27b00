"""What happens by itself: each app registers its jobs in its `jobs.py`, the worker runs them when due.

    COUNTS = {"submissions": _("submissions")}

    @job("forget", every=timedelta(days=1), label=_("Delete what is past its time"), counts=COUNTS)
    def forget() -> dict[str, int]:
        return {"submissions": 12}

A job returns counts only, no names. It must be idempotent: after a kill it runs again from the start, once
its lock ran out. `lease` is that time, and longer than the job ever takes.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, F, When
from django.utils import timezone
from wagtail.models import Site

from .models import JobRun, JobState

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
# After a failure, a daily job does not wait a whole day.
RETRY_AFTER = timedelta(minutes=15)
# So late, somebody has to look: probably no worker is running.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[], dict[str, int] | None]
    label: str
    # What the keys of the result are called in the admin.
    counts: dict[str, str] = field(default_factory=dict)
    lease: timedelta = LEASE


_jobs: dict[str, Job] = {}


def job(
    name: str, *, every: timedelta, label: str = "", counts: dict | None = None, lease: timedelta = LEASE
):
    """Register the decorated function; it is called without arguments and returns counts or None."""

    def register(run):
        _jobs[name] = Job(name, every, run, label, counts or {}, lease)
        return run

    return register


def all_jobs() -> list[Job]:
    return list(_jobs.values())


def find_job(name: str) -> Job | None:
    return _jobs.get(name)


def run_due_jobs(should_stop: Callable[[], bool] = lambda: False) -> list[JobRun]:
    """Run what is due, each job at most once at a time in all processes; return the runs of this call."""
    _make_known(_jobs.values())
    _forget_impossible_times()
    due = JobState.objects.due(timezone.now()).filter(name__in=_jobs).order_by("due_at")
    runs = []
    for name in due.values_list("name", flat=True):
        if should_stop():
            break
        run = _run_alone(_jobs[name])
        runs += [run] if run else []
    return runs


def wake(name: str) -> None:
    """Let the worker run the job in its next round, or once more if it is at it."""
    JobState.objects.filter(name=name).update(due_at=timezone.now())


def overdue_jobs(now: datetime | None = None) -> list[Job]:
    """The jobs that should have run by now, or have never run at all."""
    now = now or timezone.now()
    due_at = dict(JobState.objects.values_list("name", "due_at"))
    return [each for each in all_jobs() if each.name not in due_at or due_at[each.name] + GRACE < now]


def _make_known(jobs: Iterable[Job]) -> None:
    known = set(JobState.objects.values_list("name", flat=True))
    missing = [JobState(name=each.name) for each in jobs if each.name not in known]
    if missing:
        JobState.objects.bulk_create(missing, ignore_conflicts=True)


def _forget_impossible_times() -> None:
    """Whoever set the clock back, from a day in the future, must not keep a job waiting until that day."""
    now = timezone.now()
    for state in JobState.objects.filter(name__in=_jobs):
        job = _jobs[state.name]
        is_due_too_late = state.due_at > now + job.every + GRACE
        is_locked_too_long = state.locked_until and state.locked_until > now + job.lease + GRACE
        if is_due_too_late or is_locked_too_long:
            JobState.objects.filter(pk=state.pk).update(due_at=min(state.due_at, now), locked_until=None)


def _run_alone(job: Job) -> JobRun | None:
    now = timezone.now()
    locked_until = now + job.lease
    if not JobState.objects.claim(job.name, locked_until):
        return None
    run = JobRun.objects.create(job=job.name, started_at=now)
    _perform(job, run)
    run.finished_at = timezone.now()
    run.save()
    pause = min(job.every, RETRY_AFTER) if run.error else job.every
    # Whoever woke it meanwhile, or took over after the lock ran out, decides about the next time.
    JobState.objects.filter(name=job.name, locked_until=locked_until).update(
        due_at=Case(When(due_at__gt=now, then=F("due_at")), default=now + pause), locked_until=None
    )
    return run


def _perform(job: Job, run: JobRun) -> None:
    # Without Redis, this process does not hear of sites that another one has added.
    Site.clear_site_root_paths_cache()
    try:
        run.counts = job.run() or {}
    except Exception as error:
        run.error = type(error).__name__
        # Without the error's text, which could hold what a citizen wrote.
        logger.error("Job %s failed: %s", job.name, run.error)
