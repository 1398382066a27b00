from datetime import timedelta

from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models.sent_picture import SentPicture, remove_from_library

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


class DatePicture(SentPicture):
    """A picture that a club sent with a date."""

    FILE_NAME = "termin"

    objects = DatePictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture of a club's date")
        verbose_name_plural = _("pictures of clubs' dates")
        default_permissions = ()


receiver(post_delete, sender=DatePicture)(remove_from_library)
