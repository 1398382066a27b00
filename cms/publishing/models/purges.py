from datetime import timedelta

from django.db import models
from django.utils import timezone

from cms.jobs.queue import Queued, QueueQuerySet


class Purge(Queued):
    """What the cache in front of the site has to drop. Written with the change, gone when it is done.

    Nobody claims one: to drop something twice does no harm, and to wait for a lease would show old pages for longer.
    """

    created_at = models.DateTimeField(default=timezone.now)
    # Surrogate keys; which answers and addresses they touch is found out after the change.
    keys = models.JSONField(default=list)
    # Addresses that nothing leads to any more; one that ends in "*" stands for all that begin like it.
    addresses = models.JSONField(default=list)
    is_sent = models.BooleanField(default=False)

    longest_wait = timedelta(minutes=1)
    objects = QueueQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self):
        return " ".join(self.keys)
