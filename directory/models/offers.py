from uuid import uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from ..editing.offer_panels import offer_panels
from ..editing.places import CHANGING_PLACES, FIRST_PLACE
from .fields import Keyed, refuse_reversed_ages
from .recurring_time import RecurringTime


class Offer(RecurringTime, Keyed, Orderable):
    """An offer of an organisation, with its time."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("takes place")
        PAUSING = "pausing", _("pauses at the moment")
        CLOSED = "closed", _("has ended")

    class Cost(models.TextChoices):
        UNKNOWN = "", _("no statement")
        FREE = "free", _("free of charge")
        FEE = "fee", _("costs something")
        DONATION = "donation", _("for a donation")

    SHOWN_STATUSES = {Status.ACTIVE, Status.PAUSING}
    FIRST_PLACE = FIRST_PLACE
    CHANGING_PLACES = CHANGING_PLACES

    page = ParentalKey("directory.OrganisationPage", on_delete=models.CASCADE, related_name="offers")
    name = models.CharField(_("name of the offer"), max_length=120)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ACTIVE)
    age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    cost = models.CharField(_("costs"), max_length=10, choices=Cost, default=Cost.UNKNOWN, blank=True)
    cost_note = models.CharField(
        _("more about the costs"), max_length=120, blank=True, help_text=_("For example: 5 euros a month.")
    )
    how_to_join = models.CharField(
        _("how to join"),
        max_length=300,
        blank=True,
        help_text=_("For example: Just come along. No need to register."),
    )
    place_key = models.CharField(_("place"), max_length=36, default=FIRST_PLACE, blank=True)

    panels = offer_panels()

    class Meta(Orderable.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_reversed_ages(self)

    def belong_to(self, owner):
        super().belong_to(owner)
        if self.place_key not in {"", self.FIRST_PLACE, self.CHANGING_PLACES}:
            self.place_key = str(uuid5(owner, self.place_key))

    def place_among(self, places: list):
        """Return which of the entry's meeting places it takes place at, or None."""
        if self.place_key == self.FIRST_PLACE:
            return places[0] if places else None
        return next((place for place in places if str(place.key) == self.place_key), None)
