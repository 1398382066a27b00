from datetime import timedelta
from time import monotonic

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.registry import job

from ..models import ImportRow, ImportRun
from .running import JOB, carry_on

KEEP_FOR = timedelta(days=30)
# The longest that mails wait; the rest continues a minute later. The lease of a killed worker ends soon after.
SECONDS = 40


@job(
    JOB,
    every=timedelta(minutes=1),
    label=_("Check, import and undo tables for the directory"),
    counts={"imports": _("tables")},
    lease=timedelta(minutes=2),
)
def carry_on_with_imports() -> dict[str, int]:
    until, found = monotonic() + SECONDS, set()
    # Evaluated again each time, since another run may start meanwhile.
    under_way = ImportRun.objects.filter(status__in=ImportRun.UNDER_WAY).order_by("pk")
    while monotonic() < until and (run := under_way.first()):
        found.add(run.pk)
        carry_on(run, until - monotonic())
    return {"imports": len(found)}


@job(
    "forget-imports",
    every=timedelta(days=1),
    label=_("Delete what stood in imported tables after 30 days"),
    counts={"rows": _("rows")},
)
def forget_imports() -> dict[str, int]:
    """Delete cells, messages and unfinished runs; keep which entries an import created."""
    old = ImportRun.objects.filter(started_at__lt=timezone.now() - KEEP_FOR).exclude(
        status__in=ImportRun.UNDER_WAY
    )
    rows = ImportRow.objects.filter(run__in=old).exclude(cells=[], messages=[], understood="")
    count = rows.count()
    old.filter(status__in=ImportRun.NOT_BEGUN).delete()
    rows.update(cells=[], messages=[], understood="")
    return {"rows": count}
