from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEEP_FOR = timedelta(days=400)


class TombstoneQuerySet(models.QuerySet):
    def of_town(self, site):
        own = Q(site=site)
        return self.filter(own | Q(site=None) if site.is_default_site else own)

    def aliases(self):
        """Keys of entries that were merged into another one."""
        return self.filter(merged_into__isnull=False)

    def past_their_time(self, now=None):
        """No longer needed by any mirror; an alias stays as long as its entry."""
        return self.filter(merged_into=None, removed_at__lt=(now or timezone.now()) - KEEP_FOR)


class Tombstone(models.Model):
    """What remains of an entry that is no longer public: its key, so that mirrors can delete it.

    Contains nothing of the entry itself. A merged entry's key is an alias of its successor.
    """

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged with another entry")
        EXPIRED = "expired", _("not confirmed for too long")

    public_id = models.UUIDField(_("public key"), unique=True)
    merged_into = models.UUIDField(_("merged into"), null=True, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.WITHDRAWN)
    removed_at = models.DateTimeField(_("removed"), default=timezone.now, db_index=True)

    # The town of its directory; None stands for the first one.
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, null=True, related_name="+")

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("removed entry")
        verbose_name_plural = _("removed entries")

    def __str__(self):
        return str(self.public_id)
