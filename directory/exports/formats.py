"""The downloadable data sets, entries and their calls for volunteers, and all formats in the order of their page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.common.spreadsheets import csv_pieces, xlsx_pieces

from ..browse.filters import Filters, OpeningFilters
from ..browse.index import entry_index, opening_index
from ..browse.index.bitmaps import Index
from ..models import DirectoryPage
from . import openings
from .calendars import calendar
from .json_files import geojson, json_ld
from .records import json_lines
from .source import Source
from .tables import COLUMNS, Columns, rows_of


@dataclass(frozen=True)
class Format:
    """`write` yields the file in pieces, so that memory use stays constant.

    `file_type` is a key of the EU's file type list, `is_download` makes browsers save the file, `is_registered` says
    whether IANA knows the media type.
    """

    extension: str
    media_type: str
    file_type: str
    label: str
    use: str
    write: Callable[[Any], Iterator[bytes]]
    is_download: bool = True
    is_registered: bool = True

    @property
    def content_type(self) -> str:
        is_text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if is_text else self.media_type


def _table(pieces: Callable, columns: Columns, sheet: str) -> Callable[[Any], Iterator[bytes]]:
    return lambda source: pieces(rows_of(columns, source), sheet)


FORMATS = {
    entry.extension: entry
    for entry in (
        Format(
            "csv",
            "text/csv",
            "CSV",
            _("Table (CSV)"),
            _("For any spreadsheet program and for own evaluations."),
            _table(csv_pieces, COLUMNS, "Verzeichnis"),
        ),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            _("Table for Excel (XLSX)"),
            _("Opens with a double click, for lists and serial letters."),
            _table(xlsx_pieces, COLUMNS, "Verzeichnis"),
        ),
        Format(
            "geojson",
            "application/geo+json",
            "GEOJSON",
            _("Map data (GeoJSON)"),
            _("For maps and geographic information systems."),
            geojson,
        ),
        Format(
            "ics",
            "text/calendar",
            "ICS",
            _("Calendar (iCalendar)"),
            _("All regular offers, to subscribe to in a calendar."),
            calendar,
            is_download=False,
        ),
        Format(
            "jsonld",
            "application/ld+json",
            "JSON_LD",
            _("Linked data (JSON-LD)"),
            _("In the words of schema.org, for search engines and knowledge graphs."),
            json_ld,
        ),
        Format(
            "jsonl",
            "application/jsonl",
            "JSON",
            _("Complete records (JSON Lines)"),
            _("Everything that is public, one entry per line, for programs."),
            json_lines,
            is_registered=False,
        ),
    )
}
# The same tables for calls for volunteers.
OPENING_FORMATS = {
    "csv": replace(FORMATS["csv"], write=_table(csv_pieces, openings.COLUMNS, "Mithilfe gesucht")),
    "xlsx": replace(
        FORMATS["xlsx"],
        use=_("Opens with a double click, for notices and newsletters."),
        write=_table(xlsx_pieces, openings.COLUMNS, "Mithilfe gesucht"),
    ),
}


@dataclass(frozen=True)
class Dataset:
    """`name` is the stem of the file names, `route` the view that sends them.

    `index` holds everything public, `read` turns the rows with some keys into what the formats write. `filters` are
    those of the list that shows the same things. In `title` and `text`, for the catalogue, %s stands for the town.
    """

    name: str
    title: str
    text: str
    keywords: tuple[str, ...]
    route: str
    formats: dict[str, Format]
    filters: type[Filters]
    index: Callable[[DirectoryPage], Index]
    read: Callable[[Source, Iterable[int]], Iterable]

    def path(self, extension: str) -> str:
        return reverse(self.route, args=[extension])


ENTRIES = Dataset(
    name="verzeichnis",
    title="Verzeichnis der Vereine und Organisationen in %s",
    text="Vereine, Initiativen, Gemeinden und andere Organisationen in %s: was sie anbieten, wann und wo, für wen, mit "
    "Barrierefreiheit und Aufrufen zur Mithilfe. Die Einträge werden mindestens jährlich bestätigt.",
    keywords=("Vereine", "Ehrenamt", "Engagement", "Selbsthilfe", "Freizeit", "Beratung"),
    route="export",
    formats=FORMATS,
    filters=Filters,
    index=entry_index,
    read=lambda source, keys: replace(source, keys=keys),
)
OPENINGS = Dataset(
    name="mithilfe",
    title="Gesuche nach Ehrenamtlichen in %s",
    text="Wofür Vereine und Organisationen in %s gerade Freiwillige suchen: Aufgabe, Art der Hilfe, Zeitbedarf, "
    "Voraussetzungen, Kontakt und bis wann. Abgelaufene Gesuche fallen am nächsten Tag heraus.",
    keywords=("Ehrenamt", "Freiwillige", "Engagement", "Mithilfe"),
    route="export_openings",
    formats=OPENING_FORMATS,
    filters=OpeningFilters,
    index=opening_index,
    read=openings.OpeningSource,
)
DATASETS = (ENTRIES, OPENINGS)
