"""Hours for all who were ticked as present."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from directory.models import OrganisationPage
from joining.signups.models import Places
from joining.signups.services.attendance import Attended, attended_of

from ..models import HelperHours
from .confirming import Facts, TooManyHoursError, offer_hours


@dataclass
class Offered:
    """`asked` and `known` count people, `left` names those for whom a limit was reached."""

    asked: int = 0
    known: int = 0
    left: list[str] = field(default_factory=list)


def helpers_of(places: Places) -> tuple[list[Attended], list[Attended]]:
    """Return who was there and can be asked, and who was there and gave no address."""
    there = list(attended_of(places))
    return [each for each in there if each.email], [each for each in there if not each.email]


def offer_to_all(club: OrganisationPage, helpers: Iterable[Attended], facts: Facts, *, by: str) -> Offered:
    """Offer the same hours to each, one after the other, so that a limit loses nobody: sent again tomorrow, it asks
    only those who are left.

    Raise ValidationError for impossible facts.
    """
    before = set(HelperHours.objects.filter(organisation=club).values_list("pk", flat=True))
    result = Offered()
    for helper in helpers:
        try:
            hours = _offer(club, helper, facts, by)
        except TooManyHoursError:
            result.left.append(helper.name)
        else:
            result.known += hours.pk in before
            result.asked += hours.pk not in before
    return result


def _offer(club: OrganisationPage, helper: Attended, facts: Facts, by: str) -> HelperHours:
    return offer_hours(
        club,
        email=helper.email,
        source=HelperHours.Source.ATTENDANCE,
        by=by,
        language=helper.language,
        **vars(replace(facts, name=helper.name)),
    )
