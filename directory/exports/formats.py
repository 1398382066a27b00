"""All formats, in the order in which the page of open data offers them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import openings
from .calendars import calendar
from .geojson import geojson
from .linked_data import json_ld
from .records import json_lines
from .tables import csv, xlsx


@dataclass(frozen=True)
class Format:
    """One way to write something down. `write` yields the file in pieces and needs no memory for the whole.

    `file_type` is the key in the list of the EU, `is_download` whether browsers save it instead of showing it,
    `is_registered` whether IANA knows the media type.
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


FORMATS = {
    entry.extension: entry
    for entry in (
        Format(
            "csv",
            "text/csv",
            "CSV",
            _("Table (CSV)"),
            _("For any spreadsheet program and for own evaluations."),
            csv,
        ),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            _("Table for Excel (XLSX)"),
            _("Opens with a double click, for lists and serial letters."),
            xlsx,
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
# The same tables, of calls for volunteers.
OPENING_FORMATS = {
    "csv": replace(FORMATS["csv"], write=openings.csv),
    "xlsx": replace(
        FORMATS["xlsx"], use=_("Opens with a double click, for notices and newsletters."), write=openings.xlsx
    ),
}
