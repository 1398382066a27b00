from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.recurrence.schedule import Schedule
from cms.towns.land import land_of
from directory.models import Offer, SchoolHoliday
from directory.models.recurring_time import RecurringTime


class PartnerEventQuerySet(models.QuerySet):
    def public(self):
        return self.filter(state=PartnerEvent.State.PUBLIC)

    def announced_by_hand(self):
        return self.filter(feed=None)

    def ended_before(self, day: date):
        """Those that are over, as far as their columns say: what repeats without an end never is."""
        once = Q(frequency="", first_date__lt=day) & (Q(ends_on=None) | Q(ends_on__lt=day))
        return self.filter(once | Q(until__lt=day))


class PartnerEvent(RecurringTime):
    """A date that a club announces itself, or that stands in its calendar feed. Rows, since there may be thousands."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the office")
        PUBLIC = "public", _("public")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Status(models.TextChoices):
        PLANNED = "planned", _("takes place as announced")
        FULL = "full", _("is fully booked")
        CANCELLED = "cancelled", _("is cancelled")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="announcements",
        verbose_name=_("club"),
    )
    # Where it comes from if nobody typed it, and what identifies it there.
    feed = models.ForeignKey(
        "events.EventFeed", on_delete=models.CASCADE, null=True, blank=True, related_name="events"
    )
    uid = models.CharField(max_length=255, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(
        _("one sentence"), max_length=300, blank=True, help_text=_("What happens, for whom, what to bring.")
    )
    all_day = models.BooleanField(_("all day"), default=False)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it lasts several days.")
    )
    status = models.CharField(_("this date"), max_length=10, choices=Status, default=Status.PLANNED)
    status_note = models.CharField(_("reason"), max_length=200, blank=True)

    place_key = models.CharField(_("place"), max_length=36, default=Offer.FIRST_PLACE, blank=True)
    place_name = models.CharField(_("name of the place"), max_length=120, blank=True)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(
        _("postcode"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", _("Please enter five digits."))],
    )
    city = models.CharField(_("town or village"), max_length=80, blank=True)
    online_url = models.URLField(_("online at"), blank=True)
    cost = models.CharField(
        _("costs"), max_length=10, choices=Offer.Cost, default=Offer.Cost.UNKNOWN, blank=True
    )
    cost_note = models.CharField(_("more about the costs"), max_length=120, blank=True)
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    url = models.URLField(_("more about it at"), blank=True)
    image = models.ForeignKey(
        "media.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PartnerEventQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("event", "club's date")
        verbose_name_plural = pgettext_lazy("event", "clubs' dates")
        ordering = ["first_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "uid"],
                condition=Q(feed__isnull=False),
                name="events_once_per_feed",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        errors = {}
        if not self.first_date:
            errors["first_date"] = _now("Please enter the day.")
        if self.ends_on and self.first_date and self.ends_on < self.first_date:
            errors["ends_on"] = _now("The last day must not lie before the first.")
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            errors["age_to"] = _now("The upper age must not lie below the lower one.")
        if errors:
            raise ValidationError(errors)

    def clock_errors(self) -> dict[str, str]:
        """Unlike an offer, a date may end on another day than it begins."""
        if self.ends_on and self.first_date and self.ends_on > self.first_date:
            return {}
        return super().clock_errors()

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLIC

    @property
    def schedule(self) -> Schedule:
        days_later = (self.ends_on - self.first_date).days if self.ends_on and self.first_date else 0
        return replace(super().schedule, days_later=days_later, all_day=self.all_day)

    @property
    def known_schedule(self) -> Schedule:
        """The same with the holidays, without which the dates of what pauses in them are not known."""
        schedule, land = self.schedule, ""
        if schedule.pauses_on_public_holidays:
            land = land_of(self.organisation)
        return replace(schedule, holidays=replace(SchoolHoliday.objects.holidays(), land=land))
