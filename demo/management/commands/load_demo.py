from django.core.management.base import BaseCommand, CommandError

from demo.loader import ContentError, load_demo


class Command(BaseCommand):
    help = "Loads the demonstration site where it is missing. Changes and deletes nothing that is there."

    def handle(self, *args, verbosity=1, **options):
        tell = self.stdout.write if verbosity else lambda line: None
        try:
            load_demo(tell)
        except ContentError as error:
            raise CommandError(str(error)) from error
