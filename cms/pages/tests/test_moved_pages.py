"""Old addresses lead to where a page is now, with all that it answers; never to themselves or in circles."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from directory.tests.factories import make_entry
from events.tests.making import announce, make_event, make_event_index
from forms_app.tests.making import make_form_page
from news.tests.making import make_news_index
from tests.support.making import make_page

pytestmark = pytest.mark.django_db
REDIRECTS = "/api/v1/redirects"


@pytest.fixture(autouse=True)
def _fresh(home):
    cache.clear()


def rename(page, slug):
    page = Page.objects.get(pk=page.pk).specific
    page.slug = slug
    # Wagtail notes the old address after the commit.
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def told() -> dict[str, str]:
    cache.clear()
    answer = Client().get(REDIRECTS, {"limit": 100}).json()
    assert answer["next"] is None
    return {item["path"]: item["url"].removeprefix("http://testserver") for item in answer["items"]}


def visited(path: str, **query):
    """The last answer after at most five redirects, and its address."""
    cache.clear()
    answer, hops = Client().get(path, query), 0
    while answer.status_code in {301, 302}:
        hops += 1
        assert hops <= 5, f"{path} goes round in circles"
        path = answer.url
        answer = Client().get(path)
    return answer.status_code, path


def check_data_and_server():
    """No redirect that is told leads to itself, to nothing or onwards for ever; and the server answers alike."""
    found = told()
    for old, new in found.items():
        assert old != new.rstrip("/")
        assert new.rstrip("/") not in found
        assert Client().get(f"{old}/").status_code in {301, 302}, old
        assert visited(old) == (200, new)
    return found


def make_termine(home):
    return make_event_index(home)


def make_termin(home):
    return make_event(make_event_index(home), slug="werkstatt")


def make_aktuelles(home):
    return make_news_index(home)


def make_formular(home):
    return make_form_page(home)


KINDS = {
    "dates": (make_termine, ["kalender.ics"]),
    "a date": (make_termin, ["termin.ics"]),
    "news": (make_aktuelles, ["feed/"]),
    "a form": (make_formular, ["danke/"]),
    "a page": (lambda home: make_page(home, "Seite"), []),
}


def renamed(page, home):
    return rename(page, "neu")


def renamed_twice(page, home):
    return rename(rename(page, "neu"), "neuer")


def moved(page, home):
    page.move(make_page(home, "Rathaus"), "last-child")
    return Page.objects.get(pk=page.pk)


def moved_with_its_parent(page, home):
    parent = page.get_parent()
    if parent.pk == home.pk:
        parent = make_page(home, "Oben")
        page.move(parent, "last-child")
    return rename(rename(parent, "darueber"), "ganz-oben") and Page.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "change", [renamed, renamed_twice, moved, moved_with_its_parent], ids=lambda way: way.__name__
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_route_of_a_page_leads_on(home, kind, change):
    make, routes = KINDS[kind]
    page = make(home)
    old = page.url
    if kind == "a date" and change is moved:
        pytest.skip("A date stands in a list of dates only.")
    now = change(page, home)
    assert now.url != old
    for route in ("", *routes):
        answer = Client().get(old + route)
        assert (answer.status_code, answer.url) == (301, now.url + route)
        assert answer["Cache-Control"] == "no-cache"
        assert told()[f"{old}{route}".rstrip("/")] == now.url + route
        by_path = Client().get("/api/v1/pages/by-path", {"path": old + route}).json()
        assert by_path["url"] == f"http://testserver{now.url}{route}"
    if "feed/" in routes or "kalender.ics" in routes:
        assert Client().get(now.url + routes[0]).status_code == 200
    check_data_and_server() if kind != "a form" else told()


@pytest.mark.parametrize(
    "change", [renamed, renamed_twice, moved, moved_with_its_parent], ids=lambda way: way.__name__
)
def test_what_has_a_key_below_a_page_leads_on(home, change):
    index = make_event_index(home)
    entry = make_entry(make_page(home, "Verzeichnis", "directory.DirectoryPage"))
    old = f"{index.url}d/{announce(entry).key}/"
    assert Client().get(old).status_code == 200
    now = change(index, home)
    new = old.replace(index.url, now.url)
    answer = Client().get(old, {"druck": "1"})
    assert (answer.status_code, answer.url) == (301, f"{new}?druck=1")
    assert visited(old) == (200, new)
    by_path = Client().get("/api/v1/pages/by-path", {"path": old}).json()
    assert by_path == {
        "type": "redirect",
        "url": f"http://testserver{new}",
        "path": None,
        "is_permanent": True,
    }
    for nothing in (f"{index.url}d/", f"{index.url}d/nichts/", f"{index.url}e/nichts/"):
        assert visited(nothing)[0] == 404
    assert visited(f"{index.url}?monat=2030-03") == (200, f"{now.url}?monat=2030-03")
    check_data_and_server()


def test_an_exact_redirect_wins_over_what_follows_a_route(home):
    index = make_event_index(home)
    other = make_page(home, "Seite")
    Redirect.add_redirect("/termine/d/alt", other)
    rename(index, "kalender")
    assert Client().get("/termine/d/alt/").url == other.url


def test_routes_lead_on_in_another_language(home):
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    index = make_event_index(home)
    page = index.copy_for_translation(english)
    page.slug = "events"
    page.save_revision().publish()
    page = rename(page, "dates")
    assert page.url == "/en/dates/"
    for route in ("", "kalender.ics"):
        answer = Client().get(f"/en/events/{route}")
        assert (answer.status_code, answer.url) == (301, f"/en/dates/{route}")
    assert told() == {
        "/en/events": "/en/dates/",
        "/en/events/feed": "/en/dates/feed/",
        "/en/events/kalender.ics": "/en/dates/kalender.ics",
    }
    rename(page, "events")
    assert told() == {
        "/en/dates": "/en/events/",
        "/en/dates/feed": "/en/events/feed/",
        "/en/dates/kalender.ics": "/en/events/kalender.ics",
    }


def test_what_was_asked_for_goes_along(home):
    page = make_form_page(home)
    rename(page, "schreiben")
    assert Client().get("/kontakt/danke/?nr=7&x=%C3%A4").url == "/schreiben/danke/?nr=7&x=%C3%A4"
    Redirect.add_redirect("/alt/", "https://example.org/")
    assert Client().get("/alt/?nr=7").url == "https://example.org/"


def test_a_page_that_comes_back_is_not_redirected(home):
    page = make_news_index(home)
    rename(rename(page, "b"), "aktuelles")
    assert told() == {"/b": "/aktuelles/", "/b/feed": "/aktuelles/feed/"}
    assert check_data_and_server()
    assert not Redirect.objects.filter(old_path__startswith="/aktuelles").exists()
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert told() == {}
    for path in ("/aktuelles/", "/aktuelles/feed/", "/b/", "/b/feed/"):
        assert visited(path)[0] == 404


def test_a_page_below_one_that_comes_back_is_not_redirected(home):
    parent = make_page(home, "Oben", slug="oben")
    make_page(parent, "Unten", slug="unten")
    rename(rename(parent, "b"), "oben")
    assert check_data_and_server() == {"/b": "/oben/", "/b/unten": "/oben/unten/"}


def test_pages_that_change_places_are_both_there(home):
    one, other = make_page(home, "A", slug="a"), make_page(home, "B", slug="b")
    rename(one, "c")
    rename(other, "a")
    rename(one, "b")
    assert check_data_and_server() == {"/c": "/b/"}
    assert visited("/a/") == (200, "/a/") and visited("/b/") == (200, "/b/")
    Page.objects.get(pk=other.pk).specific.unpublish()
    # What stood there before stands at /b/ now.
    assert check_data_and_server() == {"/a": "/b/", "/c": "/b/"}


def test_a_new_page_at_an_old_address_stands_there_while_it_is_public(home):
    page = make_event_index(home)
    rename(page, "kalender")
    new = make_page(home, "Termine", slug="termine")
    assert check_data_and_server() == {
        "/termine/feed": "/kalender/feed/",
        "/termine/kalender.ics": "/kalender/kalender.ics",
    }
    assert Client().get("/api/v1/pages/by-path", {"path": "/termine/"}).json()["id"] == new.pk
    new.unpublish()
    assert check_data_and_server() == {
        "/termine": "/kalender/",
        "/termine/feed": "/kalender/feed/",
        "/termine/kalender.ics": "/kalender/kalender.ics",
    }
    new.save_revision().publish()
    PageViewRestriction.objects.create(page=new, restriction_type="login")
    assert visited("/termine/")[1].startswith(("/_util/login/", "/admin/login/"))


def test_redirects_of_people_never_go_round_in_circles(home):
    page = make_page(home, "Seite", slug="seite")
    circles = {
        "/a": "/b/",
        "/b": "/c/",
        "/c": "http://testserver/a",
        "/d": "/a/",
        "/e": "/e/",
        "/f": "/f/?x=1",
    }
    straight = {
        "/g": "/h/",
        "/h": "/seite/",
        "/i": "https://example.org/i/",
        "/seite": "/a/",
        "/k": "/nirgends/",
    }
    for old, new in {**circles, **straight}.items():
        Redirect.add_redirect(old, new)
    Redirect.add_redirect("/l", page)
    assert set(told()) == {"/g", "/h", "/i", "/k", "/l"}
    for old in circles:
        assert visited(f"{old}/")[0] == 404
    assert visited("/g/") == visited("/l/") == visited("/seite/") == (200, "/seite/")
    assert visited("/k/")[0] == 404
    assert Client().get("/i/").url == "https://example.org/i/"


def test_a_redirect_leads_those_who_may_to_a_protected_page(home, admin_client):
    page = make_page(home, "Intern", slug="intern")
    rename(page, "nur-fuer-uns")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert Client().get("/intern/").url == "/nur-fuer-uns/"
    assert told() == {}


def test_a_protected_list_does_not_send_its_feed_round_in_circles(home):
    page = make_news_index(home)
    rename(rename(page, "neues"), "aktuelles")
    Redirect.add_redirect("/aktuelles/feed", page, page_route_path="/feed/")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert visited("/aktuelles/feed/")[0] == 404


@pytest.mark.parametrize(
    "path", ["/%00/", "/%FF/", "/a?%00", "/ä/?x=ö", "/" + "x" * 3000 + "/", "/alt;b=1;a=2/"]
)
def test_an_address_of_nobody_is_not_found(home, path):
    assert Client().get(path).status_code in {301, 400, 404}


def test_another_town_has_its_own_old_addresses(home):
    other = make_page(Page.get_first_root_node(), "Nachbarstadt", "home.HomePage", slug="nachbar")
    Site.objects.create(hostname="nachbar.example", root_page=other)
    rename(make_page(other, "Seite", slug="seite"), "neu")
    assert told() == {}
    assert Client().get("/seite/").status_code == 404
    assert Client().get("/seite/", headers={"host": "nachbar.example"}).url.endswith("/neu/")


def test_search_engines_find_an_alias_at_its_page(home):
    page = make_page(home, "Seite", slug="seite")
    alias = page.create_alias(parent=home, update_slug="zweite")
    assert f'rel="canonical" href="{page.full_url}"' in Client().get(alias.url).content.decode()
    assert f'rel="canonical" href="{page.full_url}"' in Client().get(page.url).content.decode()


def test_asking_for_redirects_costs_the_same_for_many(home):
    page = make_page(home, "Seite", slug="seite")
    found = []
    for number in range(30):
        Redirect.add_redirect(f"/alt-{number}", page)
        Client().get("/alt-1/")
        if number in {1, 29}:
            cache.clear()
            with CaptureQueriesContext(connection) as asked:
                assert Client().get("/alt-1/").status_code == 301
            found.append(len(asked))
    assert found[0] == found[1]
