from django.core.management.base import BaseCommand

from directory.models import OrganisationPage
from directory.records import write_records


class Command(BaseCommand):
    help = "Writes all public records of the directory anew and names those that differed."

    def handle(self, *args, **options):
        differing = write_records(OrganisationPage.objects.all())
        for title in differing:
            self.stdout.write(title)
        self.stdout.write(f"{OrganisationPage.objects.count()} entries, {len(differing)} differed")
