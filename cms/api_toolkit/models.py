from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiKey(models.Model):
    """Gives a program more access to the API than everybody has. Only its hash is stored."""

    class Scope(models.TextChoices):
        DRAFTS = "drafts:read", _("Read drafts of pages")
        EXPORT = (
            "export:read",
            _("Fetch open data (needs no key; with one you see here whether it is fetched)"),
        )
        FORMS = "forms:submit", _("Send forms for many people (higher limits, for a front end with a server)")

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        EXPIRED = "expired", _("expired")
        REVOKED = "revoked", _("revoked")

    name = models.CharField(
        _("name"), max_length=100, help_text=_("Who or what uses it, for example: “App of the county”.")
    )
    # Public part of the key, to find it and to recognise it in lists.
    prefix = models.CharField(max_length=8, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    sites = models.ManyToManyField(
        "wagtailcore.Site",
        blank=True,
        related_name="+",
        verbose_name=_("sites"),
        help_text=_("On which sites it counts. None chosen: on all."),
    )
    expires_on = models.DateField(
        _("last day"), help_text=_("After that it opens nothing. Make a new one before.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    # Rounded to the minute, so that most reads cause no write.
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        default_permissions = ("add", "delete", "view")

    def __str__(self):
        return self.name

    @property
    def state(self) -> State:
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.EXPIRED if self.expires_on < timezone.localdate() else self.State.ACTIVE

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def scope_labels(self) -> list[str]:
        labels = dict(self.Scope.choices)
        return [str(labels.get(scope, scope)) for scope in self.scopes]
