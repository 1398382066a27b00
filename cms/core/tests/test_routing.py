import pytest
from wagtail.models import PageViewRestriction

from .making import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def deep(home):
    page = home
    for name in ("eins", "zwei", "drei", "vier"):
        page = make_page(page, name.title(), slug=name)
    return page


def test_every_level_answers_at_its_address(client, deep):
    for path in ("/", "/eins/", "/eins/zwei/", "/eins/zwei/drei/vier/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("path", ["/nichts/", "/eins/nichts/", "/zwei/", "/eins/zwei/drei/vier/fuenf/"])
def test_unknown_addresses_are_404(client, deep, path):
    assert client.get(path).status_code == 404


def test_draft_is_404(client, home):
    make_page(home, "Entwurf", slug="entwurf", live=False)
    assert client.get("/entwurf/").status_code == 404


def test_private_page_sends_to_login(client, deep):
    PageViewRestriction.objects.create(page=deep.get_parent(), restriction_type="login")
    response = client.get("/eins/zwei/drei/vier/")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_page_of_another_site_is_not_found(client, home):
    other = make_page(home.get_parent(), "Andere", model="home.HomePage", slug="andere")
    make_page(other, "Fremd", slug="fremd")
    assert client.get("/fremd/").status_code == 404


def test_breadcrumbs_lead_from_home_to_parent(client, deep):
    response = client.get("/eins/zwei/drei/")
    assert [crumb["url"] for crumb in response.context["breadcrumbs"]] == ["/", "/eins/", "/eins/zwei/"]


def test_queries_do_not_grow_with_depth(client, deep, django_assert_max_num_queries):
    client.get("/eins/zwei/drei/vier/")
    with django_assert_max_num_queries(4):
        client.get("/eins/zwei/drei/vier/")
