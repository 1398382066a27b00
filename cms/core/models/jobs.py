from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JobStateQuerySet(models.QuerySet):
    def due(self, now: datetime):
        """Time has come and nobody is at it. A lock that ran out belongs to a process that was killed."""
        return self.filter(Q(locked_until=None) | Q(locked_until__lte=now), due_at__lte=now)

    def claim(self, name: str, until: datetime) -> bool:
        """Take a due job for this process alone: of several that try at once, one gets True."""
        return bool(self.due(timezone.now()).filter(name=name).update(locked_until=until))


class JobState(models.Model):
    """When a job is due next, and until when some process has it to itself."""

    name = models.SlugField(unique=True)
    due_at = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True)

    objects = JobStateQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")

    def __str__(self):
        return self.name


class JobRun(models.Model):
    """One run of a job, for the record. Counts only: nothing here tells of a person."""

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
