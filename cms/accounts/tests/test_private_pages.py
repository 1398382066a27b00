"""A page or document with a password, or for those who sign in, as a citizen meets it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, PageViewRestriction

from tests.support.making import make_document, make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
SECRET = "Löwenzahn & Söhne 2026"
TEXT = "Nur für die Vorstände"


@pytest.fixture
@recorded
def page(home):
    page = make_page(home, "Protokolle des Vorstands", slug="protokolle", summary=TEXT)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password=SECRET)
    return page


@pytest.fixture
def document(home):
    inner = Collection.get_first_root_node().add_child(name="Intern").add_child(name="Protokolle")
    inner.get_parent().view_restrictions.create(restriction_type="password", password=SECRET)
    return make_document(collection=inner)


@pytest.fixture
def citizen():
    return Client(enforce_csrf_checks=True)


def enter(client: Client, answer, password: str, **headers):
    """Send the password form of this answer as a browser does."""
    form = BeautifulSoup(answer.content, "html.parser").find("form", {"class": "form"})
    sent = {each["name"]: each.get("value", "") for each in form.find_all("input")}
    return client.post(form["action"], sent | {"password": password}, headers=headers)


def assert_is_kept_from_caches_and_search(answer):
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.text


def test_right_password_opens_the_page(page, citizen):
    asked = citizen.get(page.url)
    assert "Diese Seite braucht ein Passwort" in asked.text
    assert_is_kept_from_caches_and_search(asked)
    assert not asked.cookies

    answer = enter(citizen, asked, SECRET)

    assert (answer.status_code, answer.url) == (302, page.url)
    opened = citizen.get(page.url)
    assert TEXT in opened.text
    assert "no-store" in opened["Cache-Control"]
    # It ends with the browser.
    assert not citizen.cookies["sessionid"]["max-age"]


def test_password_screen_tells_nothing_of_the_page(page, citizen):
    asked = citizen.get(page.url)

    for answer in (asked, enter(citizen, asked, "falsch")):
        assert TEXT not in answer.text
        assert page.title not in answer.text


def test_pages_below_open_with_the_same_password(page, citizen):
    below = make_page(page, "Januar", summary=TEXT)

    enter(citizen, citizen.get(below.url + "?seite=2"), SECRET)

    assert TEXT in citizen.get(below.url).text
    assert TEXT in citizen.get(page.url).text


@pytest.mark.parametrize("kind", ["page", "document"])
def test_right_password_opens_it_and_nothing_else(page, document, citizen, kind):
    here, there = (page, document) if kind == "page" else (document, page)

    answer = enter(citizen, citizen.get(here.url), SECRET)

    assert answer.url == here.url
    assert "Passwort" not in (citizen.get(here.url).get("Content-Disposition") or "")
    assert "Passwort" in citizen.get(there.url).text


def test_right_password_opens_the_document(document, citizen):
    asked = citizen.get(document.url)
    assert "Dieses Dokument braucht ein Passwort" in asked.text
    assert "site-footer" in asked.text
    assert_is_kept_from_caches_and_search(asked)

    answer = enter(citizen, asked, SECRET)

    assert (answer.status_code, answer.url) == (302, document.url)
    opened = citizen.get(document.url)
    assert b"".join(opened.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["page", "document"])
def test_wrong_passwords_are_limited_and_right_ones_are_not(kind, citizen, request):
    it = request.getfixturevalue(kind)
    asked = citizen.get(it.url)
    for _ in range(12):
        assert enter(Client(), asked, SECRET).status_code == 302
    for _ in range(10):
        wrong = enter(citizen, asked, "falsch")
        assert wrong.status_code == 200
        assert 'aria-invalid="true"' in wrong.text
        assert_is_kept_from_caches_and_search(wrong)

    refused = enter(citizen, asked, SECRET)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    assert "15 Minuten" in refused.text
    assert "site-footer" in refused.text
    assert_is_kept_from_caches_and_search(refused)
    assert citizen.get(it.url).status_code == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert enter(elsewhere, asked, SECRET).status_code == 302


@pytest.mark.parametrize(
    "password", ["", " ", "falsch", "\x00", "ä" * 100_000, "\ud800".encode("utf-8", "replace")]
)
def test_other_passwords_do_not_open_it(page, citizen, password):
    assert enter(citizen, citizen.get(page.url), password).status_code == 200
    assert TEXT not in citizen.get(page.url).text


def test_address_of_the_screen_leads_to_the_page(page, document, citizen):
    for it, onwards in ((page, page.url), (document, "/")):
        action = re.search(r'action="(/\S+password/\S+)"', citizen.get(it.url).text)[1]
        answer = citizen.get(action)
        assert (answer.status_code, answer.url) == (302, onwards)


def test_screen_exists_for_no_other_page(page, home, citizen):
    restriction = page.view_restrictions.get()
    other = make_page(home, "Andere", live=False)
    for each in (home, other):
        path = f"/_util/authenticate_with_password/{restriction.pk}/{each.pk}/"
        assert citizen.get(path).status_code == 404
        assert citizen.post(path, {"password": SECRET, "return_url": "/"}).status_code == 404


def test_password_from_another_site_is_refused(page, citizen):
    answer = enter(citizen, citizen.get(page.url), SECRET, origin="https://anders.example")
    assert answer.status_code == 403
    assert TEXT not in citizen.get(page.url).text


def test_lists_and_api_stay_silent_whatever_a_browser_has_opened(page, citizen):
    enter(citizen, citizen.get(page.url), SECRET)

    assert citizen.get(f"/api/v1/pages/by-path?path={page.url}").status_code == 404
    assert page.title not in citizen.get("/api/v1/pages/").text
    assert page.title not in citizen.get("/suche/?q=Protokolle").text


@pytest.mark.parametrize("kind", ["login", "groups"])
@pytest.mark.parametrize("target", ["page", "document"])
def test_whoever_must_sign_in_is_sent_there_and_comes_back(home, citizen, kind, target):
    it = make_for_staff(home, kind, target)
    answer = citizen.get(it.url, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/admin/login/?next=")
    assert it.url.strip("/").split("/")[-1] in answer.redirect_chain[-1][0]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("target", ["page", "document"])
def test_account_of_another_group_is_told_so(home, client, target):
    it = make_for_staff(home, "groups", target)
    client.force_login(make_user(group="Redaktion"))

    answer = client.get(it.url, follow=True)

    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
    assert "Ihr Konto" in answer.text
    assert_is_kept_from_caches_and_search(answer)


def make_for_staff(home, kind: str, target: str):
    group = Group.objects.create(name="Rat")
    if target == "page":
        it = make_page(home, "Für den Rat", slug="rat")
        restriction = PageViewRestriction.objects.create(page=it, restriction_type=kind)
    else:
        collection = Collection.get_first_root_node().add_child(name="Rat")
        it = make_document(collection=collection)
        restriction = collection.view_restrictions.create(restriction_type=kind)
    restriction.groups.add(group)
    return it
