from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeFeed(models.Model):
    """How far the list of a site's changes is written. Whoever writes on holds this row.

    `epoch` tells this list from one that begins anew, `version` is the version of the content that it tells of.
    """

    site = models.OneToOneField("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    epoch = models.UUIDField(default=uuid4)
    version = models.CharField(max_length=40, default="")
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("list of changes")
        verbose_name_plural = _("lists of changes")

    def __str__(self):
        return f"{self.site_id}: {self.last}"


class PublicThing(models.Model):
    """A page, a document … that everybody may see, or could see once: its last change, and nothing of its content.

    `number` says after which other changes it was noticed; `stamp` differs whenever the content does. `key` is the
    name under which others know the thing, `object_id` the row that it is made of.
    """

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=36)
    stamp = models.CharField(max_length=32)
    number = models.PositiveBigIntegerField()
    is_gone = models.BooleanField(default=False)
    noticed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.UniqueConstraint(fields=["site", "kind", "object_id"], name="core_public_thing_once"),
            models.UniqueConstraint(fields=["site", "number"], name="core_change_number_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
