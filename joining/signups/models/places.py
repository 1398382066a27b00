import uuid
from datetime import UTC, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.recurrence.occurrence import Occurrence
from cms.recurrence.occurrence_words import when_in_full
from cms.recurrence.zone import BERLIN

from ..rules import TAKING, State


class PlacesQuerySet(models.QuerySet):
    def of(self, slot):
        return self.filter(page_key=slot.page.translation_key, slot_key=slot.key)

    def locked(self):
        return self.select_for_update(of=("self",))

    def with_taken(self):
        """Add `taken` and `waiting`: persons whose place is held or confirmed, and those on the list."""
        persons = models.Sum("signups__persons", filter=models.Q(signups__state__in=TAKING), default=0)
        waiting = models.Sum("signups__persons", filter=models.Q(signups__state=State.WAITING), default=0)
        return self.annotate(taken=persons, waiting=waiting)


class Places(models.Model):
    """The places of one slot, shared by all languages of its page: what a sign-up takes one of.

    Written when the page is published (`publishing.places`); its row is what is locked while places are given away. It
    stays when slot or page are deleted, as long as there are sign-ups, and keeps their sum afterwards.
    """

    class Availability(models.TextChoices):
        """What citizens are told."""

        OPEN = "open", _("places free")
        WAITING_LIST = "waiting_list", _("waiting list")
        FULL = "full", _("fully booked")
        NOT_YET = "not_yet", _("not open yet")
        CLOSED = "closed", _("sign-up ended")

    class DateStatus(models.TextChoices):
        PLANNED = "planned", _("takes place")
        POSTPONED = "postponed", _("put off")
        CANCELLED = "cancelled", _("cancelled")

    # Full as far as a visitor of the calendar is concerned.
    BOOKED = frozenset({Availability.WAITING_LIST, Availability.FULL})

    page_key = models.UUIDField()
    slot_key = models.UUIDField(default=uuid.uuid4)
    # The page in its first language.
    page = models.ForeignKey(
        "signups.SignupPage", on_delete=models.SET_NULL, null=True, related_name="places"
    )
    title = models.CharField(_("name"), max_length=255, blank=True)
    starts_at = models.DateTimeField(_("begins"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    all_day = models.BooleanField(_("all day"), default=False)
    capacity = models.PositiveIntegerField(_("places"), null=True)
    has_waiting_list = models.BooleanField(_("waiting list"), default=True)
    opens_at = models.DateTimeField(_("opens"), null=True)
    closes_at = models.DateTimeField(_("closes"), null=True)
    # Its page or slot is no longer public, or its date is cancelled.
    is_closed = models.BooleanField(_("closed"), default=False)
    # The date of the calendar: the key of its page's translations, and the day if it is one of several.
    event_series = models.UUIDField(null=True, db_index=True)
    event_day = models.DateField(null=True)
    # The key of the call for volunteers, if it is for one.
    call = models.UUIDField(null=True, db_index=True)
    # As it was told last; what is cached says the same.
    told = models.CharField(max_length=12, choices=Availability, default=Availability.OPEN)
    # Of confirmed sign-ups that were deleted after the date.
    past_signups = models.PositiveIntegerField(_("past sign-ups"), default=0)
    past_persons = models.PositiveIntegerField(_("past persons"), default=0)
    past_attended = models.PositiveIntegerField(_("past persons who were there"), default=0, db_default=0)
    # What the calendar says of the date, whether or not somebody can sign up.
    date_status = models.CharField(
        max_length=10, choices=DateStatus, default=DateStatus.PLANNED, db_default=DateStatus.PLANNED
    )

    objects = PlacesQuerySet.as_manager()

    class Meta:
        verbose_name = _("places of a slot")
        verbose_name_plural = _("places of slots")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page_key", "slot_key"], name="signups_places_once_per_slot"),
        ]

    def __str__(self):
        return self.in_words

    @property
    def occurrence(self) -> Occurrence | None:
        if self.starts_at is None:
            return None
        ends_at = self.ends_at and self.ends_at.astimezone(BERLIN)
        return Occurrence(self.starts_at.astimezone(BERLIN), ends_at, self.all_day)

    @property
    def in_words(self) -> str:
        """The name and the time, in the active language."""
        when = when_in_full(self.occurrence) if self.occurrence else ""
        return ", ".join(filter(None, [self.title, when]))

    @property
    def date_told(self) -> str:
        """What people must be told if it changes: when it begins and ends, and whether it takes place."""
        moments = (
            each.astimezone(UTC).isoformat() if each else "" for each in (self.starts_at, self.ends_at)
        )
        return " ".join([self.date_status, *moments])

    @property
    def over_at(self) -> datetime | None:
        return self.occurrence and self.occurrence.over_at

    @property
    def is_over(self) -> bool:
        return bool(self.starts_at and self.starts_at <= timezone.now())

    @property
    def last_moment(self) -> datetime | None:
        """When signing up ends: at the hour that was set, and at the latest when it begins."""
        return min(filter(None, [self.closes_at, self.starts_at]), default=None)

    def persons_in(self, *states: str) -> int:
        return self.signups.filter(state__in=states).aggregate(sum=models.Sum("persons", default=0))["sum"]

    def free(self) -> int | None:
        """How many places nobody has or holds; None if there is no limit. Read `with_taken` it takes no query."""
        if self.capacity is None:
            return None
        taken = self.taken if hasattr(self, "taken") else self.persons_in(*TAKING)
        return max(0, self.capacity - taken)

    def fits(self, persons: int) -> bool:
        free = self.free()
        return free is None or persons <= free

    def availability(self, now: datetime | None = None) -> str:
        now = now or timezone.now()
        if self.is_closed or (self.last_moment and self.last_moment <= now):
            return self.Availability.CLOSED
        if self.opens_at and self.opens_at > now:
            return self.Availability.NOT_YET
        if self.free() != 0:
            return self.Availability.OPEN
        return self.Availability.WAITING_LIST if self.has_waiting_list else self.Availability.FULL
