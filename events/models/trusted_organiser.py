from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TrustedOrganiser(models.Model):
    """A club whose dates are public as soon as it sends them; without a row, the office looks first."""

    page = models.OneToOneField(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="trusted_organiser",
        verbose_name=_("club"),
    )
    since = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("trusted club")
        verbose_name_plural = _("trusted clubs")

    def __str__(self):
        return str(self.page)
