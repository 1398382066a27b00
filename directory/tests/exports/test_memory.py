"""The memory for a download does not grow with the directory."""

import gc
import tracemalloc
from collections.abc import Callable, Iterable

import pytest
from django.core.cache import cache

from demo.sample_entries import add_samples
from directory.exports.formats import FORMATS
from directory.tests.factories import make_category, make_district

MEGABYTE = 1024 * 1024


def memory_of(make: Callable[[], Iterable[bytes]]) -> tuple[int, int]:
    """Generate a file and discard it; return its size and the peak of additional memory, in bytes."""
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        size = sum(map(len, make()))
        return size, tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def nobody_waits(done, wanted):
    pass


@pytest.fixture(autouse=True)
def _garbage_goes_at_once():
    """The test run collects garbage rarely, and uncollected garbage would count as used."""
    thresholds = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*thresholds)


@pytest.mark.parametrize("extension", FORMATS)
def test_memory_does_not_grow_with_the_entries(client, directory, monkeypatch, extension):
    monkeypatch.setattr("directory.exports.source.PIECE", 20)
    monkeypatch.setattr("cms.common.spreadsheets.ROWS_PER_PIECE", 20)
    path = f"/daten/verzeichnis.{extension}"
    make_category(), make_district()
    add_samples(40, nobody_waits)
    small_file, small = _warm_memory_of(client, path)
    add_samples(240, nobody_waits)
    large_file, large = _warm_memory_of(client, path)
    assert large_file > 3 * small_file
    assert large - small < MEGABYTE / 4


def _warm_memory_of(client, path: str) -> tuple[int, int]:
    """A bounded number of parsed rules is cached, which is not a cost of the file."""
    # The test commits nothing, so no new version of the content begins.
    cache.clear()
    client.get(path).getvalue()
    return memory_of(lambda: client.get(path))
