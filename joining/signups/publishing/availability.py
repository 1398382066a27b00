"""What can be said of several slots at once."""

from ..models import Places

Availability = Places.Availability
BEST_FIRST = (
    Availability.OPEN,
    Availability.WAITING_LIST,
    Availability.NOT_YET,
    Availability.FULL,
    Availability.CLOSED,
)


def best_of(availabilities: set[str]) -> str:
    """Return the best that any of them offers."""
    return next((each for each in BEST_FIRST if each in availabilities), Availability.CLOSED)
