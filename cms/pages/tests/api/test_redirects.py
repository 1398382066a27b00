import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.support.making import make_page
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
REDIRECTS = "/api/v1/redirects"


def paths(client, **query):
    answer = client.get(REDIRECTS, query)
    assert answer.status_code == 200, answer.content
    return [item["path"] for item in answer.json()["items"]]


@pytest.fixture
@recorded
def page(home):
    return make_page(home, "Die Idee")


def test_an_old_address_leads_to_its_page(client, page):
    Redirect.add_redirect("/alt/", page)
    Redirect.add_redirect("/anderswo/", page, is_permanent=False)
    answer = client.get(REDIRECTS, {"path": "/alt/"}).json()
    assert answer["items"] == [
        {
            "id": Redirect.objects.get(old_path="/alt").pk,
            "path": "/alt",
            "url": "http://testserver/die-idee/",
            "is_permanent": True,
        }
    ]


def test_an_unknown_address_leads_nowhere(client, page):
    assert paths(client, path="/nie-gesehen/") == []


def test_an_address_elsewhere_is_told_as_it_is(client, home):
    Redirect.objects.create(old_path="/alt", redirect_link="https://example.org/neu")
    answer = client.get(REDIRECTS).json()
    assert answer["items"][0]["url"] == "https://example.org/neu"


def test_a_target_that_is_not_public_is_not_told(client, home):
    private = make_page(home, "Privat")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    Redirect.add_redirect("/privat-alt", make_page(private, "Darunter"))
    Redirect.add_redirect("/entwurf-alt", make_page(home, "Entwurf", live=False))
    assert paths(client) == []


def test_another_site_keeps_its_own(client, page):
    other = Site.objects.create(hostname="andere.example", root_page=make_page(page.get_parent(), "Andere"))
    Redirect.add_redirect("/nur-dort", page, site=other)
    assert paths(client) == []


def test_what_is_set_for_the_site_wins_over_what_is_set_for_all(client, page, home):
    Redirect.add_redirect("/alt", home)
    Redirect.add_redirect("/alt", page, site=Site.objects.get(is_default_site=True))
    assert [item["url"] for item in client.get(REDIRECTS, {"path": "/alt"}).json()["items"]] == [
        "http://testserver/die-idee/"
    ]


def test_the_list_goes_on_where_it_ended(client, page):
    for number in range(5):
        Redirect.add_redirect(f"/alt-{number}", page)
    address, found = f"{REDIRECTS}?limit=2", []
    while address:
        answer = client.get(address).json()
        found += [item["path"] for item in answer["items"]]
        address = answer["next"]
        assert answer["count"] == 5
    assert found == [f"/alt-{number}" for number in range(5)]


def test_the_number_of_queries_does_not_grow(client, page, django_assert_max_num_queries):
    paths(client)
    for number in range(20):
        Redirect.add_redirect(f"/alt-{number}", page)
    with django_assert_max_num_queries(5):
        assert len(paths(client, limit=50)) == 20


@pytest.mark.parametrize("cursor", ["WyJwYXRoIl0", "W1tbW1tb", "bnVsbA", "WyJwYXRoIiwiYSIsbnVsbF0", "!"])
def test_a_cursor_of_something_else_is_refused(client, page, cursor):
    answer = client.get(REDIRECTS, {"cursor": cursor})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "cursor")
