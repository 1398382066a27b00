from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.jobs.queue import Queued, QueueQuerySet

from ..faults import INTERRUPTED


class MailText(models.Model):
    """A message's wording as the town changed it; without a row the site's own wording holds."""

    name = models.SlugField(unique=True, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=10_000)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("e-mail text")
        verbose_name_plural = _("e-mail texts")

    def __str__(self):
        return self.name


class MailQuerySet(QueueQuerySet):
    def waiting(self):
        return self.filter(state__in=[Mail.State.WAITING, Mail.State.RETRYING])

    def failed(self):
        return self.filter(state=Mail.State.FAILED)


class Mail(Queued):
    """A mail to one address, from the transaction of its cause until it is forgotten with its case."""

    class State(models.TextChoices):
        FAILED = "failed", _("failed")
        RETRYING = "retrying", _("is tried again")
        WAITING = "waiting", _("waits")
        SENT = "sent", _("sent")

    # Empty for what Django and Wagtail themselves send.
    kind = models.SlugField(_("message"), blank=True)
    reference = models.CharField(_("case number"), max_length=64, blank=True, db_index=True)
    # The town that wrote it.
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.SET_NULL, null=True, related_name="+")
    from_email = models.CharField(max_length=254)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=989)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    # The same on every attempt, so that the receiver can tell what it has.
    message_id = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    ended_at = models.DateTimeField(null=True)
    # The pauses between attempts count from then on.
    failing_since = models.DateTimeField(null=True)
    # The class of the last error, and what the mail server said.
    fault = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)

    objects = MailQuerySet.as_manager()
    wagtail_reference_index_ignore = True
    # The longest pause between two attempts (`delivery.ATTEMPTS_AT`).
    longest_wait = timedelta(hours=12)

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        default_permissions = ("change", "view")
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self):
        return f"{self.kind} {self.reference}".strip()

    @property
    def lease(self) -> timedelta:
        return settings.MAIL_LEASE

    def noted_when_interrupted(self, now: datetime) -> dict:
        return {"failing_since": self.failing_since or now, "fault": INTERRUPTED, "answer": ""}

    def given_up(self, now: datetime) -> dict:
        return {"state": self.State.FAILED, "ended_at": now}

    def as_message(self) -> EmailMultiAlternatives:
        headers = self.headers | {"Message-ID": self.message_id}
        message = EmailMultiAlternatives(self.subject, self.text, self.from_email, [self.to], headers=headers)
        if self.html:
            message.attach_alternative(self.html, "text/html")
        return message
