from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin

from cms.caching.content_version import refreshes_content


@refreshes_content
class NewsCategory(TranslatableMixin, models.Model):
    """A topic by which citizens filter the news; each language has its own."""

    name = models.CharField(
        _("name"), max_length=60, help_text=_("Short, as it stands on the filter: “Clubs”, “Training” …")
    )
    slug = models.SlugField(
        _("short name for the address"),
        max_length=60,
        help_text=_("Small letters and hyphens, for example “vereine”. Links to the filter contain it."),
    )

    panels = ["name", "slug"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")
        constraints = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="news_category_translation"),
            models.UniqueConstraint(fields=["slug", "locale"], name="news_category_slug_unique"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self._fill_locale()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self._fill_locale()
        others = NewsCategory.objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"slug": _("Another category already has this short name.")})

    def _fill_locale(self):
        if self.locale_id is None:
            self.locale = Locale.get_default()
