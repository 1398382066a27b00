"""What the page of open data says about each file."""

from dataclasses import dataclass, replace
from datetime import datetime

from cms.core.caching import cached

from .formats import FORMATS, Format
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
    example: str


def overview(source: Source) -> Overview:
    extent = extent_of(source)
    return Overview(
        count=extent.count,
        changed_at=extent.changed_at,
        licence=source.licence,
        publisher=source.publisher.name,
        email=source.publisher.email,
        files=[
            File(key, source.address("export", key), kind, size_of(source, key), extent.count > SAMPLE)
            for key, kind in FORMATS.items()
        ],
        example=source.address("export", "ics") + "?kostenlos=1",
    )


def size_of(source: Source, extension: str) -> int:
    """Return the size of a file in bytes; of a large directory, reckoned from its first entries."""
    key = f"directory-size:{source.site.pk}:{source.language}:{extension}"
    return cached(key, lambda: _measure(source, extension))


def _measure(source: Source, extension: str) -> int:
    write, count = FORMATS[extension].write, extent_of(source).count
    first = replace(source, entries=source.entries.filter(pk__in=_first_keys(source)))
    size = sum(map(len, write(first)))
    if count <= SAMPLE:
        return size
    empty = sum(map(len, write(replace(source, entries=source.entries.none()))))
    return empty + (size - empty) * count // SAMPLE


def _first_keys(source: Source) -> list[int]:
    return list(source.entries.values_list("pk", flat=True)[:SAMPLE])
