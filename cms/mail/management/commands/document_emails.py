from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from cms.mail.documentation import documentation

PATH = settings.BASE_DIR / "docs" / "emails.md"


class Command(BaseCommand):
    help = "Writes docs/emails.md from the texts of the mails."

    def handle(self, *args, **options):
        with override("de"):
            PATH.write_text(documentation())
        self.stdout.write(str(PATH))
