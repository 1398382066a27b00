from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from cms.api_toolkit.reference.document import document_of, readable

PATH = settings.BASE_DIR / "docs" / "openapi.json"
# The document as of the last release: what existing clients rely on.
RELEASED = settings.BASE_DIR / "docs" / "openapi-released.json"


class Command(BaseCommand):
    help = "Writes docs/openapi.json, the contract of the JSON API."

    def add_arguments(self, parser):
        parser.add_argument(
            "--release", action="store_true", help="also keeps it as what the next version may not break"
        )

    def handle(self, *args, release, **options):
        contract = readable(document_of(import_string("cms.api.api")))
        for path in (PATH, RELEASED) if release else (PATH,):
            path.write_text(contract, "utf-8")
            self.stdout.write(str(path))
