from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .places import Places


class SignupMessage(models.Model):
    """That the organiser wrote to all at once. The words stand only in the mails, which go with the sign-ups."""

    places = models.ForeignKey(Places, on_delete=models.CASCADE, related_name="messages")
    # Of the form with which it was written: a second click sends nothing.
    key = models.UUIDField(unique=True)
    receivers = models.PositiveIntegerField(_("receivers"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message to all")
        verbose_name_plural = _("messages to all")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return f"{self.places_id}: {self.sent_at:%Y-%m-%d %H:%M}"
