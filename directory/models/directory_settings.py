from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


def default_instant_fields() -> list[str]:
    return [DirectorySettings.Instant.TIMES, DirectorySettings.Instant.PHONE]


class InstantFieldsField(models.JSONField):
    """A subset of `DirectorySettings.Instant`, as checkboxes."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=DirectorySettings.Instant.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=self.verbose_name,
            help_text=self.help_text,
        )


@register_setting(icon="list-ul", order=30)
class DirectorySettings(BaseSiteSetting):
    """How far the town trusts the maintainers of its entries."""

    class Instant(models.TextChoices):
        TIMES = "times", _("times of offers")
        PHONE = "phone", _("phone number")
        WEBSITE = "website", _("website")
        OPENINGS = "openings", _("calls for volunteers")

    instant_fields = InstantFieldsField(
        _("What maintainers may change at once"),
        default=default_instant_fields,
        blank=True,
        help_text=_(
            "These appear on the website as soon as a maintainer sends them. All else waits until you have "
            "looked at it. Each change stands in the history of the page."
        ),
    )

    panels = [FieldPanel("instant_fields")]

    class Meta:
        verbose_name = _("directory: changes by maintainers")
