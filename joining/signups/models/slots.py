import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.recurrence.occurrence import Occurrence
from cms.recurrence.occurrence_words import when_in_full
from cms.recurrence.zone import BERLIN

MOST_PLACES = 10_000


class Slot(Orderable):
    """What people sign up for: one time with its places. What is taken of it stands in `Places`.

    Wagtail gives its rows new keys when a page is published; `key` stays, and is the same in all languages.
    """

    page = ParentalKey("signups.SignupPage", on_delete=models.CASCADE, related_name="slots")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("For example: Setting up. Empty: the date.")
    )
    starts_at = models.DateTimeField(
        _("begins"), null=True, blank=True, help_text=_("Empty: as the date chosen above.")
    )
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    capacity = models.PositiveIntegerField(
        _("places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text=_("Empty: as many as come."),
    )

    panels = [
        "title",
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at"), FieldPanel("capacity")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("slot")
        verbose_name_plural = _("slots")

    def __str__(self):
        return self.in_words

    def clean(self):
        super().clean()
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": _now("Please say when it begins, too.")})
        if self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": _now("The end lies before the beginning.")})

    @property
    def occurrence(self) -> Occurrence | None:
        """When it takes place: at its own time, or at that of a date which takes place once; else nobody can say."""
        if self.starts_at:
            ends_at = self.ends_at and self.ends_at.astimezone(BERLIN)
            return Occurrence(self.starts_at.astimezone(BERLIN), ends_at)
        event = self.page.event
        is_single = event is not None and not event.schedule.is_recurring
        return event.shown_occurrence() if is_single else None

    @property
    def in_words(self) -> str:
        """The name and the time, in the active language."""
        occurrence = self.occurrence
        when = when_in_full(occurrence) if occurrence else ""
        return ", ".join(filter(None, [self.title, when])) or self.page.title
