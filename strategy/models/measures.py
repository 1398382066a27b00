from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from ..blocks import IndicatorBlock
from ..periods import describe_period
from ..status import MeasureStatus


class MeasureQuerySet(models.QuerySet):
    def of(self, pages):
        return self.filter(page__in=pages).order_by("page__path", "sort_order")

    def with_status(self, status):
        return self.filter(status=status)


class Measure(Orderable):
    """What the town does in a field of action, and how far it has got."""

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

    objects = MeasureQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("responsible")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("indicators"),
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
