"""What is given away as files of its own: the entries, and their calls for volunteers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse

from ..filters import Filters, OpeningFilters
from .formats import FORMATS, OPENING_FORMATS, Format
from .openings import OpeningSource, openings_of
from .source import Source


@dataclass(frozen=True)
class Dataset:
    """`name` begins the names of the files, and `route` is the view that sends them.

    `rows` returns all that may be given away, and `read` what a format writes of some of it. `filters` are those
    of the list that shows the same.
    """

    name: str
    route: str
    formats: dict[str, Format]
    filters: type[Filters]
    rows: Callable[[Source], QuerySet]
    read: Callable[[Source, QuerySet], Iterable]

    def path(self, extension: str) -> str:
        return reverse(self.route, args=[extension])


ENTRIES = Dataset(
    name="verzeichnis",
    route="export",
    formats=FORMATS,
    filters=Filters,
    rows=lambda source: source.entries,
    read=lambda source, rows: replace(source, entries=rows),
)
OPENINGS = Dataset(
    name="mithilfe",
    route="export_openings",
    formats=OPENING_FORMATS,
    filters=OpeningFilters,
    rows=openings_of,
    read=OpeningSource,
)
DATASETS = (ENTRIES, OPENINGS)
