"""Numbers in words. No queries."""

from django.utils.translation import ngettext

from .models import Places


def persons_in_words(persons: int) -> str:
    return ngettext("%(count)s person", "%(count)s persons", persons) % {"count": persons}


def places_in_words(places: Places) -> str:
    """What is left at this moment, such as “3 places left”; for pages that nobody keeps."""
    availability, free = places.availability(), places.free()
    if availability != Places.Availability.OPEN or free is None:
        return str(Places.Availability(availability).label)
    return ngettext("%(count)s place left", "%(count)s places left", free) % {"count": free}
