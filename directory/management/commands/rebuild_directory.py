from django.core.management.base import BaseCommand

from directory.models import OrganisationPage
from directory.upgrades import rebuild_directory


class Command(BaseCommand):
    help = "Writes all public records and the search's index anew and names the entries that differed."

    def handle(self, *args, **options):
        differing = rebuild_directory()
        for title in differing:
            self.stdout.write(title)
        self.stdout.write(f"{OrganisationPage.objects.count()} entries, {len(differing)} differed")
