from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, PageViewRestriction

from directory.tests.factories import make_entry
from home.search_api import highlighted
from tests.support.making import make_document, make_page

pytestmark = pytest.mark.django_db
SEARCH = "/api/v1/search"
SECRET = "Zaunkönig"


def found(client, q, **query):
    answer = client.get(SEARCH, {"q": q, **query})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def town(home):
    """A page, a date, an entry and a document about choirs."""
    document = make_document("Chorheft")
    body = [{"type": "document", "value": {"document": document.pk, "title": "", "text": ""}}]
    make_page(home, "Chor im Rathaus", body=body, summary="Alle singen im Chor.")
    dates = make_page(home, "Termine", model="events.EventIndexPage")
    make_page(
        dates,
        "Chorprobe",
        model="events.EventPage",
        start=datetime(2099, 12, 1, 18, tzinfo=UTC),
        place_name="Rathaus",
    )
    home.directory = make_page(home, "Verzeichnis", model="directory.DirectoryPage")
    make_entry(home.directory, "Chorgemeinschaft")
    return home


def test_it_finds_every_kind_and_counts_them(client, town):
    answer = found(client, "Chor")
    assert [(item["type"], item["title"]) for item in answer["items"]] == [
        ("page", "Chor im Rathaus"),
        ("event", "Chorprobe"),
        ("organisation", "Chorgemeinschaft"),
        ("document", "Chorheft"),
    ]
    assert {each["type"]: each["count"] for each in answer["types"]} == {
        "page": 1,
        "news": 0,
        "event": 1,
        "organisation": 1,
        "document": 1,
    }
    assert (answer["count"], answer["next"], answer["guess"]) == (4, None, None)
    assert all(item["url"].startswith("http://testserver/") for item in answer["items"])


def test_it_is_read_on_in_parts_without_leaving_anything_out(client, town):
    address, titles = f"{SEARCH}?q=Chor&limit=1", []
    while address:
        answer = client.get(address).json()
        titles += [item["title"] for item in answer["items"]]
        address = answer["next"]
    assert titles == ["Chor im Rathaus", "Chorprobe", "Chorgemeinschaft", "Chorheft"]


def test_one_type_leaves_the_counts_of_the_others(client, town):
    answer = found(client, "Chor", type="document")
    assert [item["title"] for item in answer["items"]] == ["Chorheft"]
    assert answer["count"] == 1
    assert sum(each["count"] for each in answer["types"]) == 4


def test_the_words_looked_for_are_marked(client, town):
    page = found(client, "chor", type="page")["items"][0]
    assert page["highlighted_summary"] == [
        {"text": "Alle singen im ", "is_match": False},
        {"text": "Chor", "is_match": True},
        {"text": ".", "is_match": False},
    ]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Füße & Hände", ["fuesse"], ["Füße"]),
        ("Der Kirchenchor", ["chor"], ["Kirchenchor"]),
        ("<b>Chor</b>", ["chor"], ["Chor"]),
        ("", ["chor"], []),
        ("Chor", [], []),
    ],
)
def test_pieces_are_the_text_with_its_matches(text, words, marked):
    pieces = highlighted(text, words)
    assert "".join(piece["text"] for piece in pieces) == text
    assert [piece["text"] for piece in pieces if piece["is_match"]] == marked


def test_only_chosen_fields_are_told(client, town):
    item = found(client, "Chor", fields="title")["items"][0]
    assert set(item) == {"id", "type", "title"}


def test_a_slip_is_guessed(client, town):
    assert found(client, "Chorgemeinschfat")["guess"] == "Chorgemeinschaft"


def test_nothing_that_is_not_public_is_found(client, town):
    make_page(town, f"{SECRET} Entwurf", live=False)
    private = make_page(town, f"{SECRET} privat")
    make_page(private, f"{SECRET} darunter")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_document(f"{SECRET} ohne Seite")
    make_entry(town.directory, f"{SECRET} Entwurf", live=False)
    answer = found(client, SECRET)
    assert (answer["items"], answer["count"]) == ([], 0)
    assert all(each["count"] == 0 for each in answer["types"])


def test_other_languages_have_results_of_their_own(client, town):
    Locale.objects.get_or_create(language_code="en")
    assert found(client, "Chor", locale="en", type="page")["items"] == []


def test_the_number_of_queries_does_not_grow(client, town, django_assert_max_num_queries):
    for number in range(20):
        make_page(town, f"Chor {number}", summary="Singen")
        make_entry(town.directory, f"Chor der {number}. Straße")
    found(client, "Cho", limit=50)
    with django_assert_max_num_queries(6):
        assert found(client, "Chor", limit=50)["count"] == 44


def test_finding_nothing_costs_no_more(client, town, django_assert_max_num_queries):
    found(client, "Chro")
    with django_assert_max_num_queries(8):
        assert found(client, "Chro")["count"] == 0


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": ""},
        {"q": "x" * 201},
        {"q": "a\x00"},
        {"q": "Chor", "limit": "0"},
        {"q": "Chor", "limit": "101"},
        {"q": "Chor", "limit": "9" * 30},
        {"q": "Chor", "cursor": "bm9uc2Vuc2U="},
        {"q": "Chor", "cursor": "ä"},
        {"q": "Chor", "cursor": "b2Zmc2V0OjEwMDAwMQ=="},
        {"q": "Chor", "type": "user"},
        {"q": "Chor", "fields": "password"},
        {"q": "Chor", "order": "title"},
    ],
)
def test_what_makes_no_sense_is_refused(client, town, query):
    answer = client.get(SEARCH, query)
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "q", ["%", "'; DROP TABLE", "\u202echor", "*", "AND OR NOT", '"', "((", "chor -chor"]
)
def test_no_text_breaks_it(client, town, q):
    assert found(client, q)["count"] >= 0
