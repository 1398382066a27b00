"""Pictures that clubs send: here alone until the office accepts them, then in the media library."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from cms.media.intake.taking import SUFFIXES, Taken
from cms.media.models import SiteImage


class SentPicture(models.Model):
    """A picture that a club sent.

    Until the office accepts it, it is here alone, in `content`, for the club and the office; then it is a picture of
    the media library (`image`), which goes with this row.
    """

    FILE_NAME = "bild"
    # Whether the club's entry shows the picture itself, which then does not keep it from going with the entry.
    IS_OF_THE_ENTRY = False

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    page = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField(default=bytes)
    kind = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    image = models.ForeignKey("media.SiteImage", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.key)

    @property
    def is_in_library(self) -> bool:
        return self.image_id is not None

    @property
    def file(self) -> ContentFile:
        """What was taken in once is not looked at again."""
        found = ContentFile(bytes(self.content), name=f"{self.FILE_NAME}{SUFFIXES[self.kind]}")
        found.taken = Taken(found, self.kind, {"width": self.width, "height": self.height})
        return found


def remove_from_library(sender, instance, **_kwargs):
    """A signal, because a deletion of the club cascades. What an editor has put on another page stays."""
    image = SiteImage.objects.filter(pk=instance.image_id).first()
    if image is None or sender.objects.filter(image=image).exists():
        return
    references = ReferenceIndex.get_references_to(image)
    references = references.exclude(base_content_type=ContentType.objects.get_for_model(sender))
    if sender.IS_OF_THE_ENTRY:
        # A club that is deleted is still in the index, and one that stays shows it no more.
        references = references.exclude(base_content_type__model="page", object_id=str(instance.page_id))
    if not references.exists():
        image.delete()


class EntryPicture(SentPicture):
    """A picture for the entry itself."""

    FILE_NAME = "eintrag"
    IS_OF_THE_ENTRY = True

    class Meta:
        verbose_name = _("picture sent for an entry")
        verbose_name_plural = _("pictures sent for entries")
        default_permissions = ()


receiver(post_delete, sender=EntryPicture)(remove_from_library)
