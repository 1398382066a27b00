from datetime import timedelta

from django.db import models
from django.utils import timezone


class AccessLinkQuerySet(models.QuerySet):
    def to(self, purpose: str, object_id: int | None):
        return self.filter(purpose=purpose, object_id=object_id)

    def mailed_lately(self, email: str, within: timedelta):
        """Links recently sent to this address, for any purpose, so that nobody can flood a mailbox."""
        return self.filter(email__iexact=email, created_at__gt=timezone.now() - within)

    def expired(self, since=None):
        return self.filter(expires_at__lt=since or timezone.now())


class AccessLink(models.Model):
    """The permission of a mailed link: one purpose, one object, once, for a limited time.

    Only a hash of the link is stored, so that nobody with access to the database can use it.
    """

    purpose = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField(null=True)
    email = models.EmailField(db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["purpose", "object_id"])]

    def __str__(self):
        return self.purpose

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_used(self) -> bool:
        return self.used_at is not None
