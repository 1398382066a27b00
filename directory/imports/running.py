"""From upload to undo: one function per step. Long work runs in atomic chunks, so it survives being killed."""

import time
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.jobs.state import wake

from ..models import DirectoryPage, ImportRow, ImportRun
from .importing import lock
from .kinds import KINDS, TableKind
from .reading import read_sheet
from .tables import report_headers

JOB = "imports"
Status, State = ImportRun.Status, ImportRow.State
ENTRIES = "entries"


def start_run(
    directory: DirectoryPage, file: BinaryIO, *, name: str, source: str, by, kind: str = ENTRIES
) -> ImportRun:
    """Read the sheet and guess the columns. Raise ValidationError if it cannot be read."""
    fields = KINDS[kind].fields
    sheet = read_sheet(file, fields)
    # Read everything before the transaction, which would block other writers meanwhile.
    rows = [(number, cells) for number, cells in sheet.rows if not fields.is_of_template(cells)]
    if not rows:
        raise ValidationError(_("There is no row to import below the headers."))
    with transaction.atomic():
        run = ImportRun.objects.create(
            kind=kind,
            directory=directory,
            file_name=name[-120:],
            source=(source or PurePath(name).stem)[:80],
            headers=sheet.headers,
            mapping=_remembered(kind, sheet.headers) or fields.guess(sheet.headers),
            started_by=by,
        )
        made = (ImportRow(run=run, number=number, cells=cells) for number, cells in rows)
        ImportRow.objects.bulk_create(made, batch_size=500)
    return run


def kind_of(run: ImportRun) -> TableKind:
    return KINDS[run.kind]


def _remembered(kind: str, headers: list[str]) -> list[str]:
    """The confirmed mapping of the latest run with the same headers."""
    ours = report_headers()
    if headers[: len(ours)] == ours and (rest := _remembered(kind, headers[len(ours) :])):
        # A corrected table from our own report.
        return [""] * len(ours) + rest
    runs = ImportRun.objects.filter(kind=kind, headers=headers).exclude(status=Status.UPLOADED)
    return runs.values_list("mapping", flat=True).first() or []


@transaction.atomic
def begin_check(run: ImportRun, mapping: list[str]) -> None:
    """Start the dry run, or repeat it. Raise ValidationError for an unusable mapping."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.status not in (Status.UPLOADED, Status.CHECKED):
        raise ValidationError(_("This import has been started already."))
    _refuse_mapping(locked, mapping)
    _check_anew(locked, mapping)


def _check_anew(run: ImportRun, mapping: list[str]) -> None:
    run.rows.update(state=State.NEW, messages=[], understood="")
    run.mapping, run.status, run.checked_at = mapping, Status.CHECKING, timezone.now()
    run.save()
    wake(JOB)


def _refuse_mapping(run: ImportRun, mapping: list[str]) -> None:
    used, fields = [name for name in mapping if name], kind_of(run).fields
    if len(mapping) != len(run.headers) or not set(used) <= set(fields.by_name):
        raise ValidationError(_("Please choose a field for each column, or none."))
    if twice := {name for name in used if used.count(name) > 1}:
        labels = ", ".join(str(fields.by_name[name].label) for name in sorted(twice))
        raise ValidationError(_("More than one column is chosen for: %(fields)s.") % {"fields": labels})
    if missing := fields.missing(mapping):
        labels = ", ".join(str(field.label) for field in missing)
        raise ValidationError(_("Please choose a column for: %(fields)s.") % {"fields": labels})


@transaction.atomic
def begin_import(run: ImportRun, also: list[int] = (), *, by=None) -> None:
    """Import ready rows, and the rows `also` although they resemble entries.

    Raise ValidationError while another import is running. If one finished since the check, the check is repeated first,
    so that nothing is imported twice.
    """
    lock(run.directory)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.status != Status.CHECKED:
        raise ValidationError(_("This import has been started already."))
    others = ImportRun.objects.filter(directory=run.directory).exclude(pk=run.pk)
    if others.filter(status=Status.IMPORTING).exists():
        raise ValidationError(_("Another import is on its way. Please wait until it has ended."))
    if others.filter(finished_at__gte=locked.checked_at).exists():
        _check_anew(locked, locked.mapping)
        return
    locked.rows.filter(state=State.ALIKE, number__in=also).update(state=State.READY, messages=[])
    ImportRun.objects.filter(pk=run.pk).update(status=Status.IMPORTING)
    log(instance=locked, action="directory.import", user=by)
    wake(JOB)


@transaction.atomic
def decide_row(run: ImportRun, number: int, *, take: bool) -> bool:
    """Import a row although it resembles an entry, or leave it out after all; False if it is too late.

    The message stays, so that the decision can be changed.
    """
    if not ImportRun.objects.select_for_update().filter(pk=run.pk, status=Status.CHECKED).exists():
        return False
    before, after = (State.ALIKE, State.READY) if take else (State.READY, State.ALIKE)
    rows = run.rows.filter(number=number, state=before).exclude(messages=[])
    return bool(rows.update(state=after))


@transaction.atomic
def decide_names(run: ImportRun, decisions: dict[str, str]) -> bool:
    """Keep what was decided about names and check their rows again; False if it is too late."""
    locked = ImportRun.objects.select_for_update().filter(pk=run.pk, status=Status.CHECKED).first()
    if not locked:
        return False
    changed = {key for key, each in decisions.items() if locked.decisions.get(key, "") != each}
    numbers = [
        number for each in kind_of(locked).open_names(locked) if each.key in changed for number in each.rows
    ]
    if numbers:
        locked.decisions = {key: each for key, each in (locked.decisions | decisions).items() if each}
        locked.status = Status.CHECKING
        locked.save()
        locked.rows.filter(number__in=numbers).update(state=State.NEW, messages=[], understood="")
        wake(JOB)
    return True


@transaction.atomic
def begin_undo(run: ImportRun, *, by=None) -> bool:
    """Return False if the import is not finished or already undone."""
    begun = ImportRun.objects.filter(pk=run.pk, status=Status.DONE).update(status=Status.UNDOING)
    if begun:
        log(instance=run, action="directory.undo_import", user=by)
        wake(JOB)
    return bool(begun)


def discard(run: ImportRun) -> bool:
    """Delete a table from which nothing has been imported."""
    return bool(ImportRun.objects.filter(pk=run.pk, status__in=ImportRun.NOT_BEGUN).delete()[0])


def carry_on(run: ImportRun, seconds: float) -> ImportRun:
    """Continue pending work for about that long; return the refreshed run."""
    until = time.monotonic() + seconds
    run.refresh_from_db()
    kind = kind_of(run)
    work_on = {
        Status.CHECKING: kind.checking,
        Status.IMPORTING: kind.importing,
        Status.UNDOING: kind.undoing,
    }
    while run.is_under_way:
        status = run.status
        work = work_on[status](run)
        while run.status == status:
            _step(run, work)
            run.refresh_from_db()
            if time.monotonic() > until:
                return run
    return run


@transaction.atomic
def _step(run: ImportRun, work) -> None:
    """One chunk under a lock: a concurrent worker waits, then continues after it."""
    locked = ImportRun.objects.select_for_update().filter(pk=run.pk, status=run.status).first()
    if locked and (finished := work.some(locked)):
        finish = {"finished_at": timezone.now()} if finished == Status.DONE else {}
        ImportRun.objects.filter(pk=run.pk).update(status=finished, **finish)
