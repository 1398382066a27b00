import uuid
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import OrganisationPage

from ..codes import new_code
from .querysets import HelperHoursQuerySet

# Proofs end with the third year after that of the work.
YEARS_VALID = 3
LEAST, MOST = Decimal("0.25"), Decimal(3000)


class HelperHours(models.Model):
    """Hours that somebody gave to a club, in one calendar year.

    Stored with the name of the club, since a proof outlives the entry in the directory. The code stands here as it is
    printed: a hash would protect nothing, as whoever reads this row knows all that the code opens.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the helper's consent")
        CONFIRMED = "confirmed", _("confirmed")
        # By the club. What the helper refuses or deletes is gone.
        WITHDRAWN = "withdrawn", _("withdrawn by the club")

    class Source(models.TextChoices):
        BY_HAND = "hand", _("entered by hand")
        ATTENDANCE = "attendance", _("from ticked attendance")
        CALL = "call", _("from an answered call")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(
        OrganisationPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="helper_hours"
    )
    club = models.CharField(_("club"), max_length=255)
    name = models.CharField(_("name of the helper"), max_length=120)
    email = models.EmailField(_("e-mail of the helper"), db_index=True)
    activity = models.CharField(_("what was done"), max_length=160)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    hours = models.DecimalField(
        _("hours"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.BY_HAND)
    # The maintainer's address; empty after access by letter, or once that person's data are deleted.
    entered_by = models.EmailField(_("entered by"), blank=True)
    code = models.CharField(_("code"), max_length=20, unique=True, default=new_code, editable=False)
    # Rises with each change, so that nobody agrees to something else than what was shown.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    consented_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(_("end date"), editable=False, db_index=True)

    objects = HelperHoursQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        verbose_name = _("hours of a helper")
        verbose_name_plural = _("hours of helpers")
        # Names, hours and addresses belong to clubs and helpers; the report for staff shows sums only.
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="hours_days_in_order"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="hours_positive"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(consented_at__isnull=False), name="hours_need_consent"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]

    def __str__(self):
        return f"{self.club}, {self.activity}"

    def save(self, *args, **kwargs):
        self.ends_on = end_of(self.last_day)
        super().save(*args, **kwargs)

    def clean(self):
        if not (self.first_day and self.last_day):
            return
        if self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day lies before the first one.")})
        if self.first_day.year != self.last_day.year:
            raise ValidationError(
                {"last_day": _("Please enter each calendar year by itself: sums are counted by year.")}
            )
        if self.last_day > timezone.localdate():
            raise ValidationError({"last_day": _("This day is not over yet.")})
        if self.ends_on < timezone.localdate():
            raise ValidationError({"last_day": _("This was too long ago: proofs are valid for three years.")})
        days = (self.last_day - self.first_day).days + 1
        if self.hours and self.hours > days * 24:
            raise ValidationError({"hours": _("These days do not have as many hours.")})

    def full_clean(self, *args, **kwargs):
        if self.last_day:
            self.ends_on = end_of(self.last_day)
        super().full_clean(*args, **kwargs)

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def is_valid(self) -> bool:
        return self.is_confirmed and self.ends_on >= timezone.localdate()

    @property
    def year(self) -> int:
        return self.last_day.year


def end_of(last_day: date) -> date:
    return date(last_day.year + YEARS_VALID, 12, 31)
