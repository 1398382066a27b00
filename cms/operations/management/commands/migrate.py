from django.core.management.commands import migrate

from cms.operations.upgrading import locked, refuse_earlier_database


class Command(migrate.Command):
    """Django's command, one process at a time: several nodes may begin together."""

    def handle(self, *args, **options):
        refuse_earlier_database()
        if options["plan"] or options["check_unapplied"]:
            return super().handle(*args, **options)
        with locked(self.stdout.write):
            return super().handle(*args, **options)
