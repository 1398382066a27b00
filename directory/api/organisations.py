"""Addresses of organisations: the list with its filters, and each by its key."""

from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router

from cms.api_toolkit.keyset import next_url
from cms.api_toolkit.parameters import LanguageParameters
from cms.api_toolkit.problems import ApiError, Problem
from cms.caching.cache_keys import tag
from cms.searches.counting import count_in_vain

from ..browse.index import EntryResults
from ..browse.typed_filters import results_of
from ..exports.entries import ExportEntry
from ..exports.records import record_of
from ..exports.source import Source, with_url_path
from ..models import Tombstone
from ..publishing.tombstones import find_successor
from .contact_forms import contact_form_of
from .lists import facets_of, part_of, source_of
from .logos import logos_of
from .parameters import OrganisationParameters
from .schemas import Organisation, Organisations

DATES = 3
router = Router(tags=["Directory"])


@router.get("/organisations/", response=Organisations, summary="Organisations")
def list_organisations(request: HttpRequest, parameters: Query[OrganisationParameters]):
    """All entries of the directory in one language, with the filters of the site and how many each would leave.

    The same as a file: `organisations.csv`, `organisations.geojson`, `organisations.jsonl`; in the words of Open
    Referral (HSDS 3): `/api/hsds/v3/organizations` and `/api/hsds/v3/services`.
    """
    source = source_of(request)
    asked = parameters.filters_near(source.terms, source.directory)
    found = results_of(EntryResults, source.directory, asked, source.terms)
    count_in_vain(request, parameters.q, found.lost_words)
    rows, cursor = part_of(found, parameters.cursor, parameters.limit)
    tag(request, "organisations")
    return {
        "items": organisations_of(source.entries_of(rows), request),
        "count": len(found),
        "next": next_url(request, cursor),
        "guess": found.guess or None,
        "facets": facets_of(found, parameters, source.terms),
    }


@router.get(
    "/organisations/{public_id}",
    response={200: Organisation, 308: None, 410: Problem},
    summary="One organisation",
)
def get_organisation(
    request: HttpRequest,
    public_id: Annotated[UUID, Path(description="The key of the entry, as in lists.")],
    parameters: Query[LanguageParameters],
):
    """One entry by its key. The key of an entry that was merged leads on (308); one that is gone answers 410."""
    source = source_of(request)
    record = with_url_path(source.entries).filter(public_id=public_id).first()
    if record is None:
        return _elsewhere(request, source, public_id)
    return organisations_of(source.entries_of([record]), request)[0]


def organisations_of(entries: list[ExportEntry], request: HttpRequest) -> list[dict]:
    """Return entries as the API shows them, with at most two queries."""
    tag(request, *(f"organisation-{entry.key}" for entry in entries))
    logos = logos_of([entry.document for entry in entries], request)
    return [_organisation(entry, logos.get(entry.document["logo"]), request) for entry in entries]


def _organisation(entry: ExportEntry, logo: dict | None, request: HttpRequest) -> dict:
    record = record_of(entry)
    for shown, times in zip(record["offers"], entry.schedules, strict=True):
        starts = times.next_starts(DATES) if shown["status"] == "active" else ()
        shown["next_dates"] = [timezone.localtime(start).isoformat() for start in starts]
    return {
        "type": "organisation",
        **record,
        "logo": logo,
        "contact_form": contact_form_of(entry.key, request),
    }


def _elsewhere(request: HttpRequest, source: Source, public_id: UUID) -> HttpResponse:
    successor = find_successor(source.entries, public_id)
    if successor is None:
        if Tombstone.objects.of_town(source.site).filter(public_id=public_id).exists():
            raise ApiError(410, "This organisation is no longer in the directory.")
        raise Http404
    query = request.META.get("QUERY_STRING")
    address = reverse("api:get_organisation", args=[successor])
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address, preserve_request=True)
