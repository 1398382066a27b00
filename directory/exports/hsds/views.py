"""The addresses below /api/hsds/v3/."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from directory.models import PublicService
from directory.publishing.tombstones import find_successor

from ..source import Source
from . import filled
from .endpoints import Gone, Moved, endpoint
from .organizations import organization, organization_summary
from .parameters import page_of
from .reading import entry_of, narrowed, services_among, services_of_rows
from .services import service_in_full, service_summary, services
from .taxonomies import all_terms, taxonomies, term_json

VERSION = "3.1"
SPECIFICATION = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json"
PAGE = ("page", "per_page")
NARROWING = ("search", "taxonomy_id", "taxonomy_term_id", "modified_after")


@endpoint()
def about(request: HttpRequest, source: Source, parameters: dict) -> dict:
    publisher = source.publisher
    return {
        "version": VERSION,
        "profile": source.address("open_data"),
        "openapi_url": SPECIFICATION,
        "description": f"Vereine und Organisationen: {publisher.town}",
        "license": {"name": source.licence.name, "url": source.licence.url},
        "publisher": filled({"name": publisher.name, "email": publisher.email, "website": publisher.url}),
    }


@endpoint(*PAGE, *NARROWING, "organization_id", "full")
def service_list(request: HttpRequest, source: Source, parameters: dict) -> dict:
    envelope, keys = page_of(services_among(source, narrowed(source, parameters)), parameters)
    rows = PublicService.objects.in_bulk(keys)
    show = service_in_full if parameters["full"] else service_summary
    found = services_of_rows(source, [rows[key] for key in keys if key in rows])
    contents = [show(service, source.publisher) for service in found]
    return envelope | {"contents": contents}


@endpoint()
def service_detail(request: HttpRequest, source: Source, parameters: dict, key: UUID) -> dict:
    rows = PublicService.objects.filter(entry__in=source.entries.order_by().values("pk"), key=key)
    for service in services_of_rows(source, list(rows[:1])):
        return service_in_full(service, source.publisher)
    raise Http404


@endpoint(*PAGE, *NARROWING, "full", "full_service")
def organization_list(request: HttpRequest, source: Source, parameters: dict) -> dict:
    envelope, keys = page_of(narrowed(source, parameters), parameters)
    contents = [_organization(entry, source, parameters) for entry in source.entries_of_keys(keys)]
    return envelope | {"contents": contents}


@endpoint("full_service")
def organization_detail(request: HttpRequest, source: Source, parameters: dict, key: UUID) -> dict:
    """A merged entry redirects to its successor."""
    entry = entry_of(source, key)
    if entry:
        return _organization(entry, source, parameters | {"full": True})
    successor = find_successor(source.entries, key)
    if successor:
        raise Moved(reverse("hsds:organization", args=[successor]))
    raise Gone(key)


@endpoint(*PAGE, "search")
def taxonomy_list(request: HttpRequest, source: Source, parameters: dict) -> dict:
    found = [taxonomy.as_json() for taxonomy in taxonomies() if _says(parameters, taxonomy.name)]
    envelope, contents = page_of(found, parameters)
    return envelope | {"contents": contents}


@endpoint()
def taxonomy_detail(request: HttpRequest, source: Source, parameters: dict, key: UUID) -> dict:
    for taxonomy in taxonomies():
        if taxonomy.key == str(key):
            return taxonomy.as_json()
    raise Http404


@endpoint(*PAGE, "search", "taxonomy_id", "parent_id", "top_only")
def term_list(request: HttpRequest, source: Source, parameters: dict) -> dict:
    terms = [term_json(*found, source.terms) for found in all_terms(source.terms).values()]
    envelope, contents = page_of([term for term in terms if _is_wanted(term, parameters)], parameters)
    return envelope | {"contents": contents}


@endpoint()
def term_detail(request: HttpRequest, source: Source, parameters: dict, key: UUID) -> dict:
    found = all_terms(source.terms).get(str(key))
    if found is None:
        raise Http404
    return term_json(*found, source.terms)


def _organization(entry, source: Source, parameters: dict) -> dict:
    """Lists show summaries unless asked for more; services come as keys or in full."""
    if not (parameters["full"] or parameters["full_service"]):
        return organization_summary(entry)
    own = services(entry)
    if parameters["full_service"]:
        shown = [service_in_full(service, source.publisher) for service in own]
    else:
        shown = [{"id": service.key} for service in own]
    return organization(entry, source.publisher) | {"services": shown}


def _is_wanted(term: dict, parameters: dict) -> bool:
    asked = [(parameters[name], term.get(name)) for name in ("taxonomy_id", "parent_id")]
    is_below = all(wanted is None or str(wanted) == value for wanted, value in asked)
    is_top = not parameters["top_only"] or "parent_id" not in term
    return is_below and is_top and _says(parameters, term["name"])


def _says(parameters: dict, name: str) -> bool:
    return (parameters["search"] or "").casefold() in name.casefold()
