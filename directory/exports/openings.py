"""Calls for volunteers as a table: one row per open call, from the public records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..models import Opening, PublicOpening
from ..publishing.addresses import opening_url
from ..publishing.terms import names_of
from .entries import ExportEntry
from .source import Source, pieces_of
from .tables import Columns


@dataclass(frozen=True)
class ExportOpening:
    """A call for volunteers; `facts` is its part of the entry's public record."""

    entry: ExportEntry
    facts: dict


@dataclass(frozen=True)
class OpeningSource:
    """Iterates over the calls with these keys as `Source` does over entries."""

    source: Source
    keys: Iterable[int]

    @property
    def licence(self):
        return self.source.licence

    def __iter__(self) -> Iterator[ExportOpening]:
        for keys in pieces_of(self.keys):
            yield from self._openings_of(keys)

    def _openings_of(self, keys: list[int]) -> list[ExportOpening]:
        found = PublicOpening.objects.with_entry().in_bulk(keys)
        openings = [found[key] for key in keys if key in found]
        for opening in openings:
            opening.entry.url_path = opening.url_path
        entries = self.source.entries_of([opening.entry for opening in openings])
        return [
            ExportOpening(entry, opening.document) for entry, opening in zip(entries, openings, strict=True)
        ]


def _fact(name: str):
    return lambda call: call.facts[name]


def _time_need(call: ExportOpening) -> str:
    need = call.facts["time_need"]
    return str(Opening.TimeNeed(need).label) if need else ""


COLUMNS: Columns = {
    "id": _fact("key"),
    "titel": _fact("title"),
    "aufgabe": _fact("task"),
    "organisation": lambda call: call.entry.name,
    "organisation_id": lambda call: call.entry.key,
    "hilfe": lambda call: names_of(call.entry.terms.help_types, call.facts["help_types"]),
    "zeit": _time_need,
    "stunden_pro_woche": _fact("hours_per_week"),
    "von_zu_hause": _fact("is_remote"),
    "gesuchte_personen": _fact("places"),
    "mindestalter": _fact("minimum_age"),
    "sprachen": _fact("language_level"),
    "fuehrungszeugnis": _fact("needs_police_certificate"),
    "einarbeitung": _fact("training"),
    "versichert": _fact("is_insured"),
    "auslagen": _fact("expenses"),
    "kategorien": lambda call: [term.name for term in call.entry.categories],
    "zielgruppen": lambda call: [term.name for term in call.entry.target_groups],
    "ortsteile": lambda call: [term.name for term in call.entry.districts],
    "stufenlos": lambda call: call.entry.is_step_free,
    "website": lambda call: call.entry.document["website"],
    "e_mail": lambda call: call.entry.document["email"],
    "telefon": lambda call: call.entry.phone,
    "gueltig_bis": _fact("valid_until"),
    "seite": lambda call: opening_url(call.entry.url, call.facts),
}
