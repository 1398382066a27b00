import pytest

from directory.entry_sets import SPARSE, empty_sets

# In no order of numbers: rows are sorted by name.
KEYS = [*range(500, 560), *range(20)]
FEW = [KEYS[0], KEYS[7], KEYS[-1]]


@pytest.mark.parametrize("some", [[], FEW, KEYS[::3], KEYS])
def test_members_come_in_the_order_of_the_rows_however_many_they_are(some):
    assert len(FEW) * SPARSE < len(KEYS) < len(KEYS[::3]) * SPARSE
    sets = empty_sets(KEYS)
    found = sets.set_of(reversed(some))
    assert list(sets.members(found)) == some
    assert list(sets.members(found, order=KEYS[::-1])) == some[::-1]


def test_of_no_rows_there_are_no_members():
    sets = empty_sets([])
    assert list(sets.members(sets.set_of([1]))) == []


def test_rows_of_others_and_newer_ones_belong_to_no_set():
    sets = empty_sets([7, 3])
    assert list(sets.members(sets.set_of([3, 5, 0]))) == [3]
    assert list(sets.members(sets.set_of([3, 900]))) == [3]
    assert list(sets.members(sets.everything, order=[900, 3, 5, 7])) == [3, 7]
