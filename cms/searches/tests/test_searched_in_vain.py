from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError
from django.urls import reverse
from wagtail.models import Page, Site

from cms.searches import counting
from cms.searches.counting import count_in_vain, forget
from cms.searches.models import EverydayWord, SearchNote, VainWord
from cms.towns.models import GroupTown
from directory.models import Category
from directory.tests.factories import make_category, make_directory, make_entry, make_openings_page
from events.tests.making import make_event_index
from news.tests.making import make_news_index
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
START = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
@recorded
def directory(db):
    directory = make_directory()
    make_entry(directory, "Kickergruppe", category=make_category("Fußball"))
    make_openings_page(directory)
    home = Page.objects.get(pk=directory.get_parent().pk)
    make_event_index(home)
    make_news_index(home)
    return directory


@pytest.fixture
def days(time_travel):
    def go(number):
        time_travel(START + timedelta(days=number))

    go(0)
    return go


def stored() -> list[str]:
    """Everything that the tables say."""
    return [f"{word.text} {word.days} {word.answer}" for word in VainWord.objects.order_by("pk")]


def search_on_three_days(client, days, path, query) -> None:
    for number in range(3):
        days(number)
        assert client.get(path, query).status_code == 200


PAGES = ("/verzeichnis/", "/mithilfe/", "/termine/", "/aktuelles/", "/suche/")
APIS = ("organisations/", "openings/", "occurrences/", "news/", "search")


@pytest.mark.parametrize("path", [*PAGES, *(f"/api/v1/{name}" for name in APIS)])
def test_a_word_is_known_from_the_third_day_on(directory, client, days, path):
    for number in range(2):
        days(number)
        client.get(path, {"q": "Hallenbad"})
        client.get(path, {"q": "hallenbad"})
    assert [word.text for word in VainWord.objects.all()] == [""]
    assert "hallenbad" not in "".join(stored())
    days(2)
    client.get(path, {"q": "Hallenbad"})
    (word,) = VainWord.objects.all()
    assert (word.text, word.days) == ("hallenbad", [])
    assert [(week.monday, week.number) for week in word.weeks.all()] == [(date(2027, 3, 1), 1)]


def test_a_server_that_keeps_answers_counts_each_of_them(directory, server, days):
    for number in range(3):
        days(number)
        for _again in range(2):
            assert server.get("/api/v1/organisations/?q=Hallenbad")[0] == 200
    assert VainWord.objects.get().weeks.get().number == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Fussball", []),
        ("Fusball", []),
        ("Hallenbad", ["hallenbad"]),
        ("Fussball Hallenbad", ["hallenbad"]),
        ("erika.mustermann@example.org", []),
        ("06561 15063", []),
        ("Hallenbad 54634 erika@example.org", ["hallenbad"]),
        ("ab", []),
        ("x" * 61, []),
    ],
)
def test_only_words_that_find_nothing_are_counted_and_nothing_that_names_a_person(
    directory, client, days, typed, words
):
    search_on_three_days(client, days, "/verzeichnis/", {"q": typed})
    assert [word.text for word in VainWord.objects.order_by("text")] == words


def test_filters_that_leave_nothing_over_make_no_word_vain(directory, client, days):
    search_on_three_days(client, days, "/verzeichnis/", {"q": "Fussball", "wochentag": "mo"})
    assert not VainWord.objects.exists()


def test_made_up_words_do_not_fill_the_database(directory, client, days, monkeypatch):
    monkeypatch.setattr(counting, "MOST_UNKNOWN", 3)
    for number in range(6):
        client.get("/verzeichnis/", {"q": f"quastenflosser{'abcdef'[number]} unsinn{'abcdef'[number]}"})
    assert VainWord.objects.count() == 3


def test_an_answer_does_not_depend_on_the_counting(directory, client, days):
    with patch.object(counting, "_count", side_effect=DatabaseError):
        assert client.get("/verzeichnis/", {"q": "Hallenbad"}).status_code == 200


def test_what_is_past_its_time_goes(directory, client, days):
    search_on_three_days(client, days, "/verzeichnis/", {"q": "Hallenbad"})
    client.get("/verzeichnis/", {"q": "Eishalle"})
    assert forget(date(2027, 5, 2)) == 0
    assert forget(date(2027, 5, 3)) == 1
    assert [word.text for word in VainWord.objects.all()] == ["hallenbad"]
    assert forget(date(2028, 3, 5)) == 1


@pytest.fixture
def word(directory):
    site = Site.objects.get()
    return VainWord.objects.create(site=site, digest="x", text="bolzen", last_on=date(2027, 3, 1))


@pytest.fixture
def staff(client):
    client.force_login(make_user("kim", "Ehrenamtsagentur"))
    return client


def answer(staff, word, name, value):
    sent = {f"{name}-value": value, name: ""}
    assert staff.post(reverse("vain_word", args=[word.pk]), sent).status_code == 302
    return staff.get("/verzeichnis/", {"q": word.text})


def test_a_word_says_how_often_it_was_looked_for(staff, word):
    for number in (1, 2):
        word.weeks.create(monday=date(2027, 3, 1 + 7 * number), number=number)
    page = staff.get(reverse("vain_word", args=[word.pk])).content.decode()
    assert "„bolzen“ wurde in zwölf Monaten 3-mal vergeblich gesucht." in page
    for button in ("Bei der Kategorie eintragen", "Alltagswort übernehmen", "Hinweis zeigen"):
        assert button in page


def test_a_click_makes_it_another_word_of_a_category(staff, word, django_capture_on_commit_callbacks):
    football = Category.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        found = answer(staff, word, "category", football.pk)
    assert found.context["total"] == 1
    assert Category.objects.get().synonyms == "bolzen"
    assert "Kategorie: Fußball" in staff.get(reverse("searched_in_vain")).content.decode()


def test_a_click_makes_it_an_everyday_word(staff, word, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = answer(staff, word, "everyday", "Fußball, Sport")
    assert found.context["total"] == 1
    (kept,) = EverydayWord.objects.all()
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(reverse("searched_in_vain"), {"delete": f"everyday-{kept.pk}"})
    assert staff.get("/verzeichnis/", {"q": "bolzen"}).context["total"] == 0


def test_a_click_tells_people_that_there_is_none(staff, word, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = answer(staff, word, "note", "Einen Bolzplatz gibt es in Bitburg nicht.")
    assert "Einen Bolzplatz gibt es in Bitburg nicht." in found.content.decode()
    soup = BeautifulSoup(staff.get("/suche/", {"q": "Bolzen"}).content, "html.parser")
    assert soup.select_one(".search-guess").text == "Einen Bolzplatz gibt es in Bitburg nicht."


def test_the_report_shows_only_words_of_the_own_town(client, word):
    here = Site.objects.get()
    root = Page.get_first_root_node().add_child(instance=Page(title="Musterstadt", slug="musterstadt"))
    there = Site.objects.create(hostname="musterstadt.example", root_page=root)
    other = VainWord.objects.create(site=there, digest="y", text="eishalle", last_on=date(2027, 3, 1))
    note = SearchNote.objects.create(site=there, word="eishalle", text="Gibt es nicht.")
    user = make_user("lou", "Ehrenamtsagentur")
    assert GroupTown.objects.get(group__user=user).site == here
    client.force_login(user)
    page = client.get(reverse("searched_in_vain")).content.decode()
    assert "bolzen" in page
    assert "eishalle" not in page
    assert client.get(reverse("vain_word", args=[other.pk])).status_code == 404
    assert client.post(reverse("searched_in_vain"), {"delete": f"note-{note.pk}"}).status_code == 404


def test_nobody_else_sees_it(client, word):
    client.force_login(make_user("max"))
    for address in (reverse("searched_in_vain"), reverse("vain_word", args=[word.pk])):
        assert client.get(address).status_code in {302, 403, 404}


def test_a_search_without_a_request_counts_nothing(directory):
    count_in_vain(None, "Hallenbad", ["hallenbad"])
    assert not VainWord.objects.exists()
