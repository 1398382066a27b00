"""The pipeline in front of every endpoint, tested on the smallest ones."""

import pytest

from cms.caching.content_version import refresh_content
from cms.towns.models import TownSettings

pytestmark = pytest.mark.django_db
SITE = "/api/v1/site/"


@pytest.fixture(autouse=True)
def town(home):
    return home


def test_the_town_is_told_to_everybody(client):
    answer = client.get(SITE)
    assert answer.status_code == 200
    assert answer.json()["claim"] == "Engagierte Stadt"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert "Vary" not in answer
    assert not answer.cookies


def test_an_unknown_parameter_is_named_with_those_allowed(client):
    answer = client.get(SITE, {"lokale": "de"})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/api/v1/problems/invalid-request"
    assert answer.json()["errors"] == [
        {"location": "query", "pointer": "lokale", "detail": "Unknown parameter. Allowed: locale."}
    ]


def test_a_parameter_given_twice_is_refused(client):
    assert client.get(f"{SITE}?locale=de&locale=en").status_code == 422


@pytest.mark.parametrize("value", ["xx", "", "de\x00", "x" * 100_000])
def test_an_unknown_language_names_the_known_ones(client, value):
    answer = client.get(SITE, {"locale": value})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "locale"


def test_the_language_of_the_browser_plays_no_part(client):
    german = client.get(SITE, headers={"Accept-Language": "en"})
    assert german["Content-Language"] == "de"
    assert client.get(SITE, {"locale": "en"})["Content-Language"] == "en"


def test_head_and_options_work(client):
    head = client.head(SITE)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == client.get(SITE)["ETag"]
    options = client.options(SITE)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_another_method_is_refused_as_a_problem(client):
    answer = client.post(SITE)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["status"] == 405


def test_an_unknown_address_is_a_problem(client):
    answer = client.get("/api/v1/nichts/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_unchanged_answer_costs_no_query(server, django_assert_num_queries):
    server.get(SITE)
    tag = server.get(SITE)[1]["ETag"]
    with django_assert_num_queries(0):
        status, headers, body = server.get(SITE, if_none_match=tag)
    assert (status, body) == (304, b"")
    assert (headers["ETag"], headers["Access-Control-Allow-Origin"]) == (tag, "*")


def test_who_asks_whether_it_changed_has_it_kept_for_the_others(server):
    tag = server.get(SITE)[1]["ETag"]
    refresh_content()
    assert server.get(SITE, if_none_match=tag)[0] == server.get(SITE, if_none_match=tag)[0] == 304
    asked = server.asked
    assert server.get(SITE)[0] == 200
    assert server.asked == asked


def test_the_tag_changes_with_the_answer_and_only_then(client, home, django_capture_on_commit_callbacks):
    before = client.get(SITE)["ETag"]
    town = TownSettings.for_site(home.get_site())
    with django_capture_on_commit_callbacks(execute=True):
        town.save()
    assert client.get(SITE)["ETag"] == before
    town.claim = "Mitmachstadt"
    with django_capture_on_commit_callbacks(execute=True):
        town.save()
    assert client.get(SITE)["ETag"] != before


def test_an_answer_to_a_key_is_never_shared(client):
    client.get(SITE)
    answer = client.get(SITE, headers={"Authorization": "Bearer nothing"})
    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer


def test_a_fault_tells_nothing_of_itself(client, monkeypatch, caplog):
    def fail(request):
        raise RuntimeError("Das Passwort lautet 1234")

    monkeypatch.setattr("cms.pages.api.site.get_site_context", fail)
    answer = client.get(SITE)
    assert answer.status_code == 500
    assert answer.json()["type"] == "/api/v1/problems/internal-error"
    assert b"Passwort" not in answer.content
    assert "Das Passwort lautet 1234" in caplog.text


def test_hosts_do_not_share_answers(client, settings):
    first = client.get(SITE, headers={"Host": "a.example"}).json()
    second = client.get(SITE, headers={"Host": "b.example"}).json()
    assert "//a.example/" in first["pages"]["search"]
    assert "//b.example/" in second["pages"]["search"]


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"CONTENT_LENGTH": str(64 * 1024 * 1024 + 1)}, 413),
        ({"content_type": "application/json; charset=utf-16"}, 400),
        ({"HTTP_COOKIE": "sessionid=a\x00b"}, 400),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/forms/kontakt/submissions", "/api/v1/gibt-es-nicht"])
def test_what_is_refused_before_the_gate_is_a_problem_too(client, how, status, path):
    answer = client.generic("POST", path, b"{}", **how)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (answer.json()["status"], answer["Access-Control-Allow-Origin"]) == (status, "*")


@pytest.mark.parametrize(
    "query",
    [
        *(
            "news/?date__lte=0",
            "news/?date__gte=1764547200",
            "news/?date__lte=2026-12-24T00:00",
            "news/?date__gte=24.12.2026",
        ),
        *(
            "pages/?published__gte=0",
            "pages/?published__lte=20261224",
            "pages/?parent=1.0",
            "pages/?parent= 1",
        ),
        *(
            "organisations/?free=on",
            "organisations/?free=1",
            "organisations/?step_free=yes",
            "openings/?remote=t",
        ),
        *(
            "organisations/?weekday=SA",
            "organisations/?weekday=samstag",
            "news/?limit=5.0",
            "news/?limit=1_0",
            "changes?limit=%2B5",
        ),
    ],
)
def test_a_value_of_another_spelling_is_refused(client, query):
    answer = client.get(f"/api/v1/{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].split(".")[0] == query.partition("?")[2].partition("=")[0]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("news", "/api/v1/news/"),
        ("organisations", "/api/v1/organisations/"),
        ("pages/by-path/", "/api/v1/pages/by-path"),
        ("forms/kontakt/", "/api/v1/forms/kontakt"),
        ("Site", "/api/v1/site/"),
        ("organisations.csv/", "/api/v1/organisations.csv"),
        ("nichts/", "/api/v1/docs"),
    ],
)
def test_an_address_with_a_wrong_end_names_the_right_one(client, path, meant):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert meant in answer.json()["detail"]


def test_scripts_of_other_sites_may_ask_for_an_unknown_address_and_read_the_hint(client):
    asked = client.options("/api/v1/news", headers={"origin": "https://anders.example"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]


def test_a_list_with_some_fields_is_a_type_of_its_own(client):
    assert client.get("/api/v1/forms/")["Content-Type"].startswith("application/json")
    assert client.get("/api/v1/forms/", {"fields": "title"})["Content-Type"] == "application/vnd.sparse+json"


def test_the_contract_names_the_server_where_it_was_asked_for(client):
    document = client.get("/api/v1/openapi.json", headers={"host": "testserver"}).json()
    assert document["servers"][0]["url"] == "http://testserver"
    used = {tag for path in document["paths"].values() for each in path.values() for tag in each["tags"]}
    assert used <= {each["name"] for each in document["tags"]}
    assert "410" in document["paths"]["/api/v1/changes"]["get"]["responses"]
