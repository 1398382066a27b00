from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.operations.backup import BackupError, restore_backup
from cms.operations.backup.reading import has_same_key
from cms.operations.upgrading import upgrade

OTHER_KEY = (
    "SECRET_KEY is another than when the backup was made: links in mails that were sent before do not work any more,"
    " and each webhook needs a new secret (Einstellungen → Webhooks)."
)


class Command(BaseCommand):
    help = (
        "Puts a backup in place of this installation, after checking all of it. Stop site and worker before."
    )
    # The checks would inspect a database that is about to be replaced.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="delete what this installation holds")

    def handle(self, *args, **options):
        try:
            manifest = restore_backup(options["file"], may_replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        upgrade(self.stdout.write)
        rows, media = sum(manifest.counts.values()), len(manifest.media)
        self.stdout.write(f"Restored the state of {manifest.made_at}: {rows} rows, {media} media.")
        if not has_same_key(manifest):
            self.stdout.write(OTHER_KEY)
