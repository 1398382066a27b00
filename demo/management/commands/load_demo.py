from django.core.management.base import BaseCommand, CommandError

from cms.media.jobs import makes_ahead
from cms.media.models import SiteImage
from demo.loader import ContentError, load_demo


class Command(BaseCommand):
    help = "Loads the demonstration site where it is missing. Changes and deletes nothing that is there."

    def handle(self, *args, verbosity=1, **options):
        tell = self.stdout.write if verbosity else lambda line: None
        try:
            load_demo(tell)
        except ContentError as error:
            raise CommandError(str(error)) from error
        if not makes_ahead():
            # Let the site start quickly; missing sizes are made on demand.
            SiteImage.objects.filter(sizes=SiteImage.Sizes.DUE).update(sizes=SiteImage.Sizes.UNKNOWN)
