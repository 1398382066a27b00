"""Which tests are the quick part on PostgreSQL, Redis and S3."""

import pytest
from django.test.utils import CaptureQueriesContext

from .support import stored


def ask():
    pass


def count():
    return CaptureQueriesContext


class Item:
    def __init__(self, name: str, *fixtures: str, marks: tuple = ()):
        self.nodeid, self.fixturenames, self.marks = f"a/test_a.py::{name}", fixtures, set(marks)
        self.function = count if "counts" in name else ask

    def get_closest_marker(self, name: str):
        return name if name in self.marks else None

    def add_marker(self, name: str) -> None:
        self.marks.add(name)


@pytest.mark.parametrize(
    ("item", "marks"),
    [
        (Item("test_rule[1]"), set()),
        (Item("test_page[1]", "db"), {"stored"}),
        (Item("test_page", marks=["django_db"]), {"django_db", "stored"}),
        (Item("test_page", "db", "queries_of"), {"stored", "alike"}),
        (Item("test_counts", "db"), {"stored", "alike"}),
    ],
)
def test_what_asks_the_database_is_chosen_unless_it_counts(item, marks):
    stored.mark([item])
    assert item.marks == marks


def test_one_variant_of_each_test_is_enough():
    items = [Item("test_a[1]", "db"), Item("test_a[2]", "db"), Item("test_b[2]", "db")]
    stored.mark(items)
    assert ["alike" in item.marks for item in items] == [False, True, False]
