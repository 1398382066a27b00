import pytest
from django.test import RequestFactory

from cms.caching.cache_keys import LONGEST, header, kind_of, tag
from tests.support.making import make_page


def test_keys_stand_sorted_and_once():
    assert header(["page-7", "image-3", "page-7", "site"]) == "image-3 page-7 site"


def test_too_many_things_are_named_by_their_kinds():
    keys = [f"page-{number}" for number in range(LONGEST)] + ["image-3", "site"]
    assert header(keys) == "images pages site"


def test_a_kind_is_its_own():
    assert kind_of("organisation-7f0c-aa") == kind_of("organisations") == "organisations"


@pytest.mark.parametrize("key", ["page-7 page-8", "page-\n", "", "Page-7", "page-ü"])
def test_what_would_be_two_keys_is_refused(key):
    with pytest.raises(ValueError, match="surrogate"):
        tag(RequestFactory().get("/"), key)


def test_an_answer_of_the_api_names_what_it_shows_when_kept_as_well(server, home):
    assert server.get("/api/v1/site/")[1]["Surrogate-Key"] == "site"
    _status, kept, _body = server.get("/api/v1/site/")
    assert kept["Surrogate-Key"] == "site"
    status, unchanged, _body = server.get("/api/v1/site/", if_none_match=kept["ETag"])
    assert (status, unchanged["Surrogate-Key"]) == (304, "site")


def test_a_page_names_itself_and_what_it_lists(client, home):
    page = make_page(home)
    assert f"page-{page.pk}" in client.get(page.url)["Surrogate-Key"].split()
    assert "news" in client.get(home.url)["Surrogate-Key"].split()


@pytest.mark.parametrize(
    ("url", "keys"),
    [
        ("/suche/?q=Chor", "documents organisations pages site"),
        ("/merkliste/", "organisations site"),
        ("/sitemap.xml", "pages"),
        ("/daten/verzeichnis.csv", "openings organisations"),
    ],
)
def test_what_stands_beside_the_pages_names_what_it_lists(client, home, url, keys):
    make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    answer = client.get(url)
    assert (answer.status_code, answer["Surrogate-Key"]) == (200, keys)


def test_neither_the_admin_nor_what_is_missing_names_anything(client, home):
    draft = make_page(home, live=False)
    assert "Surrogate-Key" not in client.get(draft.url)
    assert "Surrogate-Key" not in client.get("/admin/login/")
