from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeFeed(models.Model):
    """The state of a site's change feed. Writers lock this row.

    `epoch` distinguishes this feed from a restarted one, `version` is the content version that it reflects.
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
    """A page, a document … that is or was public: its latest change, and none of its content.

    `number` is its position in the feed; `stamp` changes with the content. `key` is its public identifier, `object_id`
    the row that it comes from.
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
            models.UniqueConstraint(
                fields=["site", "kind", "object_id"], name="publishing_public_thing_once"
            ),
            models.UniqueConstraint(fields=["site", "number"], name="publishing_change_number_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
