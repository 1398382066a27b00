"""The address of calls for volunteers."""

from django.http import HttpRequest
from ninja import Query, Router

from cms.api_toolkit.keyset import next_url
from cms.caching.cache_keys import tag
from cms.searches.counting import count_in_vain

from ..browse.call_signups import signup_of
from ..browse.index import OpeningResults
from ..browse.typed_filters import results_of
from ..exports.entries import ExportEntry
from ..exports.records import opening_record, term_record
from ..exports.source import Source
from ..models import PublicOpening
from ..publishing.addresses import opening_url
from .contact_forms import contact_form_of
from .lists import facets_of, part_of, source_of
from .parameters import OpeningParameters
from .schemas import Openings

router = Router(tags=["Directory"])


@router.get("/openings/", response=Openings, summary="Calls for volunteers")
def list_openings(request: HttpRequest, parameters: Query[OpeningParameters]):
    """All calls for volunteers that still run, in one language, with filters and how many each would leave."""
    source = source_of(request)
    found = results_of(OpeningResults, source.directory, parameters.filters(source.terms), source.terms)
    count_in_vain(request, parameters.q, found.lost_words)
    rows, cursor = part_of(found, parameters.cursor, parameters.limit)
    tag(request, "openings", "organisations")
    return {
        "items": [_opening(row, source, request) for row in rows],
        "count": len(found),
        "next": next_url(request, cursor),
        "guess": found.guess or None,
        "facets": facets_of(found, parameters, source.terms),
    }


def _opening(row: PublicOpening, source: Source, request: HttpRequest) -> dict:
    row.entry.url_path = row.url_path
    entry = ExportEntry(row.entry.document, source.url_of(row.entry), source.terms)
    return {
        "type": "opening",
        **opening_record(row.document, entry),
        "url": opening_url(entry.url, row.document),
        "contact_form": contact_form_of(row.document["key"], request),
        "signup": _signup(row.document["key"], request),
        "organisation": {"id": entry.key, "name": entry.name, "url": entry.url},
        "districts": [term_record(term) for term in entry.districts],
        "is_step_free": entry.is_step_free,
    }


def _signup(key: str, request: HttpRequest) -> dict | None:
    form = signup_of(key, request)
    return form and {
        "url": request.build_absolute_uri(form.url),
        "state": form.state,
        "opens_at": form.opens_at,
    }
