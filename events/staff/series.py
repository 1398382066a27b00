"""A series of dates that a member of staff may change: of an event page, an offer or a club's date."""

from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from directory.models import Offer

from ..models import EventPage, PartnerEvent
from ..workflow.announcing import may_decide


@dataclass(frozen=True)
class Series:
    """`page` is the event page or the entry: its history tells of changes."""

    key: UUID
    title: str
    page: Page
    back_url: str


def find_series(key: UUID, user) -> Series | None:
    """Return the series if the user may publish its page, in any language, or decide about the club's date."""
    found = (each for each in _of_pages(key) if each.page.permissions_for_user(user).can_publish())
    of_clubs = (each for each in _of_clubs(key) if may_decide(user, each.page))
    return next(chain(found, of_clubs), None)


def _of_pages(key: UUID):
    for page in EventPage.objects.filter(translation_key=key).order_by("pk"):
        yield Series(key, page.title, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for offer in Offer.objects.filter(key=key).select_related("page").order_by("pk"):
        yield Series(key, offer.name, offer.page, reverse("dates_of_club", args=[offer.page_id]))


def _of_clubs(key: UUID):
    for event in PartnerEvent.objects.filter(key=key).select_related("organisation"):
        address = reverse("dates_of_club", args=[event.organisation_id])
        yield Series(key, event.title, event.organisation, address)
