"""The town's controlled lists as taxonomies. Keys derive from slugs, which never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from directory.publishing.keys import part_key
from directory.publishing.terms import TermLabel, Terms

from ..entries import ExportEntry
from . import filled

NAMESPACE = UUID("5b2f7c0e-6a1d-4c53-9a55-0f6f2d3f8a10")
KINDS = ("category", "target_group", "district")


@dataclass(frozen=True)
class Taxonomy:
    kind: str
    name: str
    description: str

    @property
    def key(self) -> str:
        return str(uuid5(NAMESPACE, self.kind))

    def term_key(self, term: TermLabel) -> str:
        return str(uuid5(NAMESPACE, f"{self.kind}:{term.slug}"))

    def as_json(self) -> dict:
        return {"id": self.key, "name": self.name, "description": self.description}


def taxonomies() -> list[Taxonomy]:
    return [
        Taxonomy("category", _("Categories"), _("What an organisation does.")),
        Taxonomy("target_group", _("Target groups"), _("For whom an organisation is there.")),
        Taxonomy("district", _("Districts"), _("Where an organisation is at home or meets.")),
    ]


def taxonomy_of(kind: str) -> Taxonomy:
    return taxonomies()[KINDS.index(kind)]


def all_terms(terms: Terms) -> dict[str, tuple[Taxonomy, TermLabel]]:
    """Return every term of every taxonomy by its key."""
    return {
        taxonomy.term_key(term): (taxonomy, term)
        for taxonomy in taxonomies()
        for term in terms.of_kind(taxonomy.kind).values()
    }


def term_json(taxonomy: Taxonomy, term: TermLabel, terms: Terms) -> dict:
    parent = terms.of_kind(taxonomy.kind).get(term.parent) if term.parent else None
    return filled(
        {
            "id": taxonomy.term_key(term),
            "code": term.slug,
            "name": term.name,
            "description": f"{taxonomy.name}: {term.name}",
            "parent_id": parent and taxonomy.term_key(parent),
            "taxonomy": taxonomy.name,
            "taxonomy_id": taxonomy.key,
            "language": "de",
        }
    )


def attributes_of(entry: ExportEntry, link: str, entity: str) -> list[dict]:
    """Return the terms of an entry as attributes of its organization or of a service."""
    lists: Iterable = (("category", entry.categories), ("target_group", entry.target_groups))
    return [
        {
            "id": part_key(link, "attribute", taxonomy_of(kind).term_key(term)),
            "link_id": link,
            "link_entity": entity,
            "taxonomy_term_id": taxonomy_of(kind).term_key(term),
            "taxonomy_term": term_json(taxonomy_of(kind), term, entry.terms),
        }
        for kind, terms in lists
        for term in terms
    ]
