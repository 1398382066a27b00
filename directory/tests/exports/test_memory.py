"""The memory that a download takes does not grow with the directory."""

import gc

import pytest

from directory.exports.formats import FORMATS
from directory.exports.weight import memory_of
from directory.samples import add_samples
from directory.tests.factories import make_category, make_district

MEGABYTE = 1024 * 1024


def nobody_waits(done, wanted):
    pass


@pytest.fixture(autouse=True)
def _garbage_goes_at_once():
    """The tests collect it seldom, and what waits for it would count as needed."""
    thresholds = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*thresholds)


@pytest.mark.parametrize("extension", FORMATS)
def test_memory_does_not_grow_with_the_entries(client, directory, monkeypatch, extension):
    monkeypatch.setattr("directory.exports.source.PIECE", 20)
    monkeypatch.setattr("cms.core.spreadsheets.ROWS_PER_PIECE", 20)
    path = f"/daten/verzeichnis.{extension}"
    make_category(), make_district()
    add_samples(40, nobody_waits)
    small_file, small = _warm_memory_of(client, path)
    add_samples(240, nobody_waits)
    large_file, large = _warm_memory_of(client, path)
    assert large_file > 3 * small_file
    assert large - small < MEGABYTE / 4


def _warm_memory_of(client, path: str) -> tuple[int, int]:
    """Rules that were read once are kept, a limited number of them: they are no cost of the file."""
    client.get(path).getvalue()
    return memory_of(lambda: client.get(path))
