import secrets
from base64 import b64encode
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms.caching.content_version import refreshes_content
from cms.common.outbound.targets import TargetError, check_address
from cms.jobs.queue import Queued, QueueQuerySet, has_come

# A secret that was replaced signs along for so long, so that the receiver can change over.
OLD_SECRET_WORKS_FOR = timedelta(hours=24)
EVENTS = [
    ("page.published", _("A page was published or changed")),
    ("page.unpublished", _("A page was withdrawn or is protected now")),
    ("page.deleted", _("A page was deleted")),
    ("organisation.published", _("An entry of the directory was published or changed")),
    ("organisation.unpublished", _("An entry of the directory was withdrawn")),
    ("organisation.deleted", _("An entry of the directory was deleted")),
]


def new_salt() -> str:
    return secrets.token_urlsafe(24)


def new_message_key() -> str:
    return f"msg_{uuid4().hex}"


def validate_target(url: str) -> None:
    try:
        check_address(url, may_be_local=settings.WEBHOOKS_MAY_BE_LOCAL)
    except TargetError as error:
        raise ValidationError(error.in_words) from error


class WebhookEndpointQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class WebhookEndpoint(models.Model):
    """An address of another system that gets a message when something becomes public, changes, or goes."""

    name = models.CharField(_("name"), max_length=80, help_text=_("For yourself: who receives this."))
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, verbose_name=_("site"))
    url = models.URLField(
        _("address"),
        max_length=500,
        validators=[validate_target],
        help_text=_("Begins with https:// and can be reached from the internet."),
    )
    events = models.JSONField(_("events"), default=list)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Ticked again, it also gets what still waits for it.")
    )
    # The secret itself is nowhere: it follows from this and the site's SECRET_KEY.
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    previous_salt = models.CharField(max_length=64, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    # A receiver that does not answer is asked again later, whatever else waits for it.
    wait_until = models.DateTimeField(default=timezone.now, editable=False)
    disabled_at = models.DateTimeField(_("switched off on"), null=True, editable=False)

    objects = WebhookEndpointQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.is_active:
            self.disabled_at = None
        super().save(*args, **kwargs)

    @property
    def secret(self) -> str:
        return _secret(self.salt)

    @property
    def secrets(self) -> list[str]:
        """The secrets that sign: the current one, and the one before while it still works."""
        is_old_valid = self.previous_salt and self.previous_until and self.previous_until > timezone.now()
        return [self.secret, *([_secret(self.previous_salt)] if is_old_valid else [])]

    def replace_secret(self) -> None:
        self.previous_salt, self.salt = self.salt, new_salt()
        self.previous_until = timezone.now() + OLD_SECRET_WORKS_FOR
        self.save(update_fields=["previous_salt", "salt", "previous_until"])


refreshes_content(WebhookEndpoint)


def _secret(salt: str) -> str:
    digest = salted_hmac("cms.webhooks", salt, algorithm="sha256").digest()
    return f"whsec_{b64encode(digest).decode()}"


# No receiver is given a longer pause, unless by a wrong clock.
LONGEST_PAUSE = timedelta(minutes=5)


class WebhookMessageQuerySet(QueueQuerySet):
    def waiting(self):
        return self.filter(state=WebhookMessage.State.WAITING)

    def due(self, now: datetime | None = None):
        """Without those whose receiver is switched off, or has just failed."""
        now = now or timezone.now()
        ready = has_come("endpoint__wait_until", now, LONGEST_PAUSE)
        return super().due(now).filter(ready, endpoint__is_active=True).select_related("endpoint")


class WebhookMessage(Queued):
    """One event for one endpoint, until it has arrived or its time is up."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="messages")
    # The same on every try, so that the receiver can tell what it has.
    key = models.CharField(max_length=40, unique=True, default=new_message_key)
    event = models.CharField(_("event"), max_length=40)
    # The very text that is signed and sent.
    body = models.TextField()
    created_at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # From then on the hours of trying count; moved on by the time in which nobody tried.
    queued_at = models.DateTimeField(default=timezone.now)

    # Longer than any try takes.
    lease = timedelta(seconds=30)
    objects = WebhookMessageQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message of a webhook")
        verbose_name_plural = _("messages of webhooks")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="webhooks_due")]

    def __str__(self):
        return self.key

    def given_up(self, now: datetime) -> dict:
        return {"state": self.State.FAILED}


class WebhookAttempt(models.Model):
    """One try to deliver a message, for the log. Nothing of what the receiver wrote is kept."""

    message = models.ForeignKey(WebhookMessage, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=20, blank=True)
    milliseconds = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.fault or str(self.status)
