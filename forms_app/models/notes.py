from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SubmissionNote(models.Model):
    """What staff remark among themselves about a submission; the sender never sees it."""

    submission = models.ForeignKey(
        "forms_app.Submission", on_delete=models.CASCADE, related_name="notes", verbose_name=_("submission")
    )
    text = models.TextField(_("note"), max_length=5000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.text[:50]


class SubmissionReply(models.Model):
    """A mail that staff wrote to the sender of a submission, kept as it was sent."""

    submission = models.ForeignKey(
        "forms_app.Submission", on_delete=models.CASCADE, related_name="replies", verbose_name=_("submission")
    )
    to = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), max_length=10_000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    # What became of it; mails that were sent are forgotten sooner than the case.
    mail = models.ForeignKey("mail.Mail", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.subject
