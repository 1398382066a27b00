"""What people type finds what they mean, behind every door; see `search/queries.yaml`.

`pytest demo/tests/test_search.py -rP -k three` also says how many of how many.
"""

from functools import cache
from pathlib import Path

import pytest
import yaml
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from wagtail.models import Site

from directory.browse.listing import listing
from directory.models import DirectoryPage
from home.search import Search

from .conftest import HOST

FOLDER = Path(__file__).parent / "search"
FOREIGN = ("english", "ukrainian", "arabic", "turkish", "russian")
# At least so many of a hundred.
KNOWN, UNKNOWN = 98, 95


@cache
def read(name: str) -> dict:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


@pytest.fixture
def german(demo):
    with translation.override("de"):
        yield


def in_directory(text: str) -> list[str]:
    query = QueryDict(mutable=True)
    query["q"] = text
    directory = DirectoryPage.objects.get(locale__language_code="de")
    return [row["name"] for row in listing(directory, query)["rows"][:3]]


def in_whole_site(text: str) -> list[str]:
    groups = {group["key"]: group["rows"] for group in Search(text, Site.objects.get()).groups}
    return [row["name"] for row in groups.get("eintraege", [])[:3]]


def in_api(text: str) -> list[str]:
    found = Client(SERVER_NAME=HOST).get("/api/v1/organisations/", {"q": text, "limit": 3}).json()
    return [item["name"] for item in found["items"][:3]]


def missed(section: str, door) -> dict[str, list[str]]:
    wrong = {}
    for typed, meant in read("queries.yaml")[section].items():
        found = door(str(typed))
        names = tuple(name.strip() for name in meant.split("|"))
        if not any(name.startswith(names) for name in found):
            wrong[typed] = found
    return wrong


@pytest.mark.parametrize("door", [in_directory, in_whole_site, in_api])
@pytest.mark.parametrize(
    ("sections", "percent"), [(["german"], KNOWN), (["aside"], UNKNOWN), (FOREIGN, KNOWN)], ids=str
)
def test_what_people_type_is_among_the_first_three(german, door, sections, percent):
    wrong = {typed: found for each in sections for typed, found in missed(each, door).items()}
    number = sum(len(read("queries.yaml")[each]) for each in sections)
    print(f"{door.__name__}, {'/'.join(sections)}: {number - len(wrong)} of {number}; missed: {list(wrong)}")
    assert number - len(wrong) >= number * percent / 100, wrong


@pytest.mark.parametrize(
    "typed", ["Wanderung", "gratis Schach", "JUZ", "بحث كرة القدم", "немецкий язык", "Gitare"]
)
def test_the_api_finds_the_same_as_the_page(german, typed):
    assert in_api(typed) == in_directory(typed) != []


def test_no_word_that_exists_is_taken_for_a_slip(german):
    """Nor is an illness, an emergency, or what is no word at all."""
    for typed in read("never_corrected.yaml"):
        found = Search(typed, Site.objects.get())
        assert (typed, found.guess) == (typed, "")
        query = QueryDict(mutable=True)
        query["q"] = typed
        assert listing(DirectoryPage.objects.get(locale__language_code="de"), query)["guess"] == "", typed


def test_what_a_word_must_not_find(german):
    for typed, wrong in read("must_not_find.yaml").items():
        assert not any(name.startswith(wrong) for name in in_directory(typed)), typed


@pytest.mark.parametrize(
    ("typed", "chips"),
    [
        ("kostenlos", ["kostenlos"]),
        ("gratis", ["kostenlos"]),
        ("Schach gratis", ["„Schach“", "kostenlos"]),
        ("Freitag", ["Freitag"]),
        ("sport am Freitag", ["„sport“", "Freitag"]),
        ("Erdorf", ["Erdorf"]),
        ("judo für 7-jährige", ["„judo“", "für 7 Jahre"]),
        ("stufenlos", ["stufenlos"]),
        ("бесплатно", ["kostenlos"]),
    ],
)
def test_words_that_are_filters_become_filters(german, client, typed, chips):
    answer = client.get("/verzeichnis/", {"q": typed}, headers={"host": "demo.example.org"})
    assert [str(chip["text"]) for chip in answer.context["chips"]] == chips
    assert answer.context["total"]
