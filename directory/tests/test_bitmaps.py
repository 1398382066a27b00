import pytest

from directory.browse.index.bitmaps import SPARSE, Index
from directory.search.tables import ENTRIES

# In no order of numbers: rows are sorted by name.
KEYS = [*range(500, 560), *range(20)]
FEW = [KEYS[0], KEYS[7], KEYS[-1]]


@pytest.mark.parametrize("some", [[], FEW, KEYS[::3], KEYS])
def test_members_come_in_the_order_of_the_rows_however_many_they_are(some):
    assert len(FEW) * SPARSE < len(KEYS) < len(KEYS[::3]) * SPARSE
    index = Index.of_keys(ENTRIES, KEYS)
    found = index.bitmap(reversed(some))
    assert list(index.members(found)) == some
    assert list(index.members(found, order=KEYS[::-1])) == some[::-1]


def test_of_no_rows_there_are_no_members():
    index = Index.of_keys(ENTRIES, [])
    assert list(index.members(index.bitmap([1]))) == []


def test_rows_of_others_and_newer_ones_belong_to_no_bitmap():
    index = Index.of_keys(ENTRIES, [7, 3])
    assert list(index.members(index.bitmap([3, 5, 0]))) == [3]
    assert list(index.members(index.bitmap([3, 900]))) == [3]
    assert list(index.members(index.everything, order=[900, 3, 5, 7])) == [3, 7]
