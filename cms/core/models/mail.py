from django.db import models
from django.utils.translation import gettext_lazy as _


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


class MailLink(models.Model):
    """Ties a queued mail to the case it is about, so that both are forgotten together."""

    email = models.OneToOneField("post_office.Email", on_delete=models.CASCADE, related_name="link")
    message = models.SlugField(_("message"))
    reference = models.CharField(_("case number"), max_length=64, blank=True, db_index=True)
    # The town that wrote it.
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.SET_NULL, null=True, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")

    def __str__(self):
        return f"{self.message} {self.reference}".strip()
