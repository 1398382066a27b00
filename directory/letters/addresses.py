"""Where a letter to an entry's keeper goes. Never where somebody who asks for a letter wants it to go."""

from ..models import OrganisationPage, Stewardship

# The address zone of DIN 5008 has six lines.
MOST_LINES = 6


def address_of(page: OrganisationPage, keeping: Stewardship | None) -> list[str]:
    """Return the lines for the window of the envelope; [] when nobody has entered an address."""
    written = keeping.postal_address if keeping else ""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    return (lines or _of_first_place(page))[:MOST_LINES]


def _of_first_place(page: OrganisationPage) -> list[str]:
    for place in page.meeting_places.all():
        if place.street and place.postcode and place.city:
            street = f"{place.street} {place.house_number}".strip()
            return list(filter(None, [page.title, place.addition, street, f"{place.postcode} {place.city}"]))
    return []
