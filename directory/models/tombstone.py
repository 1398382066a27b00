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

    def past_their_time(self, now=None):
        """Those that no mirror needs any more; an alias is kept as long as its entry."""
        return self.filter(merged_into=None, removed_at__lt=(now or timezone.now()) - KEEP_FOR)


class Tombstone(models.Model):
    """What stays of an entry that is public no more: its key, so that whoever copied it deletes it, too.

    Holds nothing of the entry itself. A merged entry's key is an alias of the one it was merged into.
    """

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged with another entry")
        EXPIRED = "expired", _("not confirmed for too long")

    public_id = models.UUIDField(_("public key"), unique=True)
    merged_into = models.UUIDField(_("merged into"), null=True, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.WITHDRAWN)
    removed_at = models.DateTimeField(_("removed"), default=timezone.now, db_index=True)

    # The town in whose directory it was; without one the first.
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, null=True, related_name="+")

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("removed entry")
        verbose_name_plural = _("removed entries")

    def __str__(self):
        return str(self.public_id)
