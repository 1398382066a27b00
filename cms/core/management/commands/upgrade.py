from django.core.management.base import BaseCommand

from cms.core.upgrading import upgrade
from cms.core.upgrading.static_files import collect_static_files


class Command(BaseCommand):
    help = (
        "Does all that new code needs: migrations, roles, indexes, static files. May be repeated at any time and"
        " on several nodes at once; quick when there is nothing to do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--only-static", action="store_true", help="for an image: needs no database")

    def handle(self, *args, **options):
        if options["only_static"]:
            collect_static_files(self.stdout.write)
        else:
            upgrade(self.stdout.write)
        self.stdout.write("Everything is up to date.")
