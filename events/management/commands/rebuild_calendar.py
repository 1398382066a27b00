from django.core.management.base import BaseCommand

from events.publishing.projection import rebuild


class Command(BaseCommand):
    help = "Writes the calendar from its pages and entries, and names what differed."

    def handle(self, **options):
        for title in (differing := rebuild()):
            self.stdout.write(title)
        self.stdout.write(f"{len(differing)} differed.")
