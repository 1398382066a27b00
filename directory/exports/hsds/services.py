"""Offers as services."""

from dataclasses import dataclass

from cms.recurrence.words import in_words
from directory.browse.detail import cost_words
from directory.publishing.entry_document import schedule_of
from directory.publishing.keys import keyed, part_key, services_of

from ..entries import ExportEntry
from ..licences import Publisher
from . import filled
from .organizations import description_of, location, organization_summary, phones_of
from .taxonomies import attributes_of

STATUS = {"active": "active", "pausing": "temporarily closed"}


@dataclass(frozen=True)
class Service:
    """An offer; or, with offer None, the activity of an entry without offers, under the entry's key."""

    key: str
    entry: ExportEntry
    offer: dict | None

    @property
    def places(self) -> list[dict]:
        """Only visible places."""
        if self.offer is None:
            return self.entry.places
        place = self.entry.place_of(self.offer)
        return [place] if place else []


def services(entry: ExportEntry) -> list[Service]:
    return [
        Service(key, entry, None if number is None else entry.offers[number])
        for number, key, _offer in services_of(entry.document)
    ]


def service_summary(service: Service, publisher: Publisher) -> dict:
    """Return the single-valued fields and the organization, as shown in lists."""
    entry, offer = service.entry, service.offer or {}
    assured_on = entry.document["assured_on"]
    return filled(
        {
            "id": service.key,
            "organization_id": entry.key,
            "name": offer.get("name") or entry.name,
            "description": offer.get("description") or description_of(entry),
            "url": entry.url,
            "email": entry.document["email"],
            "status": _status(offer, entry),
            "application_process": offer.get("how_to_join"),
            "fees_description": cost_words(offer) if offer else "",
            "eligibility_description": ", ".join(term.name for term in entry.target_groups),
            "minimum_age": offer.get("age_from"),
            "maximum_age": offer.get("age_to"),
            "assured_date": assured_on,
            # The office's address, since the person who confirmed the entry stays private.
            "assurer_email": publisher.email if assured_on else "",
            "last_modified": entry.changed_at and entry.changed_at.isoformat(timespec="milliseconds"),
            "organization": organization_summary(entry),
        }
    )


def _status(offer: dict, entry: ExportEntry) -> str:
    """Return the offer's status, which pauses with its entry; a course is inactive after its last day."""
    if bool(offer) and schedule_of(offer).has_ended():
        return "inactive"
    return STATUS["pausing" if entry.paused_until else offer.get("status", "active")]


def service_in_full(service: Service, publisher: Publisher) -> dict:
    return service_summary(service, publisher) | filled(
        {
            "phones": phones_of(service.entry.document["phone"], "service", service.key),
            "schedules": _schedules(service.offer, service.key) if service.offer else [],
            "service_areas": _areas(service),
            "service_at_locations": _at_locations(service, publisher),
            "languages": _languages(service),
            "attributes": attributes_of(service.entry, service.key, "service"),
        }
    )


def _areas(service: Service) -> list[dict]:
    return [
        {"id": part_key(service.key, "area", term.slug), "service_id": service.key, "name": term.name}
        for term in service.entry.districts
    ]


def _at_locations(service: Service, publisher: Publisher) -> list[dict]:
    return [
        {
            "id": part_key(service.key, "at", place["key"]),
            "service_id": service.key,
            "location_id": place["key"],
            "location": location(place, service.entry, publisher),
        }
        for place in service.places
    ]


def _languages(service: Service) -> list[dict]:
    names = service.entry.document["languages"]
    keys = keyed(service.key, "language", names)
    return [
        {"id": key, "service_id": service.key, "name": name} for key, name in zip(keys, names, strict=True)
    ]


def _schedules(offer: dict, service: str) -> list[dict]:
    """Return the times in the terms of RFC 5545, none if nothing is known. They are German local time."""
    times = schedule_of(offer)
    if not times.is_known:
        return []
    data = {
        "id": part_key(service, "schedule"),
        "service_id": service,
        "freq": times.frequency.upper(),
        "interval": times.interval if times.frequency else None,
        "byday": ",".join(times.weekdays_of_month),
        "dtstart": offer["schedule"]["dtstart"] if times.first_date else None,
        "valid_from": offer["schedule"]["first_date"],
        "until": offer["schedule"]["until"],
        "valid_to": offer["schedule"]["until"],
        "opens_at": offer["schedule"]["opens_at"],
        "closes_at": offer["schedule"]["closes_at"],
        "description": in_words(times),
        "notes": times.note,
    }
    return [filled(data)]
