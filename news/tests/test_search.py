"""What somebody types into the list of news, and into the API."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from cms.searches.models import SearchNote

from .making import make_category, make_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(news_index):
    clubs = make_category("Vereine")
    make_news(news_index, "Sommerfest am See", [clubs], date=date(2025, 7, 1))
    make_news(news_index, "Neuer Chor gesucht", date=date(2026, 5, 1), summary="Proben im Rathaus.")
    make_news(news_index, "Das Rathaus zieht um", date=date(2026, 2, 1))
    return news_index


def soup_of(client, url, **query):
    response = client.get(url, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, url, **query):
    return [link.get_text(strip=True) for link in soup_of(client, url, **query).select("main a.stretch")]


def in_api(client, **query):
    found = json.loads(client.get("/api/v1/news/", query).content)
    return [item["title"] for item in found["items"]], found["guess"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Rathaus", ["Das Rathaus zieht um", "Neuer Chor gesucht"]),
        ("singing", ["Neuer Chor gesucht"]),
        ("Sommer", ["Sommerfest am See"]),
        ("wann ist das Sommerfest", ["Sommerfest am See"]),
        ("Hallenbad", []),
        ("?!", []),
    ],
)
def test_news_are_found_best_first(client, news, typed, found):
    assert titles(client, news.url, q=typed) == found
    assert in_api(client, q=typed) == (found, None)


def test_a_slip_is_understood_and_said(client, news):
    soup = soup_of(client, news.url, q="Somerfest")
    assert [link.get_text() for link in soup.select("main a.stretch")] == ["Sommerfest am See"]
    assert soup.select_one(".search-guess strong").get_text() == "Sommerfest"
    assert in_api(client, q="Somerfest") == (["Sommerfest am See"], "sommerfest")


def test_a_topic_and_a_text_narrow_the_list_together(client, news):
    assert titles(client, news.url, q="Rathaus", kategorie="vereine") == []
    assert titles(client, news.url, q="Sommerfest", kategorie="vereine") == ["Sommerfest am See"]
    soup = soup_of(client, news.url, q="Sommerfest", kategorie="vereine")
    assert soup.select_one("main form input[name=kategorie]")["value"] == "vereine"
    assert soup.select_one("main form input[name=q]")["value"] == "Sommerfest"
    assert in_api(client, q="Sommerfest", topic="vereine") == (["Sommerfest am See"], None)


def test_nothing_found_says_how_to_go_on(client, news):
    main = soup_of(client, news.url, q="Hallenbad").main
    assert "Keine Meldung passt" in main.get_text()
    assert main.select_one(".empty a")["href"] == news.url


def test_a_note_of_the_editors_stands_above(client, news):
    SearchNote.objects.create(site=news.get_site(), word="Hallenbad", text="Das Bad ist in Musterstadt.")
    assert "Das Bad ist in Musterstadt." in soup_of(client, news.url, q="Hallenbad").main.get_text()


def test_drafts_are_not_found(client, news):
    make_news(news, "Geheimes Sommerfest", live=False)
    assert titles(client, news.url, q="Sommerfest") == ["Sommerfest am See"]
    assert in_api(client, q="geheimes") == ([], None)


def test_the_best_come_in_parts_and_other_orders_stay(client, news):
    first = json.loads(client.get("/api/v1/news/", {"q": "Rathaus", "limit": 1}).content)
    second = json.loads(client.get(first["next"]).content)
    assert [item["title"] for part in (first, second) for item in part["items"]] == [
        "Das Rathaus zieht um",
        "Neuer Chor gesucht",
    ]
    assert (first["count"], second["next"]) == (2, None)
    assert in_api(client, q="Rathaus", order="newest")[0] == ["Neuer Chor gesucht", "Das Rathaus zieht um"]
    assert client.get("/api/v1/news/", {"order": "best"}).status_code == 422
