from datetime import timedelta
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ReferenceIndex

from cms.media.intake.taking import SUFFIXES, Taken
from cms.media.models import SiteImage

from .date_version import DateVersion
from .partner_event import PartnerEvent

# What was sent and is in no date yet: somebody is still writing.
WRITTEN_WITHIN = timedelta(days=1)
# As long as somebody may take back what has replaced it.
REPLACED_KEPT = timedelta(days=90)


class DatePictureQuerySet(models.QuerySet):
    def unused(self):
        """Those that no date shows, and none could show again."""
        now = timezone.now()
        shown = PartnerEvent.objects.filter(picture=OuterRef("pk"))
        versions = DateVersion.objects.annotate(
            picture=Cast(KT("data__picture_id"), BigIntegerField())
        ).filter(picture=OuterRef("pk"), page=OuterRef("page"))
        back = Q(state=DateVersion.State.PUBLIC, event__changed_at__gte=now - REPLACED_KEPT)
        may_come = versions.filter(back | Q(state=DateVersion.State.WAITING))
        return self.filter(~Exists(shown), ~Exists(may_come), created_at__lt=now - WRITTEN_WITHIN)


class DatePicture(models.Model):
    """A picture that a club sent with a date.

    Until the office accepts it, it is here alone, in `content`, for the club and the office; then it is a picture of
    the media library (`image`), which goes with this row.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    page = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    content = models.BinaryField(default=bytes)
    kind = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    image = models.ForeignKey("media.SiteImage", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DatePictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a club's date")
        verbose_name_plural = _("pictures of clubs' dates")
        default_permissions = ()

    def __str__(self):
        return str(self.key)

    @property
    def is_in_library(self) -> bool:
        return self.image_id is not None

    @property
    def file(self) -> ContentFile:
        """What was taken in once is not looked at again."""
        found = ContentFile(bytes(self.content), name=f"termin{SUFFIXES[self.kind]}")
        found.taken = Taken(found, self.kind, {"width": self.width, "height": self.height})
        return found


@receiver(post_delete, sender=DatePicture)
def remove_from_library(instance, **_kwargs):
    """A signal, because a deletion of the club cascades. What an editor has put on a page stays."""
    image = SiteImage.objects.filter(pk=instance.image_id).first()
    if image is None or DatePicture.objects.filter(image=image).exists():
        return
    ours = ContentType.objects.get_for_model(DatePicture)
    if not ReferenceIndex.get_references_to(image).exclude(base_content_type=ours).exists():
        image.delete()
