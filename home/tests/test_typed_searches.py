"""What people type finds the same behind every door, in an invented town whose clubs all meet once a week."""

import json

import pytest
from django.db import transaction
from django.http import QueryDict
from django.utils import translation
from wagtail.models import Site

from directory.tests.search.town import in_directory, make_town, missed, queries, read
from events.browse.calendar import Calendar
from events.tests.making import make_event_index
from home.search import Search

pytestmark = pytest.mark.django_db
PARTS = {
    "german": ("german",),
    "aside": ("aside",),
    "foreign": ("english", "ukrainian", "arabic", "turkish", "russian"),
}


class Town:
    def __init__(self, directory):
        self.directory = directory
        home = directory.get_parent()
        home.refresh_from_db()
        self.calendar = make_event_index(home)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("de"):
        yield Town(make_town())
        transaction.set_rollback(True)


@pytest.fixture
def german():
    with translation.override("de"):
        yield


def in_whole_site(typed: str) -> list[str]:
    groups = {group["key"]: group["rows"] for group in Search(typed, Site.objects.get()).groups}
    return [row["name"] for row in groups.get("eintraege", [])[:3]]


def answer(client, path: str, typed: str) -> dict:
    return json.loads(client.get(f"/api/v1/{path}", {"q": typed}).content)


def in_api(client, typed: str) -> list[str]:
    return [item["name"] for item in answer(client, "organisations/", typed)["items"][:3]]


def in_api_of_site(client, typed: str) -> list[str]:
    found = answer(client, "search", typed)["items"]
    return [item["title"] for item in found if item["type"] == "organisation"][:3]


def calendar_of(town, typed: str) -> Calendar:
    query = QueryDict(mutable=True)
    query["q"] = typed
    return Calendar(town.calendar, query)


def in_calendar(town, typed: str) -> list[str]:
    """Everybody who invites in the next two weeks, since dates stand in the order of their days."""
    found = calendar_of(town, typed).selection.occurrences().select_related("event")
    return sorted({each.event.document["organiser"] for each in found})


@pytest.mark.parametrize("sections", PARTS.values(), ids=PARTS)
def test_the_whole_site_finds_what_people_mean(town, german, sections):
    assert missed(queries("typed.yaml", *sections), in_whole_site) == {}


@pytest.mark.parametrize("sections", PARTS.values(), ids=PARTS)
def test_the_calendar_finds_what_people_mean(town, german, sections):
    assert missed(queries("typed.yaml", *sections), lambda typed: in_calendar(town, typed)) == {}


@pytest.mark.parametrize("sections", PARTS.values(), ids=PARTS)
def test_the_api_finds_the_same_as_the_directory(town, german, client, sections):
    differing = {
        typed: (in_api(client, typed), in_directory(town.directory, typed))
        for typed in queries("typed.yaml", *sections)
        if in_api(client, typed) != in_directory(town.directory, typed)
    }
    assert differing == {}


@pytest.mark.parametrize(
    "typed", ["Gitarrenkurs", "Feuerwher", "Sterbebegleiter", "kurs judo", "футбол", "free food"]
)
def test_every_api_finds_the_same_as_its_page(town, german, client, typed):
    assert in_api_of_site(client, typed) == in_whole_site(typed) != []
    dates = answer(client, "occurrences/", typed)
    assert {item["organiser"]["name"] for item in dates["items"]} == set(in_calendar(town, typed)) != set()
    assert dates["guess"] == (calendar_of(town, typed).asked.guess.text or None)


@pytest.mark.parametrize("typed", read("no_guess.yaml"))
def test_nonsense_and_need_get_no_guess(town, german, client, typed):
    assert Search(typed, Site.objects.get()).guess == ""
    assert calendar_of(town, typed).asked.guess.text == ""
    assert [
        answer(client, path, typed)["guess"] for path in ("organisations/", "occurrences/", "search")
    ] == [None] * 3
