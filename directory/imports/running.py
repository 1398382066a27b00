"""From the upload to the undo: one function per step. Long work is done in pieces that a kill cannot halve."""

import time
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.jobs import wake

from ..models import DirectoryPage, ImportRow, ImportRun
from .checking import Checking
from .fields import BY_NAME, guess_mapping, missing_fields
from .importing import Importing, lock
from .reading import read_sheet
from .report import report_headers
from .template import is_of_template
from .undoing import Undoing

JOB = "imports"
Status, State = ImportRun.Status, ImportRow.State
WORK = {Status.CHECKING: Checking, Status.IMPORTING: Importing, Status.UNDOING: Undoing}


def start_run(directory: DirectoryPage, file: BinaryIO, *, name: str, source: str, by) -> ImportRun:
    """Read the sheet and guess what its columns are. Raises ValidationError when it cannot be read."""
    sheet = read_sheet(file)
    # All of it before the transaction: while a table is read, others want to write.
    rows = [(number, cells) for number, cells in sheet.rows if not is_of_template(cells)]
    if not rows:
        raise ValidationError(_("There is no row to import below the headers."))
    return _store(sheet.headers, rows, directory=directory, name=name, source=source, by=by)


@transaction.atomic
def _store(
    headers: list[str], rows: list, *, directory: DirectoryPage, name: str, source: str, by
) -> ImportRun:
    run = ImportRun.objects.create(
        directory=directory,
        file_name=name[-120:],
        source=(source or PurePath(name).stem)[:80],
        headers=headers,
        mapping=_remembered(headers) or guess_mapping(headers),
        started_by=by,
    )
    made = (ImportRow(run=run, number=number, cells=cells) for number, cells in rows)
    ImportRow.objects.bulk_create(made, batch_size=500)
    return run


def _remembered(headers: list[str]) -> list[str]:
    """What the last run with the same headers took the columns for, once somebody had looked at them."""
    ours = report_headers()
    if headers[: len(ours)] == ours and (rest := _remembered(headers[len(ours) :])):
        # A table of ours that was mended.
        return [""] * len(ours) + rest
    runs = ImportRun.objects.filter(headers=headers).exclude(status=Status.UPLOADED)
    return runs.values_list("mapping", flat=True).first() or []


@transaction.atomic
def begin_check(run: ImportRun, mapping: list[str]) -> None:
    """Start the dry run, also anew. Raises ValidationError for an unusable mapping."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.status not in (Status.UPLOADED, Status.CHECKED):
        raise ValidationError(_("This import has been started already."))
    _refuse_mapping(locked, mapping)
    _check_anew(locked, mapping)


def _check_anew(run: ImportRun, mapping: list[str]) -> None:
    run.rows.update(state=State.NEW, messages=[])
    run.mapping, run.status, run.checked_at = mapping, Status.CHECKING, timezone.now()
    run.save()
    wake(JOB)


def _refuse_mapping(run: ImportRun, mapping: list[str]) -> None:
    used = [name for name in mapping if name]
    if len(mapping) != len(run.headers) or not set(used) <= set(BY_NAME):
        raise ValidationError(_("Please choose a field for each column, or none."))
    if twice := {name for name in used if used.count(name) > 1}:
        labels = ", ".join(str(BY_NAME[name].label) for name in sorted(twice))
        raise ValidationError(_("More than one column is chosen for: %(fields)s.") % {"fields": labels})
    if missing := missing_fields(mapping):
        labels = ", ".join(str(field.label) for field in missing)
        raise ValidationError(_("Please choose a column for: %(fields)s.") % {"fields": labels})


@transaction.atomic
def begin_import(run: ImportRun, also: list[int] = (), *, by=None) -> None:
    """Start importing what is ready, and of what looks like an entry the rows `also`.

    Raises ValidationError while another import is on its way. What another one brought since the check makes
    it check again first, so that nothing comes in twice.
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
    """Import the row although it looks like an entry, or leave it out after all; False if it is too late for that.

    Its message stays, and with it what may be decided anew.
    """
    if not ImportRun.objects.select_for_update().filter(pk=run.pk, status=Status.CHECKED).exists():
        return False
    before, after = (State.ALIKE, State.READY) if take else (State.READY, State.ALIKE)
    rows = run.rows.filter(number=number, state=before).exclude(messages=[])
    return bool(rows.update(state=after))


@transaction.atomic
def begin_undo(run: ImportRun, *, by=None) -> bool:
    """Return False for an import that is not finished, or undone already."""
    begun = ImportRun.objects.filter(pk=run.pk, status=Status.DONE).update(status=Status.UNDOING)
    if begun:
        log(instance=run, action="directory.undo_import", user=by)
        wake(JOB)
    return bool(begun)


def discard(run: ImportRun) -> bool:
    """Forget a table of which nothing has been imported."""
    return bool(ImportRun.objects.filter(pk=run.pk, status__in=ImportRun.NOT_BEGUN).delete()[0])


def carry_on(run: ImportRun, seconds: float) -> ImportRun:
    """Work on what is under way, for about so long; return the run as it is then."""
    until = time.monotonic() + seconds
    run.refresh_from_db()
    while run.is_under_way:
        status = run.status
        work = WORK[status](run)
        while run.status == status:
            _step(run, work)
            run.refresh_from_db()
            if time.monotonic() > until:
                return run
    return run


@transaction.atomic
def _step(run: ImportRun, work) -> None:
    """One piece, alone: whoever comes at the same time waits and then sees what has been done."""
    locked = ImportRun.objects.select_for_update().filter(pk=run.pk, status=run.status).first()
    if locked and (finished := work.some(locked)):
        finish = {"finished_at": timezone.now()} if finished == Status.DONE else {}
        ImportRun.objects.filter(pk=run.pk).update(status=finished, **finish)
