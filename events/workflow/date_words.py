"""A club's date in lines, for those who decide about it."""

from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from cms.recurrence.occurrence_words import when_in_full
from cms.recurrence.words import in_words, limits_in_words
from directory.models import Offer

from ..models import PartnerEvent
from ..publishing.dates import coming_dates


@dataclass(frozen=True)
class Line:
    """`before` is what a change replaces; None if there is nothing to compare with."""

    label: str
    text: str
    before: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.text


def lines_of(event: PartnerEvent, before: PartnerEvent | None = None) -> list[Line]:
    """Return what is said about it; with `before` also what it replaces."""
    now, old = _lines(event), _lines(before) if before else []
    pairs = zip_longest(now, old)
    lines = [Line(label, text, was[1] if was else None) for (label, text), was in pairs]
    return [line for line in lines if line.text or line.before]


def _lines(event: PartnerEvent) -> list[tuple[str, str]]:
    ages = [event.age_from, event.age_to]
    return [
        (_("Title"), event.title),
        (_("One sentence"), event.summary),
        (_("When"), when_of(event)),
        (_("Next dates"), "; ".join(when_in_full(each) for each in _next(event))),
        (_("Where"), place_of(event)),
        (_("Online at"), event.online_url),
        (_("Costs"), _joined(event.get_cost_display(), event.cost_note)),
        (_("Age"), "–".join("" if age is None else str(age) for age in ages).strip("–") if any(ages) else ""),
        (_("More about it at"), event.url),
    ]


def when_of(event: PartnerEvent) -> str:
    schedule = event.schedule
    if schedule.is_recurring:
        return ", ".join([in_words(schedule), *limits_in_words(schedule)])
    return when_in_full(schedule.occurrence_on(event.first_date))


def place_of(event: PartnerEvent) -> str:
    """The club's own place, or the address of the date."""
    if event.place_key != Offer.CHANGING_PLACES:
        places = {str(place.key): str(place) for place in event.organisation.meeting_places.all()}
        default = next(iter(places.values()), "") if event.place_key == Offer.FIRST_PLACE else ""
        return places.get(event.place_key, default)
    return _joined(event.place_name, event.street, f"{event.postcode} {event.city}".strip())


def _next(event: PartnerEvent):
    schedule = event.known_schedule
    return coming_dates(schedule, 5) if schedule.is_recurring else []


def _joined(*words: str) -> str:
    return ", ".join(filter(None, map(str, words)))
