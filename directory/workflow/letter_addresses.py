"""Where a letter to a maintainer goes: never to an address given by the requester."""

from ..models import Maintainership, OrganisationPage

# The address zone of DIN 5008 has six lines.
MOST_LINES = 6


def address_of(page: OrganisationPage, keeping: Maintainership | None) -> list[str]:
    """Return the lines for the envelope's window; [] if nobody has entered an address."""
    written = keeping.postal_address if keeping else ""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return (lines or _of_first_place(page))[:MOST_LINES]


def _of_first_place(page: OrganisationPage) -> list[str]:
    for place in page.meeting_places.all():
        if place.street and place.postcode and place.city:
            street = f"{place.street} {place.house_number}".strip()
            return list(filter(None, [page.title, place.addition, street, f"{place.postcode} {place.city}"]))
    return []
