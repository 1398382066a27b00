from django.db import models
from django.utils.translation import gettext_lazy as _

from .public_entry import PublicEntry


class PublicService(models.Model):
    """The key of an offer of a public record, so that programs can ask for an offer alone.

    `number` is its place among the offers that are shown; None stands for a record without offers, which is a
    service itself. Written by `records` together with the record.
    """

    # The index below serves it, too.
    entry = models.ForeignKey(PublicEntry, on_delete=models.CASCADE, related_name="services", db_index=False)
    number = models.PositiveSmallIntegerField(null=True)
    key = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("public offer")
        verbose_name_plural = _("public offers")
        indexes = [models.Index(fields=["entry", "number"])]

    def __str__(self):
        return str(self.key)
