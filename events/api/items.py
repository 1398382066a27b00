"""A date as the API shows it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cms.pages.site_trees import languages
from directory.exports.records import term_record
from directory.publishing.addresses import entry_url
from directory.publishing.terms import Terms

from ..browse.addresses import address_of
from ..models import Occurrence
from ..models.event_page import CALENDAR_NAME


def item_of(row: Occurrence, terms: Terms, request: HttpRequest, distance: int | None = None) -> dict:
    """Return a date, loaded `for_reading`, as the API shows it."""
    event, document = row.event, row.event.document
    facets = [(facet.kind, facet.value) for facet in event.facets.all()]
    url = address_of(event, request)
    return {
        "type": "occurrence",
        "id": row.key,
        "series": str(event.series),
        "start": timezone.localtime(row.start),
        "end": row.end and timezone.localtime(row.end),
        "all_day": row.all_day,
        "locale": languages()[event.home.locale_id],
        "title": event.title,
        "summary": document["summary"],
        "status": row.status,
        "note": row.note or document["status_note"],
        "original_day": row.original_day,
        "kind": event.kind,
        "organiser": _organiser(event, request),
        "place": _place(row, [key for kind, key in facets if kind == "district"], terms, distance),
        "price": {"kind": document["price"], "note": document["price_note"]},
        "age_from": document["age_from"],
        "age_to": document["age_to"],
        "categories": _terms([key for kind, key in facets if kind == "category"], terms.categories),
        "url": request.build_absolute_uri(url) if url else None,
        "ics_url": _calendar(row, url, request),
    }


def _organiser(event, request: HttpRequest) -> dict:
    entry = event.organiser
    if entry is None:
        return {"id": None, "name": event.document["organiser"], "url": None}
    entry.url_path = entry.page.url_path
    url = entry_url(entry, request)
    return {
        "id": str(entry.public_id),
        "name": event.document["organiser"] or entry.title,
        "url": request.build_absolute_uri(url) if url else None,
    }


def _place(row: Occurrence, districts: list[int], terms: Terms, distance: int | None) -> dict:
    place = row.event.document["place"]
    return {
        **{name: place[name] for name in ("street", "postcode", "city", "latitude", "longitude")},
        # Moved elsewhere, the address and the position are not known.
        **(
            {"street": "", "postcode": "", "city": "", "latitude": None, "longitude": None}
            if row.place
            else {}
        ),
        "name": row.place or place["name"],
        "districts": _terms(districts, terms.districts),
        "is_step_free": None if row.place else place["step_free"],
        "has_wheelchair_toilet": None if row.place else place["toilet"],
        "online_url": place["online_url"] or None,
        "distance": distance,
    }


def _calendar(row: Occurrence, url: str, request: HttpRequest) -> str:
    if row.event.page_id:
        return request.build_absolute_uri(f"{url}{CALENDAR_NAME}")
    return request.build_absolute_uri(f"{reverse('export_dates', args=['ics'])}?reihe={row.event.series}")


def _terms(keys: list[int], labels: dict) -> list[dict]:
    return [term_record(label) for key, label in labels.items() if key in keys]
