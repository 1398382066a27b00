"""The contract as served: the document, its page, and the pages that problems link to."""

import json

import pytest
from bs4 import BeautifulSoup

from cms.api_toolkit.problems import KINDS

pytestmark = pytest.mark.django_db
DOCUMENT = "/api/v1/openapi.json"
PAGE = "/api/v1/docs"
PROBLEM = "/api/v1/problems/not-found"


@pytest.fixture(autouse=True)
def town(home):
    return home


@pytest.fixture
def soup(client):
    return BeautifulSoup(client.get(PAGE).content, "html.parser")


@pytest.fixture
def document(client):
    return client.get(DOCUMENT).json()


def test_the_document_is_kept_with_a_tag(server, django_assert_num_queries):
    server.get(DOCUMENT)
    _status, first, _body = server.get(DOCUMENT)
    assert first["Content-Type"] == "application/json"
    assert first["Cache-Control"].startswith("public, max-age=")
    with django_assert_num_queries(0):
        status, _headers, body = server.get(DOCUMENT, if_none_match=first["ETag"])
    assert (status, body) == (304, b"")


def test_the_document_is_not_built_for_each_request(client, monkeypatch):
    first = client.get(DOCUMENT).content
    monkeypatch.setattr("cms.api_toolkit.openapi.completed", None)
    other = client.get(DOCUMENT, headers={"Host": "other.example"}).content
    assert other.replace(b"http://other.example", b"http://testserver", 1) == first


@pytest.mark.parametrize("address", [DOCUMENT, PAGE, PROBLEM])
def test_other_methods_are_answered_as_by_the_api(client, address):
    assert (client.head(address).status_code, client.head(address).content) == (200, b"")
    options = client.options(address)
    assert (options.status_code, set(options["Allow"].split(", "))) == (204, {"GET", "HEAD", "OPTIONS"})
    refused = client.post(address)
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    assert set(refused["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_the_root_leads_to_the_page(client):
    assert client.get("/api/v1/")["Location"] == PAGE


def test_the_page_tells_every_operation_and_schema(soup, document):
    anchors = {each["id"] for each in soup.find_all(id=True)}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["operationId"] in anchors
        assert soup.find("code", string=path)
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= anchors
    assert {f"problem-{name}" for name in KINDS} <= anchors


def test_links_within_the_page_lead_somewhere(soup):
    anchors = [each["id"] for each in soup.find_all(id=True)]
    assert len(anchors) == len(set(anchors))
    assert [
        link["href"] for link in soup.main.select("a[href^='#']") if link["href"][1:] not in anchors
    ] == []


def test_the_page_asks_no_other_host_and_has_nothing_inline(soup):
    assert not soup.find_all(["style", "iframe"]) and not soup.select("[style], [onclick]")
    sources = [each["src"] for each in soup.find_all(src=True)]
    sources += [each["href"] for each in soup.find_all("link") if "stylesheet" in each["rel"]]
    assert sources and all(source.startswith("/") for source in sources)
    assert all(script.get("src") for script in soup.find_all("script"))


def test_the_page_is_english_and_names_its_own_host(client):
    page = client.get(PAGE, headers={"Host": "stadt-b.example"})
    assert page["Content-Language"] == "en"
    assert b'<html lang="en"' in page.content
    assert b"http://stadt-b.example/api/v1/site/" in page.content


@pytest.mark.parametrize("name", KINDS)
def test_every_problem_explains_itself(client, name):
    answer = client.get(f"/api/v1/problems/{name}")
    assert answer.status_code == 200
    assert KINDS[name][1] in BeautifulSoup(answer.content, "html.parser").h1.text


@pytest.mark.parametrize("name", ["unknown", "x" * 10_000, "%00", "<script>"])
def test_an_unknown_problem_is_one(client, name):
    answer = client.get(f"/api/v1/problems/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert name[:20] not in json.loads(answer.content)["detail"]


def test_an_error_points_to_its_page(client):
    kind = client.get("/api/v1/nothing/").json()["type"]
    assert client.get(kind).status_code == 200
