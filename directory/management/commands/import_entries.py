from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from directory.imports.running import begin_check, begin_import, begin_undo, carry_on, discard, start_run
from directory.imports.tables import row_messages
from directory.models import DirectoryPage, ImportRun

NO_END = float("inf")


class Command(BaseCommand):
    help = (
        "Checks a spreadsheet (CSV or XLSX) row by row; with --really, imports its sound rows as unpublished "
        "entries. --undo takes a whole import back."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--source", default="", help="where the table comes from; the name of the file")
        parser.add_argument("--really", action="store_true", help="import, do not only check")
        parser.add_argument("--undo", type=int, metavar="NUMBER", help="undo the import with this number")

    def handle(self, *args, file: Path | None, source: str, really: bool, undo: int | None, **options):
        if undo:
            self._undo(undo)
        elif file and file.is_file():
            self._import(file, source, really)
        else:
            raise CommandError("Please name a file.")

    def _import(self, file: Path, source: str, really: bool) -> None:
        try:
            run = self._checked(file, source)
            self._tell_rows(run)
            self._finish(run, really)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _checked(self, file: Path, source: str) -> ImportRun:
        directory = DirectoryPage.objects.published().order_by("path").first()
        if directory is None:
            raise CommandError("There is no published directory page.")
        with file.open("rb") as content, transaction.atomic():
            run = start_run(directory, content, name=file.name, source=source, by=None)
            begin_check(run, run.mapping)
        return carry_on(run, NO_END)

    def _tell_rows(self, run: ImportRun) -> None:
        pairs = zip(run.headers, run.mapping, strict=True)
        if unused := [header for header, name in pairs if header and not name]:
            self.stdout.write(f"Columns that are not used: {', '.join(unused)}")
        for message in row_messages(run):
            self.stdout.write(
                f"Row {message.number}, {message.column}: {message.text} {message.names}".strip()
            )
        counts = run.counts()
        self.stdout.write(f"{counts['ready']} of {sum(counts.values())} rows can be imported.")

    def _finish(self, run: ImportRun, really: bool) -> None:
        if not really:
            discard(run)
            return
        begin_import(run)
        run = carry_on(run, NO_END)
        if run.status != run.Status.DONE:
            raise CommandError("Another import has come in between. Please start again.")
        count = run.counts()["imported"]
        self.stdout.write(f"Imported {count} entries, unpublished. Import number {run.pk}.")

    def _undo(self, number: int) -> None:
        run = ImportRun.objects.filter(pk=number).first()
        if run is None or not begin_undo(run):
            raise CommandError("There is no finished import with this number.")
        run = carry_on(run, NO_END)
        for row in run.rows.filter(state="kept").select_related("page"):
            self.stdout.write(f"Kept, since somebody has worked on it: {row.page}")
        self.stdout.write(f"Undid {run.counts()['undone']} rows.")
