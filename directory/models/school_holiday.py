from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.caching.content_version import cached, refreshes_content
from cms.recurrence.holidays import Holidays


class SchoolHolidayQuerySet(models.QuerySet):
    def holidays(self) -> Holidays:
        """Return what the editors keep, fetched once per change of content."""
        return cached("school-holidays", self.stored)

    def stored(self) -> Holidays:
        """Return the same from the database, also in the transaction that changes them."""
        return Holidays(tuple(self.values_list("first_day", "last_day")))


@refreshes_content
class SchoolHoliday(models.Model):
    """Days on which what is "not in school holidays" does not take place. The town's Land publishes them."""

    name = models.CharField(_("name"), max_length=80, help_text=_("For example: autumn holidays 2026."))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = SchoolHolidayQuerySet.as_manager()

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")])]

    class Meta:
        verbose_name = _("school holidays")
        verbose_name_plural = _("school holidays")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="directory_holiday_in_order"
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _now("The last day must not lie before the first.")})
