from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .queue import MOST_INTERRUPTIONS, Queued, QueueQuerySet, has_come, is_due
from .registry import GRACE, JOBS

# For how long a job that was given up is left alone. It may be a duty, so it is tried again each day.
REST = timedelta(days=1)


class JobStateQuerySet(QueueQuerySet):
    def due(self, now: datetime | None = None):
        """Those of registered jobs, each by its own interval."""
        now = now or timezone.now()
        each = (Q(name=job.name) & is_due(now, job.every + GRACE, job.lease + GRACE) for job in JOBS.values())
        has_rested = Q(rests_until=None) | has_come("rests_until", now, REST)
        return self.filter(has_rested, reduce(or_, each, Q(pk__in=[])))


class JobState(Queued):
    """When a job is due next, and until when some process has it to itself."""

    name = models.SlugField(unique=True)
    # Given up until then, because its worker was killed again and again.
    rests_until = models.DateTimeField(null=True, editable=False)

    objects = JobStateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self):
        return self.name

    @property
    def lease(self) -> timedelta:
        return JOBS[self.name].lease

    def given_up(self, now: datetime) -> dict:
        return {"interruptions": 0} if JOBS[self.name].counts_tries else {"rests_until": now + REST}


class ErrandQuerySet(QueueQuerySet):
    def waiting(self):
        return self.filter(interruptions__lt=MOST_INTERRUPTIONS)

    def given_up(self):
        return self.filter(interruptions__gte=MOST_INTERRUPTIONS)


class Errand(Queued):
    """What a request left to the worker (`cms.jobs.later`); forgotten as soon as it is done."""

    name = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)

    objects = ErrandQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    lease = timedelta(minutes=5)
    # It waits a minute at most, so what is further ahead was written by a wrong clock.
    longest_wait = longest_lease = timedelta(minutes=10)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name


class JobRun(models.Model):
    """One run of a job, for the record. Counts only: none of it says anything about a person."""

    job = models.SlugField(_("job"))
    started_at = models.DateTimeField(_("started"), default=timezone.now, db_index=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    counts = models.JSONField(_("result"), default=dict)
    # The class of the error: its text could hold what a citizen wrote.
    error = models.CharField(_("error"), max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["job", "-started_at"])]

    def __str__(self):
        return f"{self.job} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def did_something(self) -> bool:
        return any(self.counts.values())
