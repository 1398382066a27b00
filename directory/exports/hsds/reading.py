"""Which entries and services a request is about."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from ...models import PublicService
from ..entries import ExportEntry
from ..source import Source
from .services import Service, services
from .taxonomies import all_terms


def narrowed(source: Source, parameters: dict) -> QuerySet:
    """Return the entries that meet all of search, terms and time."""
    entries = source.entries
    if parameters["search"]:
        entries = entries.matching(parameters["search"])
    if parameters["modified_after"]:
        entries = entries.filter(page__last_published_at__gte=parameters["modified_after"])
    wanted = {name: parameters[name] for name in ("taxonomy_id", "taxonomy_term_id") if parameters[name]}
    for name, key in wanted.items():
        entries = _with_terms(entries, source, name, key)
    return entries


def _with_terms(entries: QuerySet, source: Source, name: str, key: UUID) -> QuerySet:
    by_kind: dict[str, list[int]] = {}
    for term_key, (taxonomy, term) in all_terms(source.terms).items():
        if str(key) == (taxonomy.key if name == "taxonomy_id" else term_key):
            by_kind.setdefault(taxonomy.kind, []).append(term.key)
    if not by_kind:
        return entries.none()
    for kind, values in by_kind.items():
        entries = entries.with_facet(kind, values)
    return entries


def entry_of(source: Source, public_id: UUID) -> ExportEntry | None:
    keys = source.entries.filter(public_id=public_id).order_by().values_list("pk", flat=True)
    found = source.entries_of_keys(list(keys[:1]))
    return found[0] if found else None


def services_of_rows(source: Source, rows: list[PublicService]) -> Iterator[Service]:
    """Yield the services of these rows, in their order."""
    keys = list(dict.fromkeys(row.entry_id for row in rows))
    found = {service.key: service for entry in source.entries_of_keys(keys) for service in services(entry)}
    return (found[str(row.key)] for row in rows if str(row.key) in found)
