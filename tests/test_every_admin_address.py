"""Every address of the admin, from the URL configuration, for each role: with keys of its own town and of another."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client, override_settings
from wagtail.admin.menu import Menu

from home.starter import NewTown, add_town
from tests.support.admin_addresses import JUNK, addresses, kind_of, queries
from tests.support.admin_town import cross, furnish, share, town_group
from tests.support.making import make_user

WORDS = {"first": "Quittental", "second": "Zwiebelau"}
# Each of the roles, and in which town; the first one is the installation's, with the groups of a single town.
STAFF = [("Leitung", "first"), ("Ehrenamtsagentur", "second"), ("Redaktion", "first")]
# They end the session, and the second has no body.
LEFT_OUT = {"logout/"}
REFUSED = {301, 302, 403, 404, 405}

# Forms that make something new or set one value, an answer to a workflow, and one's own account.
NEED_NO_GUARD = re.compile(
    r"(^|[/^])(copy|new|neu|add|create|choose-email-link|action|collect_action_data|account|bulk|api|"
    r"vergeblich-gesucht|anmeldungen)/"
)


@pytest.fixture
def _own_media():
    """Instead of the usual empty media directory: the pictures are stored once."""


@pytest.fixture(autouse=True)
def _one_menu(monkeypatch):
    """The menu is the same on all pages of a person, and costs an eighth of each."""
    build, built = Menu.render_component, {}

    def build_once(menu, request):
        person = menu, request.user.pk
        if person not in built:
            built[person] = build(menu, request)
        return built[person]

    monkeypatch.setattr(Menu, "render_component", build_once)


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker, tmp_path_factory):
    place = tmp_path_factory.mktemp("towns")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=place / "media", DATA_DIR=place),
        transaction.atomic(),
    ):
        _clear_caches()
        sites = {
            name: add_town(NewTown(word, f"http://{word.lower()}.example", "HE", "99999", "amt@example.org"))
            for name, word in WORDS.items()
        }
        shared = share()
        things = {name: furnish(sites[name], WORDS[name], shared) for name in sites}
        cross(things["first"], things["second"])
        cross(things["second"], things["first"])
        yield sites, things
        transaction.set_rollback(True)
    _clear_caches()


def _clear_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@dataclass
class Visitor:
    """Asks, and undoes what that changed. `errors` are the faults of the last request."""

    client: Client
    errors: list[str]

    def ask(self, method: str, path: str) -> tuple[int, str]:
        self.errors.clear()
        cookies, point = self.client.cookies.copy(), transaction.savepoint()
        try:
            response = getattr(self.client, method)(path)
            content = b"".join(response.streaming_content) if response.streaming else response.content
        finally:
            transaction.savepoint_rollback(point)
            self.client.cookies = cookies
        return response.status_code, content.decode("utf-8", "replace")

    @property
    def fault(self) -> str:
        return self.errors[-1].strip().splitlines()[-1] if self.errors else ""


@contextmanager
def visiting(site, user) -> Iterator[Visitor]:
    client = Client(SERVER_NAME=site.hostname, raise_request_exception=False)
    client.force_login(user)
    visitor = Visitor(client, [])

    def note(**_kwargs):
        visitor.errors.append(traceback.format_exc())

    got_request_exception.connect(note)
    yield visitor
    got_request_exception.disconnect(note)


def told(found: dict[str, str]) -> str:
    return "\n".join(f"{path}: {what}" for path, what in found.items())


def around(text: str, word: str) -> str:
    place = text.lower().find(word)
    return " ".join(text[max(0, place - 100) : place + 60].split())


@pytest.mark.parametrize(("role", "name"), STAFF)
def test_no_address_says_a_word_of_another_town(towns, db, role, name):
    sites, things = towns
    other = next(each for each in WORDS if each != name)
    word = WORDS[other].lower()
    own, foreign = addresses(things[name]), addresses(things[other])
    user = make_user(f"{role}-{name}".lower())
    user.groups.add(town_group(sites[name], role))
    said, faults, opened = {}, {}, 0

    with visiting(sites[name], user) as visitor:
        waiting = [
            (route, path)
            for route in own.keys() - LEFT_OUT
            for path in dict.fromkeys(own[route] + foreign[route])
        ]
        for route, path in waiting:
            status, text = visitor.ask("get", path)
            if status >= 500:
                faults[path] = visitor.fault
            if word in text.lower():
                said[path] = around(text, word)
            if status == 200:
                opened += 1
            if status not in REFUSED and "?" not in path:
                waiting += [(route, f"{path}?{query}") for query in queries(route, things[other])]

    assert not said, told(said)
    assert not faults, told(faults)
    assert opened > 150


def test_no_address_fails(towns, db):
    """With keys that fit, with impossible ones, and with a form that holds nothing."""
    sites, things = towns
    faults, kinds = {}, set()
    with visiting(sites["second"], make_user("oberste", is_superuser=True)) as visitor:
        waiting = [
            (route, method, path)
            for route, paths in addresses(things["second"]).items()
            for path in paths
            for method in ("get", "post")
            if route not in LEFT_OUT
        ]
        for route, method, path in waiting:
            status, _text = visitor.ask(method, path)
            if status >= 500:
                faults[f"{method} {path}"] = visitor.fault
            if method == "get" and status not in REFUSED and kind_of(route) not in kinds:
                kinds.add(kind_of(route))
                waiting += [(route, method, f"{path}?{junk}") for junk in JUNK]
    assert not faults, told(faults)
    assert len(kinds) > 100


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/admin/settings/towns/townsettings/{site}/", {}, 400),
        ("/admin/settings/towns/townsettings/{site}/", {"social_links-count": "x"}, 400),
        ("/admin/settings/pages/navigationsettings/{site}/", {"main-count": "", "footer-count": "0"}, 400),
        ("/admin/pages/add/home/standardpage/{home}/", {"title": "Neu"}, 400),
        ("/admin/pages/{page}/copy/", {"new_title": "Neu"}, 400),
        ("/admin/redirects/import/process/", {}, 400),
        ("/admin/choose-external-link/", {"link_text": "x"}, 200),
    ],
)
def test_an_incomplete_form_is_answered_in_words(towns, db, address, sent, status):
    sites, things = towns
    client = Client(SERVER_NAME=sites["second"].hostname)
    client.force_login(make_user("oberste", is_superuser=True))
    response = client.post(address.format(**things["second"]), sent)

    assert response.status_code == status
    if status == 400:
        assert "nicht vollständig angekommen" in response.content.decode()


@pytest.mark.parametrize("end", ["", "?seite=2"])
@pytest.mark.parametrize(("name", "is_page"), [("first", True), ("second", False)])
def test_address_becomes_a_link_to_a_page_of_the_own_town_only(towns, db, name, is_page, end):
    sites, things = towns
    client = Client(SERVER_NAME=sites["first"].hostname)
    client.force_login(user := make_user("redaktion"))
    user.groups.add(town_group(sites["first"], "Redaktion"))
    page = sites[name].root_page
    sent = {"external-link-chooser-url": page.full_url + end, "external-link-chooser-link_text": "Hier"}

    answer = client.post("/admin/choose-external-link/", sent).content.decode()

    assert (f'"id": {page.pk}' in answer) == is_page
    assert (page.draft_title in answer) == is_page


def test_what_is_needed_is_not_deleted_and_it_is_said(towns, db):
    sites, things = towns
    client = Client(SERVER_NAME=sites["second"].hostname)
    client.force_login(make_user("oberste", is_superuser=True))
    page = client.post(f"/admin/sites/delete/{things['second']['site']}/", follow=True).content.decode()

    assert "kann nicht gelöscht werden" in page
    assert "Ortsteile" in page


def test_each_address_is_known(towns, db):
    """A new one has to be named in `admin_addresses`, so that none is left out."""
    _sites, things = towns
    assert [route for route, paths in addresses(things["second"]).items() if not paths] == []


def test_each_form_that_shows_what_is_stored_says_how_old_it_is(towns, db):
    """So that of two people who opened it, the second one is asked before the words of the first one are gone."""
    sites, things = towns
    with visiting(sites["second"], make_user("oberste", is_superuser=True)) as visitor:
        unguarded, guarded, kinds = {}, set(), set()
        for route, paths in addresses(things["second"]).items():
            if kind_of(route) in kinds | LEFT_OUT or NEED_NO_GUARD.search(route):
                continue
            kinds.add(kind_of(route))
            for path in paths:
                for form in prefilled_forms(visitor.ask("get", path)[1]):
                    ages = form.find_all(
                        "input", attrs={"name": re.compile("opened-with$|loaded_revision_id")}
                    )
                    if len(ages) == 1 and ages[0].get("value"):
                        guarded.add(route)
                    else:
                        unguarded[route] = path
    assert not unguarded, told(unguarded)
    assert len(guarded) >= 15


def prefilled_forms(text: str) -> list:
    soup = BeautifulSoup(text, "html.parser")
    return [
        form
        for form in soup.find_all("form", method=re.compile("post", re.I))
        if any(map(words_in, form.find_all(["textarea", "input"])))
    ]


def words_in(field) -> bool:
    if field.name == "textarea":
        return bool(field.text.strip())
    return field.get("type", "text") in {"text", "email", "url", "number", "tel"} and bool(field.get("value"))
