from django.db import models
from django.utils import timezone


class LeftoverFile(models.Model):
    """A file that nothing refers to any more, left because the storage was away when it should be deleted."""

    # Its name in the settings.
    storage = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    since = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("storage", "name"), name="core_leftover_unique")]

    def __str__(self):
        return self.name
