from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.common import phones


class ContactPerson(Orderable):
    """A contact. Internal unless the person has agreed to be shown."""

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="contact_people")
    role = models.CharField(_("role"), max_length=120, blank=True, help_text=_("For example: first contact."))
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    name_is_public = models.BooleanField(_("show the name"), default=False)
    email_is_public = models.BooleanField(_("show the e-mail address"), default=False)
    phone_is_public = models.BooleanField(_("show the phone number"), default=False)
    consented_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_(
            "Without the day of consent nothing of this person is ever shown. Delete it on withdrawal."
        ),
    )
    consent_note = models.CharField(
        _("how consent was given"),
        max_length=200,
        blank=True,
        help_text=_("For example: by e-mail, signed form."),
    )

    PUBLIC_SWITCHES = {
        "name": "name_is_public",
        "email": "email_is_public",
        "phone": "phone_is_public",
    }

    panels = [
        FieldRowPanel([FieldPanel("role"), FieldPanel("name")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(switch) for switch in PUBLIC_SWITCHES.values()]),
                FieldRowPanel([FieldPanel("consented_on"), FieldPanel("consent_note")]),
            ],
            _("What everybody may see"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact person")
        verbose_name_plural = _("contact people")

    def __str__(self):
        return self.name or self.role

    def clean(self):
        super().clean()
        self.phone = phones.to_e164(self.phone)
        if self._wants_to_be_public and not self.consented_on:
            message = _now(
                "Please enter the day on which this person agreed, or switch everything to internal."
            )
            raise ValidationError({"consented_on": message})

    @property
    def public_facts(self) -> dict[str, str]:
        """Return what this person agreed to show: some of name, email and phone, or nothing."""
        if not self.consented_on:
            return {}
        shown = {name for name, switch in self.PUBLIC_SWITCHES.items() if getattr(self, switch)}
        return {
            name: getattr(self, name)
            for name in self.PUBLIC_SWITCHES
            if name in shown and getattr(self, name)
        }

    @property
    def _wants_to_be_public(self) -> bool:
        return any(getattr(self, switch) for switch in self.PUBLIC_SWITCHES.values())


class SocialLink(Orderable):
    """The organisation's profile on another site."""

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="social_links")
    name = models.CharField(_("network"), max_length=40, help_text=_("For example: Mastodon."))
    url = models.URLField(_("address"))

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("url")])]

    class Meta(Orderable.Meta):
        verbose_name = _("social network")
        verbose_name_plural = _("social networks")

    def __str__(self):
        return self.name
