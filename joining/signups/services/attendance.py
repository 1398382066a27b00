"""Who was there: ticked at the door, by several people at once."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone

from ..models import Places, Signup


@dataclass(frozen=True)
class Sums:
    """In persons, with those whose data are deleted by now."""

    expected: int
    there: int


@dataclass(frozen=True)
class Attended:
    """`email` is empty where the office signed somebody up; `language` is that of the form."""

    name: str
    email: str
    persons: int
    language: str = "de"


def set_attended(places: Places, signup_id: int, attended: bool) -> bool:
    """Note whether somebody was there; say whether there is such a sign-up. Again, it changes nothing.

    Writes this one value only, so that two people with the same list do not overwrite each other.
    """
    mine = places.signups.coming().filter(pk=signup_id)
    mine.exclude(attended=attended, attended_at__isnull=False).update(
        attended=attended, attended_at=timezone.now()
    )
    return mine.exists()


def sums(places: Places) -> Sums:
    """Return how many were expected and came, with those whose data are deleted by now."""
    found = places.signups.coming().aggregate(
        expected=Sum("persons", default=0), there=Sum("persons", filter=Q(attended=True), default=0)
    )
    return Sums(found["expected"] + places.past_persons, found["there"] + places.past_attended)


def attended_of(places: Places) -> Iterator[Attended]:
    """Yield who was ticked as present, by name: to confirm hours, for example."""
    there = Signup.objects.coming().filter(places=places, attended=True).select_related("submission")
    for signup in there.order_by("submission__sender_name", "pk"):
        sent = signup.submission
        yield Attended(sent.sender_name, sent.sender_email, signup.persons, sent.language)
