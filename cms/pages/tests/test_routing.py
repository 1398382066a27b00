import pytest
from django.core.cache import caches
from wagtail.models import PageViewRestriction

from tests.support.making import make_page
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
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


def test_a_page_is_looked_for_once_until_content_changes(client, deep, django_assert_num_queries):
    client.get("/eins/zwei/drei/vier/")
    with django_assert_num_queries(0):
        client.get("/eins/zwei/drei/vier/")


def test_what_is_kept_of_a_page_is_new_after_each_change(client, deep, django_capture_on_commit_callbacks):
    def visit_after(change):
        with django_capture_on_commit_callbacks(execute=True):
            change()
        return client.get("/eins/zwei/drei/vier/")

    def rename():
        deep.title = "Anders"
        deep.save_revision().publish()

    def protect():
        PageViewRestriction.objects.create(page=deep.get_parent(), restriction_type="login")

    assert "Anders" not in visit_after(lambda: None).content.decode()
    assert "Anders" in visit_after(rename).content.decode()
    assert visit_after(protect).status_code == 302
    assert visit_after(PageViewRestriction.objects.all().delete).status_code == 200
    assert visit_after(deep.unpublish).status_code == 404


@pytest.mark.embedded
def test_addresses_that_somebody_makes_up_fill_no_cache(client, deep):
    client.get("/eins/nichts/")
    before = set(caches["default"]._cache)
    for number in range(3):
        assert client.get(f"/eins/gibt-es-nicht-{number}/").status_code == 404
    assert set(caches["default"]._cache) == before
