"""Prints letters into one PDF, each in the name of the entry's town."""

from collections.abc import Iterable

from cms.common import phones
from cms.media.picture_sizes import TOWN_LOGO
from cms.towns.models import TownSettings
from cms.towns.scope import address_of, town_of

from ..models import OrganisationPage
from ..workflow.letters import PrintedLetter
from .sheet import Sender, sheets
from .words import words_of


def pdf_of(letters: Iterable[PrintedLetter]) -> bytes:
    return sheets((_sender_of(each.letter.page), words_of(each)) for each in letters)


def _sender_of(page: OrganisationPage) -> Sender:
    site = town_of(page)
    town = TownSettings.for_site(site)
    return Sender(
        town=town.name,
        organisation=town.organisation,
        street=town.street,
        place=f"{town.postcode} {town.city}".strip(),
        phone=phones.for_reading(town.phone),
        email=town.email,
        accent=town.accent_colour,
        website=address_of(site).split("//")[-1],
        logo=logo_of(town),
    )


def logo_of(town: TownSettings) -> bytes | None:
    """While the storage is down, the letter goes without a logo."""
    if town.logo is None:
        return None
    rendition = town.logo.get_rendition(TOWN_LOGO)
    try:
        return rendition.file.open().read() if rendition.is_made else None
    except OSError:
        return None
