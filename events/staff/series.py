"""A series of dates that a member of staff may change: of an event page, an offer or a club's date."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from directory.models import Offer

from ..models import EventPage, PartnerEvent


@dataclass(frozen=True)
class Series:
    """`page` is the event page or the entry: its history tells of changes."""

    key: UUID
    title: str
    page: Page
    back_url: str


def find_series(key: UUID, user) -> Series | None:
    """Return the series if the user may publish its page, in any of its languages."""
    return next((each for each in _candidates(key) if may_change(user, each.page)), None)


def may_change(user, page: Page) -> bool:
    return page.permissions_for_user(user).can_publish()


def _candidates(key: UUID):
    for page in EventPage.objects.filter(translation_key=key).order_by("pk"):
        yield Series(key, page.title, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for offer in Offer.objects.filter(key=key).select_related("page").order_by("pk"):
        yield Series(key, offer.name, offer.page, reverse("dates_of_club", args=[offer.page_id]))
    for event in PartnerEvent.objects.filter(key=key).select_related("organisation"):
        address = reverse("dates_of_club", args=[event.organisation_id])
        yield Series(key, event.title, event.organisation, address)
