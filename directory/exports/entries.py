"""A public record as all formats see it: only what may be shown, with names instead of ids."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from html import unescape

from django.utils.html import strip_tags

from cms.common import phones
from cms.recurrence.schedule import Schedule

from ..browse.detail import access_label, street_line, town_line
from ..domain.dates import parse_day, still_open
from ..domain.pause import paused_until
from ..models.places import ACCESS_FIELDS
from ..publishing.entry_document import is_step_free, offers_of, schedule_of
from ..publishing.keys import SHOWN
from ..publishing.terms import TermLabel, Terms


@dataclass(frozen=True)
class Parent:
    """The entry to which another one belongs."""

    key: str
    name: str


@dataclass(frozen=True)
class ExportEntry:
    """An entry; `document` is its public record (see `publishing.entry_document.build_document`), `url` is absolute."""

    document: dict
    url: str
    terms: Terms
    parent: Parent | None = None

    @property
    def key(self) -> str:
        return self.document["public_id"]

    @property
    def name(self) -> str:
        return self.document["name"]

    @cached_property
    def description(self) -> str:
        """The description as plain text, one paragraph per line."""
        return plain_text(self.document["description"])

    @cached_property
    def main_category(self) -> TermLabel | None:
        return self.terms.categories.get(self.document["main_category"])

    @cached_property
    def categories(self) -> list[TermLabel]:
        """Starts with the main category."""
        return _labels(self.terms.categories, self.document["categories"])

    @cached_property
    def districts(self) -> list[TermLabel]:
        return _labels(self.terms.districts, self.document["districts"])

    @cached_property
    def target_groups(self) -> list[TermLabel]:
        return _labels(self.terms.target_groups, self.document["target_groups"])

    @cached_property
    def places(self) -> list[dict]:
        """Without places whose address is hidden."""
        return [place for place in self.document["places"] if not place["is_hidden"]]

    @cached_property
    def offers(self) -> list[dict]:
        """Current offers, including those that pause."""
        return offers_of(self.document, SHOWN)

    @cached_property
    def openings(self) -> list[dict]:
        """Calls for volunteers that are still open."""
        return [opening for opening in self.document["openings"] if still_open(opening)]

    @property
    def phone(self) -> str:
        """In national notation: a leading plus in a spreadsheet would have to be escaped."""
        return phones.for_reading(self.document["phone"])

    @cached_property
    def schedules(self) -> list[Schedule]:
        """In the order of the offers."""
        return [schedule_of(offer) for offer in self.offers]

    @property
    def is_step_free(self) -> bool:
        return is_step_free(self.document)

    @property
    def paused_until(self) -> date | None:
        """The last day of a pause that lasts today."""
        return paused_until(self.document)

    @property
    def assured_on(self) -> date | None:
        return parse_day(self.document["assured_on"])

    @property
    def changed_at(self) -> datetime | None:
        moment = self.document["last_published_at"] or self.document["first_published_at"]
        return datetime.fromisoformat(moment) if moment else None

    @property
    def published_on(self) -> date | None:
        return parse_day(self.document["first_published_at"])

    def place_of(self, offer: dict) -> dict | None:
        """Return the offer's place, None if it is hidden."""
        number = offer["place"]
        place = self.document["places"][number] if number is not None else None
        return place if place and not place["is_hidden"] else None


def address_line(place: dict) -> str:
    """Return name, street, addition and town on one line."""
    parts = [place["name"], street_line(place), place["addition"], town_line(place)]
    return ", ".join(part for part in parts if part)


def point_of(place: dict) -> list[float] | None:
    """Return [longitude, latitude], the order of RFC 7946."""
    if place["latitude"] is None or place["longitude"] is None:
        return None
    return [place["longitude"], place["latitude"]]


def access_words(place: dict, wanted: bool) -> list[str]:
    """Return the access features that a place is known to have, or known to lack (`wanted` False)."""
    return [access_label(name) for name in ACCESS_FIELDS if place["access"].get(name) is wanted]


def plain_text(html: str) -> str:
    for end in ("</p>", "</li>", "<br/>", "<br>"):
        html = html.replace(end, f"{end}\n")
    return unescape(strip_tags(html)).strip()


def _labels(terms: dict[int, TermLabel], keys: list[int]) -> list[TermLabel]:
    return [terms[key] for key in keys if key in terms]
