from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cms.search.index import matches_of
from directory.browse.filters import Filters
from directory.browse.index import EntryResults
from directory.jobs import forget_entries
from directory.models import DirectoryPage, EntryWords, KnownWord, Opening, PublicEntry
from directory.search.tables import ENTRIES
from tests.support.recorded import recorded

from .factories import make_category, make_directory, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def town():
    directory = make_directory()
    sport = make_category("Fußball", synonyms="Kicken")
    choir = make_category("Singen")
    for title in ("Kirchenchor St. Peter", "Chor Nord", "Nachbarschaftshilfe Bitburg", "Karate Süd"):
        make_entry(directory, title, category=choir)
    make_entry(directory, "Bolzplatz", category=sport)
    return directory


def found(text: str) -> list[str]:
    cache.clear()
    results = EntryResults(DirectoryPage.objects.get(), Filters(text=text, order="relevance"), as_typed=True)
    return [entry.title for entry in results[:9]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chor", "Chor Nord"),
        ("Kirchenchöre", "Kirchenchor St. Peter"),
        ("HILFE", "Nachbarschaftshilfe Bitburg"),
        ("Hilfe in der Nachbarschaft", "Nachbarschaftshilfe Bitburg"),
        ("kicken", "Bolzplatz"),
        ("fussball", "Bolzplatz"),
        ("bolz", "Bolzplatz"),
    ],
)
def test_the_best_entry_comes_first(town, typed, first):
    assert found(typed)[:1] == [first]


def test_a_part_is_a_word_and_not_any_letters_in_between(town):
    assert found("rat") == []


@pytest.mark.parametrize("typed", ["?!", "\0", '"', "NEAR(", "*"])
def test_signs_without_a_word_of_any_entry_find_nothing(town, typed):
    assert found(typed) == []


@pytest.mark.parametrize(
    "typed", ["\"'*:( chor", "chor & | ! <-> nord", "na\0me:chor*", "👩‍🦽 ابجد", "chor " * 20_000]
)
def test_strange_texts_are_no_query_language(town, typed):
    assert set(found(typed)) <= {"Kirchenchor St. Peter", "Chor Nord"}


def test_nothing_typed_finds_everything(town):
    assert len(found("  ")) == 5


def test_what_changes_is_found_anew(town):
    page = PublicEntry.objects.get(title="Chor Nord").page.specific
    page.title = "Kegelbahn"
    page.save_revision().publish()
    assert (found("kegelbahn"), found("nord")) == (["Kegelbahn"], [])


def test_what_is_unpublished_or_deleted_is_found_no_more(town):
    PublicEntry.objects.get(title="Bolzplatz").page.specific.unpublish()
    PublicEntry.objects.get(title="Chor Nord").page.specific.delete()
    assert (found("bolzplatz"), found("nord")) == ([], [])
    assert EntryWords.objects.count() == 3


def test_other_words_of_a_category_find_its_entries_at_once(town):
    category = PublicEntry.objects.get(title="Bolzplatz").page.specific.main_category
    category.synonyms = "Bowling"
    category.save()
    assert (found("bowling"), found("kicken")) == (["Bolzplatz"], [])


def test_a_call_that_has_ended_is_no_longer_found(directory):
    last_day = timezone.localdate() - timedelta(days=1)
    entry = make_entry(
        directory, openings=[Opening(title="Notenwart", task="sortieren", valid_until=last_day)]
    )
    EntryWords.objects.filter(entry_id=entry.pk).update(offers="notenwart")
    KnownWord.objects.create(word="notenwart")
    assert matches_of(ENTRIES, "Notenwart").keys
    assert forget_entries()["words"] == 1
    assert not matches_of(ENTRIES, "Notenwart").keys
    assert not KnownWord.objects.filter(word="notenwart").exists()


# What a manual repair may do to the index.
DAMAGED = {
    "sqlite": ["INSERT INTO directory_search (directory_search) VALUES ('delete-all')"],
    "postgresql": [
        "UPDATE directory_search_rows SET words = 'adorfladen'",
        "INSERT INTO directory_search_rows (key, words) VALUES (987654, 'adorfladen')",
    ],
}


def test_the_index_is_rebuilt_by_a_command(directory):
    make_entry(directory, "Klangbrücke")
    with connection.cursor() as cursor:
        for statement in DAMAGED[connection.vendor]:
            cursor.execute(statement)
    assert not matches_of(ENTRIES, "Klangbrücke").keys
    call_command("rebuild_directory")
    assert matches_of(ENTRIES, "Klangbrücke").keys
    assert list(matches_of(ENTRIES, "Dorfladen").keys) == []
