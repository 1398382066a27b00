"""Calls for volunteers as a table of their own: one row per call that runs, from the records of its entries."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from ..addresses import opening_url
from ..models import Opening, PublicOpening
from ..terms import names_of
from .entries import ExportEntry
from .source import Source, pieces_of
from .tables import Columns, write_csv, write_xlsx

SHEET = "Mithilfe gesucht"


@dataclass(frozen=True)
class ExportOpening:
    """A call for volunteers; `facts` is what the entry's public record says of it."""

    entry: ExportEntry
    facts: dict

    @property
    def url(self) -> str:
        return opening_url(self.entry.url, self.facts)

    @property
    def help_types(self) -> list[str]:
        return names_of(self.entry.terms.help_types, self.facts["help_types"])

    @property
    def time_need(self) -> str:
        need = self.facts["time_need"]
        return str(Opening.TimeNeed(need).label) if need else ""


@dataclass(frozen=True)
class OpeningSource:
    """Goes through calls as `Source` does through entries, newest first."""

    source: Source
    openings: QuerySet

    @property
    def licence(self):
        return self.source.licence

    def __iter__(self) -> Iterator[ExportOpening]:
        for keys in pieces_of(self.openings.in_order()):
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


def openings_of(source: Source) -> QuerySet:
    """Return the calls of a town that run."""
    return PublicOpening.objects.visible_in(source.site, source.language).running()


def csv(source: OpeningSource) -> Iterator[bytes]:
    return write_csv(COLUMNS, source, SHEET)


def xlsx(source: OpeningSource) -> Iterator[bytes]:
    return write_xlsx(COLUMNS, source, SHEET)


def _fact(name: str):
    return lambda call: call.facts[name]


COLUMNS: Columns = {
    "id": _fact("key"),
    "titel": _fact("title"),
    "aufgabe": _fact("task"),
    "organisation": lambda call: call.entry.name,
    "organisation_id": lambda call: call.entry.key,
    "hilfe": lambda call: call.help_types,
    "zeit": lambda call: call.time_need,
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
    "seite": lambda call: call.url,
}
