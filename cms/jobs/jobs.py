from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .later import run_errands
from .models import JobRun
from .registry import QUEUES, Queue, job
from .state import run_due_jobs

KEEP_RUNS = timedelta(days=90)
KEEP_IDLE_RUNS = timedelta(days=1)

QUEUES.register(Queue("jobs", run_due_jobs), Queue("errands", run_errands))


@job("forget-runs", every=timedelta(days=1), label=_("Shorten the record of jobs"))
def forget_runs() -> dict[str, int]:
    now = timezone.now()
    JobRun.objects.filter(started_at__lt=now - KEEP_RUNS).delete()
    idle = [
        run.pk
        for run in JobRun.objects.filter(started_at__lt=now - KEEP_IDLE_RUNS, error="").iterator()
        if run.is_finished and not run.did_something
    ]
    # What these runs count is nothing that happened to the site.
    for start in range(0, len(idle), 500):
        JobRun.objects.filter(pk__in=idle[start : start + 500]).delete()
    return {}
