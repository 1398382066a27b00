from django.core.management.base import BaseCommand, CommandError

from cms.caching.content_version import refresh_content
from cms.media.jobs import make_sizes_of
from cms.media.models import SiteImage
from cms.media.storage_faults import StorageAwayError


class Command(BaseCommand):
    help = "Makes the sizes of all pictures that are missing; with --anew it makes all of them again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--anew", action="store_true", help="Delete what exists, and make all sizes again."
        )

    def handle(self, *args, anew, **options):
        images, failed = SiteImage.objects.order_by("pk"), 0
        total = images.count()
        for number, image in enumerate(images.iterator(chunk_size=100), start=1):
            failed += not self._make(image, anew)
            self.stdout.write(f"{number} of {total} pictures\r", ending="")
        refresh_content("images")
        self.stdout.write(f"{total} pictures have their sizes, except {failed} whose file cannot be read.")

    def _make(self, image: SiteImage, anew: bool) -> bool:
        if anew:
            for rendition in image.renditions.all():
                rendition.delete()
        try:
            return make_sizes_of(image)
        except StorageAwayError as error:
            raise CommandError("The media storage does not answer; run this again later.") from error
