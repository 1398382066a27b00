"""Recorded rows are replayed unchanged, or made again if they would differ."""

import pytest
from django.db import connection, transaction

from cms.search.index import matches_of
from directory.models import Category, Opening, PublicOpening
from directory.search.tables import ENTRIES
from directory.tests.factories import make_category, make_directory, make_entry
from tests.support.making import make_user

from .support.recorded import ROWS, Recorder
from .support.recorded import recorder as of_this_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder():
    recorder = Recorder()
    recorder.empty = of_this_run.empty
    return recorder


@pytest.fixture
def times() -> list[str]:
    """One item for each time that something was really made."""
    return []


def make_town(times) -> dict:
    times.append("town")
    opening = Opening(title="Kuchen backen", task="Für das Fest.")
    entry = make_entry(make_directory(), "Kickers Südwiese", openings=[opening])
    # Its key is never given again.
    make_category("Wandern").delete()
    return {"entry": entry}


def make_office(entry, times):
    times.append("office")
    entry.title = "Kickers Nord"
    entry.save()
    return make_user(f"amt-{entry.pk}", "Redaktion")


def state() -> tuple:
    rows = ROWS[connection.vendor]
    return rows.all_rows(connection.connection), rows.last_keys(connection.connection)


def begin(recorder) -> None:
    """Earlier writes in the same transaction do not count."""
    recorder.begin()
    recorder.changes = ROWS[connection.vendor].changes(connection.connection)


def call_for_town(recorder, times) -> dict:
    return recorder.call(lambda: make_town(times), {})


def make_both(recorder, times) -> tuple:
    """Return the rows made, which are then rolled back."""
    with transaction.atomic():
        begin(recorder)
        entry = call_for_town(recorder, times)["entry"]
        user = recorder.call(lambda entry: make_office(entry, times), {"entry": entry})
        found = len(matches_of(ENTRIES, "kickers nord").keys), PublicOpening.objects.count()
        after = state(), entry.title, user.groups.get().name, found
        transaction.set_rollback(True)
    return after


def test_rows_are_written_again_as_they_were(recorder, times):
    before = state()
    made = make_both(recorder, times)
    assert made[1:] == ("Kickers Nord", "Redaktion", (1, 1))
    assert state() == before
    assert make_both(recorder, times) == made
    assert times == ["town", "office"]


def test_after_any_other_change_it_is_made_anew(recorder, times):
    make_both(recorder, times)
    begin(recorder)
    make_category("Chor")
    call_for_town(recorder, times)
    assert times == ["town", "office", "town"]


def test_after_a_change_that_was_undone_it_is_made_anew(recorder, times):
    """The database may give other keys then."""
    make_both(recorder, times)
    begin(recorder)
    with transaction.atomic():
        make_category("Chor")
        transaction.set_rollback(True)
    call_for_town(recorder, times)
    assert times == ["town", "office", "town"]
    assert not Category.objects.filter(name="Chor")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="is about the statistics of PostgreSQL")
@pytest.mark.parametrize("autocommit", [True, False])
def test_what_an_earlier_transaction_wrote_does_not_count(autocommit):
    rows = ROWS["postgresql"]
    with connection.get_new_connection(connection.get_connection_params()) as database:
        for _test in range(3):
            database.autocommit = autocommit
            at_first = rows.changes_at_first(database)
            if autocommit:
                database.autocommit = False
            assert rows.changes(database) == at_first
            database.execute("INSERT INTO taggit_tag (name, slug) VALUES ('a', 'a')")
            assert rows.changes(database) != at_first
            assert rows.changes_at_first(database) == rows.NEVER
            database.rollback()


def test_at_another_time_it_is_made_anew(recorder, times, time_travel):
    from django.utils import timezone

    make_both(recorder, times)
    begin(recorder)
    time_travel(timezone.now())
    call_for_town(recorder, times)
    assert times == ["town", "office", "town"]
