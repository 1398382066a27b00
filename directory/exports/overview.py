"""What the page of open data says about each file."""

from dataclasses import dataclass
from datetime import datetime

from cms.core.caching import cached

from .datasets import ENTRIES, OPENINGS, Dataset
from .formats import Format
from .licences import Licence
from .source import Source, extent_of

SAMPLE = 50


@dataclass(frozen=True)
class File:
    """`size` is in bytes; `is_estimated` when it was reckoned from some of the entries."""

    extension: str
    url: str
    format: Format
    size: int
    is_estimated: bool


@dataclass(frozen=True)
class Overview:
    """`changed_at` is when an entry was last published, None while there is none."""

    count: int
    changed_at: datetime | None
    licence: Licence
    publisher: str
    email: str
    files: list[File]
    opening_files: list[File]
    example: str


def overview(source: Source) -> Overview:
    extent = extent_of(source)
    return Overview(
        count=extent.count,
        changed_at=extent.changed_at,
        licence=source.licence,
        publisher=source.publisher.name,
        email=source.publisher.email,
        files=_files(source, ENTRIES),
        opening_files=_files(source, OPENINGS),
        example=source.address("export", "ics") + "?kostenlos=1",
    )


def _files(source: Source, dataset: Dataset) -> list[File]:
    return [_file(source, dataset, extension) for extension in dataset.formats]


def _file(source: Source, dataset: Dataset, extension: str) -> File:
    key = f"directory-size:{source.site.pk}:{source.language}:{dataset.name}:{extension}"
    size, is_estimated = cached(key, lambda: _measure(source, dataset, extension))
    url = source.absolute(dataset.path(extension))
    return File(extension, url, dataset.formats[extension], size, is_estimated)


def _measure(source: Source, dataset: Dataset, extension: str) -> tuple[int, bool]:
    """Return the size of a file; of a large directory, reckoned from its first rows."""
    write, rows = dataset.formats[extension].write, dataset.rows(source)
    count = rows.count()
    first = rows.filter(pk__in=list(rows.values_list("pk", flat=True)[:SAMPLE]))
    size = sum(map(len, write(dataset.read(source, first))))
    if count <= SAMPLE:
        return size, False
    empty = sum(map(len, write(dataset.read(source, rows.none()))))
    return empty + (size - empty) * count // SAMPLE, True
