"""Pages as answers: by address, by number, in lists; who may see what, and what it costs."""

import pytest

from cms.core.tests.making import make_page

pytestmark = pytest.mark.django_db
PAGES, BY_PATH = "/api/v1/pages/", "/api/v1/pages/by-path"


@pytest.fixture(autouse=True)
def town(home):
    return home


def by_path(client, path, **query):
    return client.get(BY_PATH, {"path": path} | query)


def test_a_page_answers_by_address_and_by_number_alike(client, home):
    page = make_page(home, "Die Idee", summary="Kurz gesagt")
    answer = by_path(client, "/die-idee/").json()
    assert answer == client.get(f"{PAGES}{page.pk}").json()
    assert (answer["type"], answer["title"], answer["summary"]) == ("standard", "Die Idee", "Kurz gesagt")
    assert (answer["url"], answer["path"]) == ("http://testserver/die-idee/", "/die-idee/")
    assert answer["breadcrumbs"] == [{"title": "Start", "url": "http://testserver/", "language": None}]


def test_home(client, home):
    assert by_path(client, "/").json()["type"] == "home"
    assert by_path(client, "/").json()["breadcrumbs"] == []
