from django.db import models
from django.utils import timezone


class PendingDeletion(models.Model):
    """An unreferenced file that could not be deleted because the storage was down."""

    # Its name in STORAGES.
    storage = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("storage", "name"), name="media_pending_deletion_once")
        ]

    def __str__(self):
        return self.name
