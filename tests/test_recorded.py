"""What many tests begin with is written again as it was made, or made anew where it would differ."""

import pytest
from django.db import connection, transaction

from cms.core.tests.making import make_user
from directory.models import Category, Opening, PublicEntry, PublicOpening
from directory.tests.factories import make_category, make_directory, make_entry

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
    """What has happened before in the same transaction does not count."""
    recorder.begin()
    recorder.changes = ROWS[connection.vendor].changes(connection.connection)


def call_for_town(recorder, times) -> dict:
    return recorder.call(lambda: make_town(times), {})


def make_both(recorder, times) -> tuple:
    """The rows that come of it, which are then undone."""
    with transaction.atomic():
        begin(recorder)
        entry = call_for_town(recorder, times)["entry"]
        user = recorder.call(lambda entry: make_office(entry, times), {"entry": entry})
        found = PublicEntry.objects.matching("kickers nord").count(), PublicOpening.objects.count()
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
    """The keys that were given may differ then."""
    make_both(recorder, times)
    begin(recorder)
    with transaction.atomic():
        make_category("Chor")
        transaction.set_rollback(True)
    call_for_town(recorder, times)
    assert times == ["town", "office", "town"]
    assert not Category.objects.filter(name="Chor")


def test_at_another_time_it_is_made_anew(recorder, times, time_travel):
    from django.utils import timezone

    make_both(recorder, times)
    begin(recorder)
    time_travel(timezone.now())
    call_for_town(recorder, times)
    assert times == ["town", "office", "town"]
