"""The admin page "Aufgaben": when each job ran, its result, and whether it is late."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.common.todo_items import TodoItem

from .models import JobRun, JobState
from .registry import JOBS, Job
from .state import overdue_jobs

PERMISSION = "jobs.view_jobrun"
RECENT = 50


def waiting_jobs(request) -> list[TodoItem]:
    if not request.user.has_perm(PERMISSION):
        return []
    url = reverse("jobs")
    failed = sum(1 for run in _last_runs().values() if run.error)
    given_up = JobState.objects.filter(name__in=list(JOBS), rests_until__gt=timezone.now()).count()
    return [
        TodoItem(gettext("Jobs that did not run when they should"), len(overdue_jobs()), url),
        TodoItem(gettext("Jobs that failed"), failed, url),
        TodoItem(gettext("Jobs that were given up after three tries"), given_up, url),
    ]


class JobsView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Jobs")
    header_icon = "tasks"
    template_name = "jobs/jobs.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        states = {state.name: state for state in JobState.objects.all()}
        last_runs, late = _last_runs(), overdue_jobs()
        jobs = [
            {
                "job": job,
                "state": states.get(job.name),
                "run": last_runs.get(job.name),
                "result": result_in_words(last_runs.get(job.name)),
                "is_late": job in late,
            }
            for job in sorted(JOBS.values(), key=lambda job: str(job.label))
        ]
        return super().get_context_data(jobs=jobs, runs=_recent_runs(), **kwargs)


def result_in_words(run: JobRun | None) -> str:
    """Return what a run did, such as "published: 2"; "" if there was nothing to do."""
    if run is None:
        return ""
    job = JOBS.get(run.job)
    labels = job.counts if job else {}
    return ", ".join(f"{labels.get(key, key)}: {count}" for key, count in run.counts.items() if count)


def _last_runs() -> dict[str, JobRun]:
    names = [job.name for job in JOBS.values()]
    last = (JobRun.objects.filter(job=name, finished_at__isnull=False).first() for name in names)
    return {run.job: run for run in last if run}


def _recent_runs() -> list[dict]:
    """The latest runs that did something, failed, or were interrupted."""
    latest = JobRun.objects.all()[: RECENT * 20]
    noteworthy = (run for run in latest if run.error or run.did_something or not run.is_finished)
    return [
        {"run": run, "label": _label(JOBS.get(run.job), run), "result": result_in_words(run)}
        for run, _number in zip(noteworthy, range(RECENT), strict=False)
    ]


def _label(job: Job | None, run: JobRun) -> str:
    return job.label if job else run.job
