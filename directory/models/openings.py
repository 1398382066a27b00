from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from ..editing.panels import FoldedPanel, KeyPanel
from .fields import Keyed

RUNS_FOR = relativedelta(months=3)
# The maintainer, or the office, hears of it this long before its last day.
WARNED_BEFORE = timedelta(days=7)


def default_end():
    return timezone.localdate() + RUNS_FOR


class OpeningQuerySet(models.QuerySet):
    def ending_soon(self):
        """Shown for some days more, unless somebody renews them."""
        today = timezone.localdate()
        return self.filter(valid_until__range=(today, today + WARNED_BEFORE)).order_by("valid_until", "pk")

    def unless_maintainer_gets_mail(self):
        gets_mail = Q(page__maintainership__maintainer_mode="club") & ~Q(
            page__maintainership__maintainer_email=""
        )
        return self.exclude(gets_mail)


class Opening(Keyed, Orderable, ClusterableModel):
    """Volunteers wanted, until a day: a call that nobody renews goes stale."""

    class TimeNeed(models.TextChoices):
        ONCE = "once", _("once")
        PROJECT = "project", _("for a project")
        REGULAR = "regular", _("regularly")

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="openings")
    title = models.CharField(_("who is wanted?"), max_length=120)
    task = models.TextField(_("what is to be done?"), max_length=1000, blank=True)
    help_types = ParentalManyToManyField(
        "directory.HelpType", blank=True, related_name="openings", verbose_name=_("kinds of help")
    )
    time_need = models.CharField(
        _("how often?"), max_length=10, choices=TimeNeed, default=TimeNeed.REGULAR, blank=True
    )
    hours_per_week = models.DecimalField(
        _("hours per week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    is_remote = models.BooleanField(_("possible from home"), default=False)
    minimum_age = models.PositiveSmallIntegerField(_("minimum age"), null=True, blank=True)
    language_level = models.CharField(
        _("languages needed"),
        max_length=120,
        blank=True,
        help_text=_("For example: a little German, Arabic."),
    )
    needs_police_certificate = models.BooleanField(_("police certificate needed"), default=False)
    training = models.CharField(_("training"), max_length=200, blank=True)
    is_insured = models.BooleanField(_("volunteers are insured"), default=False)
    expenses = models.CharField(_("expenses"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("how many people?"), null=True, blank=True)
    valid_until = models.DateField(
        _("shown until"), default=default_end, help_text=_("After this day the call disappears by itself.")
    )

    objects = OpeningQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("task"),
        FieldPanel("help_types", widget=CheckboxSelectMultiple),
        FieldRowPanel([FieldPanel("time_need"), FieldPanel("hours_per_week"), FieldPanel("valid_until")]),
        FoldedPanel(
            [
                FieldRowPanel(
                    [FieldPanel("minimum_age"), FieldPanel("places"), FieldPanel("language_level")]
                ),
                FieldRowPanel([FieldPanel("training"), FieldPanel("expenses")]),
                FieldRowPanel(
                    [
                        FieldPanel("is_remote"),
                        FieldPanel("needs_police_certificate"),
                        FieldPanel("is_insured"),
                    ]
                ),
            ],
            _("More about it"),
        ),
        KeyPanel(),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("call for volunteers")
        verbose_name_plural = _("calls for volunteers")

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.hours_per_week is not None and not 0 < self.hours_per_week <= 40:
            raise ValidationError({"hours_per_week": _now("Please enter a number between 0 and 40.")})


class EndingNotice(models.Model):
    """A maintainer was notified that a call for volunteers expires.

    Not a field of the call, since publishing the entry recreates its calls. A renewed call has another last day.
    """

    page = models.ForeignKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    valid_until = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "key", "valid_until"], name="directory_told_once_of_an_end"
            )
        ]

    def __str__(self):
        return f"{self.page_id}: {self.valid_until}"
