"""Selects the entries and services for a request."""

from collections.abc import Iterator
from uuid import UUID

from cms.search.key_lists import ordered_keys
from directory.browse.index import entry_index
from directory.browse.index.bitmaps import Index
from directory.browse.index.kept import keep
from directory.models import PublicService

from ..entries import ExportEntry
from ..source import Source
from .services import Service, services
from .taxonomies import all_terms


def narrowed(source: Source, parameters: dict) -> list[int]:
    """Return the sorted keys of the entries that match search, terms and time."""
    index = entry_index(source.directory)
    found = index.found_by(parameters["search"] or "")
    if parameters["modified_after"]:
        later = source.entries.filter(page__last_published_at__gte=parameters["modified_after"])
        found &= index.bitmap(later.order_by().values_list("pk", flat=True))
    # Only for lists of services.
    if parameters.get("organization_id"):
        one = source.entries.filter(public_id=parameters["organization_id"])
        found &= index.bitmap(one.order_by().values_list("pk", flat=True))
    for name in ("taxonomy_id", "taxonomy_term_id"):
        if parameters[name]:
            found &= _with_terms(index, source, name, parameters[name])
    return sorted(index.members(found))


def _with_terms(index: Index, source: Source, name: str, key: UUID) -> int:
    terms = [
        (taxonomy.kind, term.key)
        for term_key, (taxonomy, term) in all_terms(source.terms).items()
        if str(key) == (taxonomy.key if name == "taxonomy_id" else term_key)
    ]
    # Keys of terms are unique, and those of a taxonomy are all of one kind.
    return index.having(terms[0][0], [value for _kind, value in terms]) if terms else 0


def services_among(source: Source, entries: list[int]) -> list[int]:
    """Return the keys of the services of entries, in their order."""
    rows = PublicService.objects.filter(entry__directory=source.directory.pk).order_by("entry", "number")
    services = keep(("services", source.directory.pk), lambda: ordered_keys(rows, entry="entry"))
    among, pairs = set(entries), zip(services["every"], services["entry"], strict=True)
    return [service for service, entry in pairs if entry in among]


def entry_of(source: Source, public_id: UUID) -> ExportEntry | None:
    keys = source.entries.filter(public_id=public_id).order_by().values_list("pk", flat=True)
    found = source.entries_of_keys(list(keys[:1]))
    return found[0] if found else None


def services_of_rows(source: Source, rows: list[PublicService]) -> Iterator[Service]:
    """Yield the services in the order of the rows."""
    keys = list(dict.fromkeys(row.entry_id for row in rows))
    found = {service.key: service for entry in source.entries_of_keys(keys) for service in services(entry)}
    return (found[str(row.key)] for row in rows if str(row.key) in found)
