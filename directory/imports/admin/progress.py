"""The worker's progress, and whether a worker is running at all."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.jobs.models import JobState
from directory.models import ImportRow, ImportRun

from ..running import JOB

Status, State = ImportRun.Status, ImportRow.State
# An idle worker starts within two seconds.
PATIENCE = timedelta(seconds=20)


@dataclass(frozen=True)
class Progress:
    """`done` of `total` rows; `waits` if no worker has started on them."""

    status: str
    done: int
    total: int
    waits: bool

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0

    @property
    def text(self) -> str:
        texts = {
            Status.CHECKING: _("%(done)d of %(total)d rows are checked."),
            Status.IMPORTING: _("%(done)d of %(total)d rows are imported."),
        }
        undone = _("%(done)d of %(total)d rows are taken back.")
        return texts.get(self.status, undone) % {"done": self.done, "total": self.total}

    def as_json(self) -> dict:
        return {"status": self.status, "percent": self.percent, "text": self.text, "waits": self.waits}


def progress_of(run: ImportRun, counts: dict[str, int] | None = None) -> Progress:
    counts = counts or run.counts()
    left, done = _left_and_done(run.status, counts)
    return Progress(run.status, done, left + done, run.is_under_way and nobody_works(timezone.now()))


def _left_and_done(status: str, counts: dict[str, int]) -> tuple[int, int]:
    match status:
        case Status.CHECKING:
            return counts[State.NEW], sum(counts.values()) - counts[State.NEW]
        case Status.IMPORTING:
            return counts[State.READY], counts[State.IMPORTED]
        case Status.UNDOING:
            return counts[State.IMPORTED], counts[State.UNDONE] + counts[State.KEPT]
    return 0, sum(counts.values())


def nobody_works(now: datetime) -> bool:
    """Whether the job is overdue and no process holds it: no worker runs, or it is busy."""
    state = JobState.objects.filter(name=JOB).first()
    if state is None:
        return True
    is_held = state.locked_until and state.locked_until > now
    return not is_held and state.due_at + PATIENCE < now
