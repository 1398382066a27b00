from django.db import models
from django.utils import timezone


class Purge(models.Model):
    """What the cache in front of the site has to drop. Written with the change, gone when it is done."""

    created_at = models.DateTimeField(default=timezone.now)
    # Surrogate keys; which answers and addresses they touch is found out after the change.
    keys = models.JSONField(default=list)
    # Addresses that nothing leads to any more; one that ends in "*" stands for all that begin like it.
    addresses = models.JSONField(default=list)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    is_sent = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return " ".join(self.keys)
