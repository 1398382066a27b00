import pytest
from bs4 import BeautifulSoup
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction

from directory.tests.factories import make_entry
from tests.support.making import make_document, make_page
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
SECRET = "Zaunkönig"


def results(client, text, **query):
    """Return the titles found."""
    response = client.get("/suche/", {"q": text, **query})
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [link.get_text() for link in soup.select(".found__group h3 a")]


def text_block(text):
    return {"type": "richtext", "value": f"<p>{text}</p>"}


def document_block(document):
    return {"type": "document", "value": {"document": document.pk, "title": "", "text": ""}}


def test_a_page_is_found_by_a_word_of_its_text(client, home):
    make_page(home, "Die Idee", body=[text_block("Wir bauen eine Mitfahrbank.")])
    assert results(client, "mitfahrbank") == ["Die Idee"]


def test_a_page_is_found_by_the_beginning_of_its_title(client, home):
    make_page(home, "Ehrenamtsagentur")
    assert results(client, "ehrenamt") == ["Ehrenamtsagentur"]


@pytest.mark.parametrize(
    "typed", ["Bank", "Mitfahrbänke", "mitfahrbaenke", "wandern", "Wanderer", "hiking", "походы"]
)
def test_a_page_is_found_in_the_way_in_which_entries_are(client, home, typed):
    make_page(home, "Mitfahrbank", body=[text_block("Nach der Wanderung nach Hause.")])
    assert results(client, typed) == ["Mitfahrbank"]


def test_the_best_page_comes_first(client, home):
    make_page(home, "Anfang", body=[text_block("Auch von der Mitfahrbank ist die Rede.")])
    make_page(home, "Die Mitfahrbankgruppe")
    make_page(home, "Zur Mitfahrbank")
    assert results(client, "Mitfahrbank") == ["Zur Mitfahrbank", "Die Mitfahrbankgruppe", "Anfang"]


def test_a_page_is_found_by_its_new_words_at_once(client, home):
    page = make_page(home, "Mitfahrbank")
    page.title = "Klimacafé"
    page.save_revision().publish()
    assert results(client, "Mitfahrbank") == []
    assert results(client, "Klimacafé") == ["Klimacafé"]


def test_a_result_names_the_place_where_it_stands(client, home):
    hidden = make_page(make_page(home, "Aktuelles"), SECRET, live=False)
    make_page(hidden, "Mitfahrbank")
    soup = BeautifulSoup(client.get("/suche/", {"q": "Mitfahrbank"}).content, "html.parser")
    assert soup.select_one(".row__meta").get_text(strip=True) == "Startseite › Aktuelles"
    assert SECRET not in soup.get_text()


def test_all_words_must_occur(client, home):
    make_page(home, "Rote Bank")
    make_page(home, "Rote Fahne")
    assert results(client, "rote bank") == ["Rote Bank"]


def test_a_page_found_twice_is_shown_once(client, home):
    make_page(home, "Mitfahrbank", body=[text_block("Mitfahrbank Mitfahrbank")])
    assert results(client, "Mitfahrbank") == ["Mitfahrbank"]


def test_drafts_are_not_found(client, home):
    make_page(home, SECRET, live=False)
    assert results(client, SECRET) == []


def test_unpublished_pages_are_not_found(client, home):
    make_page(home, SECRET).unpublish()
    assert results(client, SECRET) == []


def test_the_draft_of_a_public_page_is_not_found(client, home):
    page = make_page(home, "Die Idee")
    page.body = [text_block(SECRET)]
    page.summary = SECRET
    page.save_revision()
    assert results(client, SECRET) == []
    assert results(client, "Idee") == ["Die Idee"]
    assert SECRET not in client.get("/suche/", {"q": "Idee"}).content.decode()


@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
def test_private_pages_and_pages_below_them_are_not_found(client, home, restriction):
    private = make_page(home, SECRET)
    make_page(private, f"{SECRET} zwei")
    PageViewRestriction.objects.create(page=private, restriction_type=restriction, password="x")
    assert results(client, SECRET) == []


def test_pages_in_another_language_are_not_found(client, home):
    english = Locale.objects.create(language_code="en")
    translated = home.copy_for_translation(english)
    translated.save_revision().publish()
    make_page(translated, "Wren", locale=english)
    assert results(client, "Wren") == []
    response = client.get("/en/suche/", {"q": "Wren"})
    assert "Wren</a>" in response.content.decode()


def test_a_document_on_a_public_page_is_found_by_part_of_a_word(client, home):
    make_page(home, "Downloads", body=[document_block(make_document("Übersicht Vereinsrecht"))])
    assert results(client, "recht") == ["Übersicht Vereinsrecht"]
    assert results(client, "übersicht") == ["Übersicht Vereinsrecht"]


def test_a_document_that_no_page_uses_is_not_found(client, home):
    make_document(SECRET)
    assert results(client, SECRET) == []


def test_a_document_on_a_draft_is_not_found(client, home):
    make_page(home, "Downloads", body=[document_block(make_document(SECRET))], live=False)
    assert results(client, SECRET) == []


def test_a_document_in_the_draft_of_a_public_page_is_not_found(client, home):
    page = make_page(home, "Downloads")
    page.body = [document_block(make_document(SECRET))]
    page.save_revision()
    assert results(client, SECRET) == []


def test_a_document_on_a_private_page_is_not_found(client, home):
    private = make_page(home, "Intern")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_page(private, "Downloads", body=[document_block(make_document(SECRET))])
    assert results(client, SECRET) == []


def test_a_document_in_a_private_collection_or_below_one_is_not_found(client, home):
    outer = Collection.get_first_root_node().add_child(name="Intern")
    inner = outer.add_child(name="Noch interner")
    documents = [make_document(SECRET, collection=each) for each in (outer, inner)]
    make_page(home, "Downloads", body=[document_block(each) for each in documents])
    assert len(results(client, SECRET)) == 2
    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    assert results(client, SECRET) == []


def test_a_group_is_chosen_by_address(client, home):
    make_page(home, "Vereinsrecht", body=[document_block(make_document("Vereinsrecht als PDF"))])
    assert len(results(client, "Vereinsrecht")) == 2
    assert results(client, "Vereinsrecht", art="dokumente") == ["Vereinsrecht als PDF"]


def test_a_chosen_group_has_pages_of_results(client, home):
    for number in range(25):
        make_page(home, f"Mitfahrbank {number}")
    assert len(results(client, "Mitfahrbank")) == 5
    assert len(results(client, "Mitfahrbank", art="seiten")) == 20
    assert len(results(client, "Mitfahrbank", art="seiten", seite="2")) == 5


def test_the_search_is_kept_out_of_search_engines(client, home):
    response = client.get("/suche/", {"q": "x"})
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_nothing_found_says_so_and_helps(client, home):
    soup = BeautifulSoup(client.get("/suche/", {"q": "Quastenflosser"}).content, "html.parser")
    assert "Quastenflosser" in soup.find(class_="empty").h2.get_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\x00",
        "'\"`;--",
        '"unpaarig',
        "NEAR(a b)",
        "a AND OR NOT b",
        "title:geheim",
        "* ^ - + ( ) { }",
        "100 % _ \\ \\\\",
        "\u202e\u2066bidi",
        "😀",
        "<script>alert(1)</script>",
        "1" * 30,
        "Ä" * 100_000,
        "a b " * 5000,
        "%s %d %(x)s",
    ],
)
def test_strange_texts_are_answered(client, home, text):
    response = client.get("/suche/", {"q": text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    "query",
    [
        "q=%ff%fe",
        "q=%ed%a0%80",
        "q=a&seite=99999999999999999999&art=seiten",
        "q=a&seite=x",
        "q=a&art=%00",
        "q=a&q=b&unbekannt=1",
    ],
)
def test_strange_addresses_are_answered(client, home, query):
    assert client.get(f"/suche/?{query}").status_code == 200


def test_only_reading_is_allowed(client, home):
    assert client.post("/suche/", {"q": "x"}).status_code == 405


@pytest.mark.parametrize("number", [1, 21])
def test_the_search_stays_within_eight_queries(client, home, queries_of, number):
    for each in range(number):
        document = make_document(f"Mitfahrbank {each}", content=b"x", name="x.txt")
        make_page(home, f"Mitfahrbank {each}", body=[document_block(document)])
    make_page(home, "Mitfahrbank", model="strategy.StrategyPage")
    for kind in ("", "seiten", "dokumente"):
        assert queries_of("/suche/", q="Mitfahrbank", art=kind) <= 8, kind


@pytest.fixture
@recorded
def directory(home):
    return make_page(home, "Verzeichnis", model="directory.DirectoryPage")


def test_an_entry_is_found_as_an_entry_and_not_as_a_page(client, directory):
    make_entry(directory, "Klangbrücke")
    assert results(client, "klangbrücke") == ["Klangbrücke"]
    assert results(client, "klangbrücke", art="eintraege") == ["Klangbrücke"]
    assert results(client, "klangbrücke", art="seiten") == []


def test_the_draft_of_an_entry_is_not_found(client, directory):
    make_entry(directory, SECRET, live=False)
    assert results(client, SECRET) == []


def test_signs_without_any_word_find_nothing(client, directory):
    make_entry(directory, "Klangbrücke")
    assert results(client, "___ !?") == []


@pytest.mark.parametrize("number", [1, 21])
def test_entries_stay_within_eight_queries(client, directory, queries_of, number):
    for each in range(number):
        make_entry(directory, f"Klangbrücke {each}")
    assert queries_of("/suche/", q="Klangbrücke", art="eintraege") <= 8
    assert queries_of("/suche/", q="Klangbrücke") <= 8


def test_a_slip_is_answered_with_what_was_meant(client, directory):
    make_entry(directory, "Reparaturtreff Schraubstock")
    soup = BeautifulSoup(client.get("/suche/", {"q": "Reperaturtreff"}).content, "html.parser")
    assert soup.select_one(".search-guess strong").text == "Reparaturtreff"
    assert [link.text for link in soup.select(".found__group h3 a")] == ["Reparaturtreff Schraubstock"]
