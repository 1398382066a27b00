"""Tables for CSV and Excel. The German headings never change; the directory has one row per entry."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from cms.common import phones
from cms.common.spreadsheets import Cell
from cms.recurrence.words import in_words

from ..browse.detail import street_line
from ..models import OrganisationPage
from ..publishing.entry_document import schedule_of
from .entries import ExportEntry, access_words, address_line

Columns = Mapping[str, Callable[[Any], object]]


def rows_of(columns: Columns, source) -> Iterator[list[Cell]]:
    """`source` has a licence and yields the objects that the columns read."""
    yield [*columns, "lizenz"]
    for each in source:
        yield [*(_cell(read(each)) for read in columns.values()), source.licence.short]


def _cell(value) -> Cell:
    """Join lists with " | ", which no item has inside."""
    if isinstance(value, list):
        return " | ".join(item.replace("|", "/") for item in value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return value
    return "" if value is None else str(value)


def _field(name: str) -> Callable[[ExportEntry], object]:
    return lambda entry: entry.document[name]


def _place(read: Callable[[dict], object]) -> Callable[[ExportEntry], object]:
    """A column about the first visible place."""
    return lambda entry: read(entry.places[0]) if entry.places else None


def _legal_form(entry: ExportEntry) -> str:
    form = entry.document["legal_form"]
    return str(OrganisationPage.LegalForm(form).label) if form else ""


def _contacts(entry: ExportEntry) -> list[str]:
    lines = []
    for contact in entry.document["contacts"]:
        phone = phones.for_reading(contact.get("phone", ""))
        parts = [contact["role"], contact.get("name"), contact.get("email"), phone]
        lines.append(", ".join(part for part in parts if part))
    return lines


def _times(entry: ExportEntry) -> list[str]:
    said = [(offer["name"], in_words(schedule_of(offer))) for offer in entry.offers]
    return [f"{name}: {times}" for name, times in said if times]


def _changed_on(entry: ExportEntry) -> date | None:
    return entry.changed_at and localtime(entry.changed_at).date()


COLUMNS: Columns = {
    "id": lambda entry: entry.key,
    "name": _field("name"),
    "kurzname": _field("short_name"),
    "offizieller_name": _field("legal_name"),
    "rechtsform": _legal_form,
    "registergericht": _field("register_court"),
    "registernummer": _field("register_number"),
    "gemeinnuetzig": _field("is_charitable"),
    "gegruendet": _field("founded_year"),
    "kurzbeschreibung": _field("summary"),
    "beschreibung": lambda entry: entry.description,
    "leichte_sprache": _field("description_easy"),
    "hauptkategorie": lambda entry: entry.main_category and entry.main_category.name,
    "kategorien": lambda entry: [term.name for term in entry.categories],
    "zielgruppen": lambda entry: [term.name for term in entry.target_groups],
    "ortsteile": lambda entry: [term.name for term in entry.districts],
    "sprachen": _field("languages"),
    "website": _field("website"),
    "e_mail": _field("email"),
    "telefon": lambda entry: entry.phone,
    "soziale_netzwerke": lambda entry: [link["url"] for link in entry.document["social_links"]],
    "treffpunkt": _place(lambda place: place["name"]),
    "strasse": _place(street_line),
    "adresszusatz": _place(lambda place: place["addition"]),
    "plz": _place(lambda place: place["postcode"]),
    "ort": _place(lambda place: place["city"]),
    "breitengrad": _place(lambda place: place["latitude"]),
    "laengengrad": _place(lambda place: place["longitude"]),
    "bus_und_bahn": _place(lambda place: place["public_transport"]),
    "barrierefrei_vorhanden": _place(lambda place: access_words(place, True)),
    "barrierefrei_fehlt": _place(lambda place: access_words(place, False)),
    "weitere_treffpunkte": lambda entry: [address_line(place) for place in entry.places[1:]],
    "angebote": lambda entry: [offer["name"] for offer in entry.offers],
    "zeiten": _times,
    "pause_bis": lambda entry: entry.paused_until,
    "mithilfe_gesucht": lambda entry: [opening["title"] for opening in entry.openings],
    "ansprechpersonen": _contacts,
    "teil_von": lambda entry: entry.parent and entry.parent.name,
    "bestaetigt_am": lambda entry: entry.assured_on,
    "geaendert_am": _changed_on,
    "seite": lambda entry: entry.url,
}
