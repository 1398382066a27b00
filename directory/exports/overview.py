"""Facts about each file for the open data page."""

from cms.caching.content_version import cached

from .formats import ENTRIES, OPENINGS, Dataset
from .source import Source, extent_of

SAMPLE = 50


def overview(source: Source) -> dict:
    """Return the page's facts; `changed_at` is the latest publication of an entry, None if there is no entry."""
    extent = extent_of(source)
    return {
        "count": extent.count,
        "changed_at": extent.changed_at,
        "licence": source.licence,
        "publisher": source.publisher.name,
        "email": source.publisher.email,
        "files": [_file(source, ENTRIES, extension) for extension in ENTRIES.formats],
        "opening_files": [_file(source, OPENINGS, extension) for extension in OPENINGS.formats],
        "example": source.address("export", "ics") + "?kostenlos=1",
    }


def _file(source: Source, dataset: Dataset, extension: str) -> dict:
    """Return the facts of a file; `size` is in bytes, extrapolated from a sample if `is_estimated`."""
    key = f"directory-size:{source.site.pk}:{source.language}:{dataset.name}:{extension}"
    size, is_estimated = cached(key, lambda: _measure(source, dataset, extension))
    return {
        "extension": extension,
        "url": source.absolute(dataset.path(extension)),
        "format": dataset.formats[extension],
        "size": size,
        "is_estimated": is_estimated,
    }


def _measure(source: Source, dataset: Dataset, extension: str) -> tuple[int, bool]:
    """Return the size of a file; for a large directory, extrapolated from its first rows."""
    write, keys = dataset.formats[extension].write, dataset.index(source.directory).keys
    count = len(keys)
    size = sum(map(len, write(dataset.read(source, keys[:SAMPLE]))))
    if count <= SAMPLE:
        return size, False
    empty = sum(map(len, write(dataset.read(source, ()))))
    return empty + (size - empty) * count // SAMPLE, True
