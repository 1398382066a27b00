"""Which tests are repeated on PostgreSQL, Redis and S3."""

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from .support.stored import Notes, chosen, is_repeatable, kind_of, needs_services


def ask():
    pass


def count():
    return CaptureQueriesContext


class Item:
    def __init__(self, name: str, *fixtures: str, folder=None, marks: tuple = ()):
        self.nodeid, self.fixturenames, self.marks = name, fixtures, marks
        self.function = count if "counts" in name else ask
        self.funcargs = {"tmp_path": folder} if folder else {}

    def get_closest_marker(self, name: str):
        return name if name in self.marks else None


@pytest.mark.parametrize(
    ("item", "is_one"),
    [
        (Item("news/test_a.py::test_rule[1]"), False),
        (Item("news/test_a.py::test_page[1]", "db"), True),
        (Item("news/test_a.py::test_page", marks=["django_db"]), True),
        (Item("news/test_a.py::test_page", "db", "queries_of"), False),
        (Item("news/test_a.py::test_counts", "db"), False),
        (Item("tests/test_a.py::test_page", "db", marks=["browser"]), False),
        (Item("demo/tests/test_a.py::test_page", "db"), False),
    ],
)
def test_what_asks_the_database_is_repeatable_unless_it_counts(item, is_one):
    assert is_repeatable(item) is is_one


def test_what_is_about_a_service_is_needed(tmp_path):
    def is_needed(name: str) -> bool:
        return needs_services(Item(name, "db", folder=tmp_path))

    assert not is_needed("news/test_a.py::test_a")
    assert is_needed("cms/media/tests/test_a.py::test_a")
    assert is_needed("news/test_hostile_input.py::test_a")
    (tmp_path / "media").mkdir()
    assert is_needed("news/test_a.py::test_a")


def test_what_was_skipped_before_it_began_is_not_needed():
    assert not needs_services(Item("news/test_a.py::test_a", "db"))


def test_few_tests_ask_for_everything():
    asked = {"most": ["a", "b", "c"], "part": ["a", "b"], "own": ["a", "d"], "nothing": []}
    assert chosen(asked, []) == ["most", "own"]


def test_of_a_needed_test_one_variant_is_enough():
    asked = {"needed[1]": ["a"], "needed[2]": ["a"], "other": ["a"]}
    assert chosen(asked, ["needed[2]", "needed[1]"]) == ["needed[1]"]


def test_statements_differ_in_more_than_the_number_of_values():
    assert kind_of("a IN (%s, %s) LIMIT 20") == kind_of("a IN (%s) LIMIT 7") != kind_of("b IN (%s) LIMIT 7")
    assert kind_of("VALUES (%s, %s), (%s, %s)") == kind_of("VALUES (%s, %s)")


@pytest.mark.django_db
def test_what_a_test_asks_is_noted():
    notes = Notes(SimpleNamespace())
    run = notes.pytest_runtest_protocol(Item("news/test_a.py::test_a", "db"))
    next(run)
    Page.objects.count()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing")
    with pytest.raises(StopIteration):
        run.send(True)
    Page.objects.first()

    counted = 'SELECT COUNT(*) AS "__count" FROM "wagtailcore_page"'
    noted = notes.asked["news/test_a.py::test_a"]
    assert kind_of(counted) in noted
    assert any(
        kind_of(f"SELECT nothing {error}") in noted for error in ("OperationalError", "ProgrammingError")
    )
    assert len(noted) < 6


def test_what_several_processes_noted_becomes_one_list(tmp_path):
    notes = Notes(SimpleNamespace(option=SimpleNamespace(repeat=str(tmp_path / "list"))))
    for asked, needed in (({"a": ["1"], "b": ["1", "2"]}, []), ({"c": ["1"], "d": ["2"]}, ["d"])):
        process = Notes(SimpleNamespace(workeroutput={}))
        process.asked, process.needed = asked, needed
        process.pytest_sessionfinish()
        notes.pytest_testnodedown(process.config)
    notes.pytest_sessionfinish()
    assert (tmp_path / "list").read_text() == "b\nd\n"
