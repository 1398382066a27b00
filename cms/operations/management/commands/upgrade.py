from django.core.management.base import BaseCommand

from cms.operations.upgrading import upgrade
from cms.operations.upgrading.static_files import collect_static_files


class Command(BaseCommand):
    help = (
        "Does all that new code needs: migrations, roles, indexes, static files. May be repeated at any time and"
        " on several nodes at once; quick when there is nothing to do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--only-static", action="store_true", help="for an image: needs no database")
        parser.add_argument(
            "--or-newer",
            action="store_true",
            help="where a newer version has been, change no table instead of failing: for nodes that go back",
        )

    def handle(self, *args, **options):
        if options["only_static"]:
            collect_static_files(self.stdout.write)
        else:
            upgrade(self.stdout.write, may_be_newer=options["or_newer"])
        self.stdout.write("Everything is up to date.")
