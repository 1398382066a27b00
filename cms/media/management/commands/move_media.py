from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.caching.content_version import refresh_content
from cms.media.storage_faults import StorageAwayError


class Command(BaseCommand):
    help = (
        "Copies all media to the bucket or back, comparing each file, and may be stopped and started again at any "
        "time. The source is kept until --delete-source is given."
    )

    def add_arguments(self, parser):
        parser.add_argument("--to", choices=["s3", "local"], required=True)
        parser.add_argument(
            "--delete-source",
            action="store_true",
            help="Delete what has been moved, after comparing it once more.",
        )

    def handle(self, *args, to, delete_source, **options):
        if not settings.S3_BUCKET:
            raise CommandError(
                "Set S3_BUCKET and the keys of the bucket for this command (see .env.example)."
            )
        # Loads the S3 libraries, which only installations with a bucket need.
        from cms.media.moving import Move, NotEqualError

        move = Move(to)
        try:
            self._delete(move) if delete_source else self._copy(move)
        except StorageAwayError as error:
            raise CommandError(f"{error} Nothing is lost; run the same command again.") from error
        except NotEqualError as error:
            raise CommandError(
                f"{error} differs after copying. Nothing was deleted; run it again."
            ) from error

    def _copy(self, move) -> None:
        names, size = move.names(), 0
        for number, name in enumerate(names, start=1):
            moved = move.copy(name)
            size += moved.size if moved else 0
            self._progress(f"{number} of {len(names)} files, {size / 1024**2:.1f} MB", number == len(names))
        refresh_content()
        self.stdout.write("Everything is at its new place and was compared. The source still holds it, too.")

    def _delete(self, move) -> None:
        names = move.names()
        if left := len([name for name in names if name not in move.journal]):
            raise CommandError(
                f"{left} files have not been moved yet; run this without --delete-source first."
            )
        kept = 0
        for number, name in enumerate(names, start=1):
            kept += not move.delete_source(name)
            self._progress(f"{number} of {len(names)} files", number == len(names))
        if kept:
            raise CommandError(
                f"{kept} files were kept: they have changed since. Run this without --delete-source."
            )
        self.stdout.write("The source is empty.")

    def _progress(self, line: str, is_last: bool) -> None:
        is_terminal = self.stdout.isatty()
        self.stdout.write(line, ending="\r" if is_terminal and not is_last else "\n")
        self.stdout.flush()
