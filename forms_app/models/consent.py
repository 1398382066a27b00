from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentVersionQuerySet(models.QuerySet):
    def of_page(self, page):
        return self.filter(page_id=page.pk)

    def record(self, page):
        """The page's current version, or None. A changed text starts a new one."""
        if not page.consent_text:
            return None
        latest = self.of_page(page).order_by("-number").first()
        if latest and latest.text == page.consent_text:
            return latest
        number = latest.number + 1 if latest else 1
        return self.create(page_id=page.pk, number=number, text=page.consent_text)


class ConsentVersion(models.Model):
    """A wording to which people have agreed. Immutable, so that an agreement can be proven later."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        related_name="consent_versions",
        verbose_name=_("form"),
    )
    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("in force since"), default=timezone.now, editable=False)

    objects = ConsentVersionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["page_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="consent_number_once_per_page")
        ]

    def __str__(self):
        return _("Version %(number)s") % {"number": self.number}


class WithdrawnConsent(models.Model):
    """Proof that somebody had consented, and until when (Art. 7 (1) GDPR), after the personal data was deleted.

    It contains only a hash. To check a person's claim, the hash of their address is compared.
    """

    version = models.ForeignKey(
        ConsentVersion, on_delete=models.PROTECT, related_name="withdrawn", verbose_name=_("consent text")
    )
    address_digest = models.CharField(max_length=64, db_index=True)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("withdrawn consent")
        verbose_name_plural = _("withdrawn consents")

    def __str__(self):
        return str(self.version)
