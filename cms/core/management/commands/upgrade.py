from django.core.management.base import BaseCommand

from cms.core.upgrading import upgrade


class Command(BaseCommand):
    help = (
        "Does all that new code needs: migrations, roles, indexes, static files. May be repeated at any time and"
        " on several nodes at once; quick when there is nothing to do."
    )

    def handle(self, *args, **options):
        upgrade(self.stdout.write)
        self.stdout.write("Everything is up to date.")
