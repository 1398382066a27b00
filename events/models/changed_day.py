from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class ChangedDayQuerySet(models.QuerySet):
    def of(self, series) -> dict:
        """Return {series: {day: changed day}} of these series, with one query."""
        found: dict = {}
        for changed in self.filter(series__in=series):
            found.setdefault(changed.series, {})[changed.day] = changed
        return found


class ChangedDay(models.Model):
    """One day of a series on which things are not as the rule says: it is cancelled, moved or full.

    `series` is the key of an event page (its translation key), of a club's date or of an offer. It takes effect at
    once, without a new version of the page or entry, and stays when that is published again.
    """

    class Change(models.TextChoices):
        CANCELLED = "cancelled", _("does not take place")
        MOVED = "moved", _("is moved")
        FULL = "full", _("is fully booked")

    series = models.UUIDField()
    day = models.DateField(_("day"))
    change = models.CharField(_("change"), max_length=10, choices=Change, default=Change.CANCELLED)
    reason = models.CharField(
        _("reason"),
        max_length=200,
        blank=True,
        help_text=_("Everybody reads it. For example: The hall is closed."),
    )
    new_start = models.DateTimeField(_("now begins"), null=True, blank=True)
    new_end = models.DateTimeField(_("now ends"), null=True, blank=True)
    new_place = models.CharField(_("now at"), max_length=120, blank=True)
    # It stands in the club's calendar; what somebody changed by hand takes precedence.
    from_feed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ChangedDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed day")
        verbose_name_plural = _("changed days")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="events_day_changed_once"),
            models.CheckConstraint(
                condition=~models.Q(change="moved") | models.Q(new_start__isnull=False),
                name="events_moved_day_has_a_new_start",
            ),
        ]

    def __str__(self):
        return f"{self.day:%d.%m.%Y}: {self.get_change_display()}"

    def clean(self):
        super().clean()
        if self.change == self.Change.MOVED and not self.new_start:
            raise ValidationError({"new_start": _now("Please say when it takes place instead.")})
        if self.new_start and self.new_end and self.new_end < self.new_start:
            raise ValidationError({"new_end": _now("The end lies before the beginning.")})
