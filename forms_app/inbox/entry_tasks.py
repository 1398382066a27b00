"""Lists reported errors among the directory's tasks, besides the inbox."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from directory.workflow.tasks import Action, Task, TaskKind

from ..intake.entry_reports import ABOUT
from ..models import Submission

INSPECT = "einsendungen_modeladmin_inspect"


def _rows(user):
    reports = Submission.objects.allowed_to(user).open().filter(kind=Submission.Kind.ENTRY)
    return reports.select_related("page").order_by("received_at", "pk")


def _to_task(report: Submission) -> Task:
    address = reverse(INSPECT, args=[report.pk])
    actions = [Action(_now("Read"), address)]
    if report.organisation_id:
        edit = reverse("wagtailadmin_pages:edit", args=[report.organisation_id])
        actions.append(Action(_now("Change the entry"), edit))
    return Task(report.answer(ABOUT), address, report.received_at, _what(report), tuple(actions))


def _what(report: Submission) -> str:
    known = {report.sender_email}
    said = (each["value"] for each in report.answers if each["name"] != ABOUT and each["value"] not in known)
    return Truncator("; ".join(filter(None, said))).chars(160)


REPORTS = TaskKind(
    "reports",
    label=_("Errors reported in entries"),
    hint=_("Somebody noticed something. Correct the entry, then close the case."),
    rows=_rows,
    to_task=_to_task,
    order=25,
)
