import json

from django.core.management.base import BaseCommand
from wagtail.models import Site

from cms.api_toolkit.reference.examples import FILE, HOST
from demo.api_examples import record


class Command(BaseCommand):
    help = "Records the examples of the API's reference from the demonstration content in the database."

    def handle(self, *args, **options):
        text = json.dumps(record(), ensure_ascii=False, indent=1)
        text = text.replace(Site.objects.get(is_default_site=True).root_url, HOST)
        # All towns show the same reference, so it must not name one.
        for cased in (str.title, str.lower, str.upper):
            text = text.replace(cased("Bitburg"), cased("Beispielstadt"))
        FILE.write_text(text + "\n", "utf-8")
        self.stdout.write(f"{FILE}: now run `manage.py document_api`.")
