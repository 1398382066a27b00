import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.operations.backup import BackupError, forget_old_backups, write_backup
from cms.operations.backup.writing import write_into


class Command(BaseCommand):
    help = "Writes the database and the media into one file, while the site runs. It holds personal data."

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", help="a folder or a new file (default: DATA_DIR/backups), or - for the output"
        )
        parser.add_argument(
            "--keep", type=int, help="delete all but the newest so many backups in the folder"
        )
        parser.add_argument(
            "--without-media", action="store_true", help="for a bucket that is kept safe itself"
        )

    def handle(self, *args, **options):
        with_media = not options["without_media"]
        keep = options["keep"]
        if keep is not None and keep < 1:
            raise CommandError("--keep has to leave at least one.")
        try:
            if options["to"] == "-":
                write_into(sys.stdout.buffer, with_media, settings.DATA_DIR)
                return
            path, manifest = write_backup(self.target(options["to"]), with_media)
        except BackupError as error:
            raise CommandError(str(error)) from error
        rows, size = sum(manifest.counts.values()), path.stat().st_size / 1_000_000
        self.stdout.write(f"{path}: {rows} rows, {len(manifest.media)} media, {size:.1f} MB")
        for old in forget_old_backups(path.parent, keep) if keep else []:
            self.stdout.write(f"Deleted {old}")

    def target(self, to: str | None) -> Path:
        if to:
            return Path(to)
        folder = settings.DATA_DIR / "backups"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
