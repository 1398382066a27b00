from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from ..blocks import IndicatorBlock


class MeasureStatus(models.TextChoices):
    """The progress of a measure, shown by words, colour and symbol."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    DONE = "done", _("done")

    @property
    def badge(self) -> dict:
        tone, icon = _BADGES[self]
        return {"text": self.label, "tone": tone, "icon": icon}


_BADGES = {
    MeasureStatus.PLANNED: ("info", "calendar"),
    MeasureStatus.RUNNING: ("sun", "repeat"),
    MeasureStatus.DONE: ("ok", "check"),
}


def describe_period(start: date | None, end: date | None) -> str:
    """Return for example "März 2024 bis Dezember 2026", or "" without dates."""
    first = start and date_format(start, "F Y")
    last = end and date_format(end, "F Y")
    if first and last:
        return first if first == last else _now("%(first)s to %(last)s") % {"first": first, "last": last}
    if last:
        return _now("until %(last)s") % {"last": last}
    if first:
        words = _now("since %(first)s") if start <= timezone.localdate() else _now("from %(first)s")
        return words % {"first": first}
    return ""


class Measure(Orderable):
    """Something the town does in a field of action, and its progress."""

    page = ParentalKey("strategy.FieldOfActionPage", on_delete=models.CASCADE, related_name="measures")
    title = models.CharField(_("title"), max_length=160)
    description = RichTextField(
        _("description"),
        features=["bold", "ol", "ul", "link", "document-link"],
        help_text=_("What happens, for whom, and what it is good for."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=MeasureStatus, default=MeasureStatus.PLANNED
    )
    responsible = models.CharField(
        _("responsible"),
        max_length=160,
        blank=True,
        help_text=_("The office or organisation, not a person: people change."),
    )
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Only month and year are shown.")
    )
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: without an end."))
    indicators = StreamField(
        [("indicator", IndicatorBlock())],
        blank=True,
        max_num=3,
        verbose_name=_("indicators"),
        help_text=_("How one can tell that the measure works: a figure with its values over the years."),
    )

    panels = [
        "title",
        "description",
        FieldRowPanel(["status", "responsible"]),
        FieldRowPanel(["starts_on", "ends_on"]),
        "indicators",
    ]

    search_fields = [index.SearchField("title"), index.SearchField("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end lies before the beginning.")})

    @property
    def anchor(self) -> str:
        return f"massnahme-{self.pk or 'neu'}"

    @property
    def badge(self) -> dict:
        return MeasureStatus(self.status).badge

    @property
    def period(self) -> str:
        return describe_period(self.starts_on, self.ends_on)
