"""Filters and facets of both lists: a facet's count equals the number of results."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.tests.factories import make_entry

LISTS = {
    "organisations": {
        "words": ["", "verein", "wir spielen", "Lindenhof", "gibtesnicht"],
        "category": ["sport", "fussball", "chor"],
        "district": ["stahl", "erdorf"],
        "target_group": ["familien", "jugendliche"],
        "weekday": ["mo", "sa"],
        "flags": ["free", "step_free", "seeks_help"],
    },
    "openings": {
        "words": ["", "gesucht", "Verein", "gibtesnicht"],
        "help_type": ["anpacken", "lehren"],
        "time_need": ["once", "project", "regular"],
        "district": ["stahl", "erdorf"],
        "category": ["sport", "chor"],
        "flags": ["remote", "for_minors", "step_free"],
    },
}
RELAXED = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def asked(client, name: str, query: dict) -> dict:
    answer = client.get(f"/api/v1/{name}/?{urlencode(query, doseq=True)}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("name", LISTS)
def test_each_number_is_what_the_list_then_has(client, town, name):
    values = dict(LISTS[name])
    words, flags = values.pop("words"), values.pop("flags")

    @RELAXED
    @given(st.data())
    def check(data):
        query = {
            "q": data.draw(st.sampled_from(words)),
            **{
                kind: sorted(data.draw(st.sets(st.sampled_from(each), max_size=2)))
                for kind, each in values.items()
            },
            **dict.fromkeys(data.draw(st.sets(st.sampled_from(flags), max_size=1)), "true"),
        }
        found = asked(client, name, query | {"limit": 100})
        assert found["count"] == len(found["items"])
        for kind, facet in found["facets"].items():
            # All facets, but only a sample of the long ones.
            for value in facet[:3]:
                clicked = {value["value"]: "true"} if kind == "flags" else {kind: value["value"]}
                assert asked(client, name, query | clicked | {"limit": 1})["count"] == value["count"]

    check()


def test_a_value_that_finds_nothing_is_no_facet(client, town):
    labels = [value["label"] for value in asked(client, "organisations", {})["facets"]["category"]]
    assert "Sport" in labels
    counts = [value["count"] for value in asked(client, "organisations", {})["facets"]["category"]]
    assert all(counts)


def test_a_wider_category_finds_those_below(client, town):
    facets = asked(client, "organisations", {})["facets"]["category"]
    counts = {value["value"]: value for value in facets}
    below = [value["count"] for value in facets if value["parent"] == "sport"]
    assert counts["sport"]["count"] >= max(below)
    assert asked(client, "organisations", {"category": "sport"})["count"] == counts["sport"]["count"]


def test_a_slip_is_understood_and_told(client, town):
    # The sample town already has one; what means the same comes after both.
    make_entry(town)
    found = asked(client, "organisations", {"q": "Kikergruppe"})
    assert found["guess"] == "kickergruppe"
    assert ["Kicker" in each["name"] for each in found["items"][:3]] == [True, True, False]
    assert asked(client, "organisations", {"q": "Kickergruppe"})["guess"] is None


def test_openings_come_with_their_organisation(client, town):
    found = asked(client, "openings", {"order": "ending"})
    days = [item["valid_until"] for item in found["items"]]
    assert days == sorted(days)
    first = found["items"][0]
    assert first["url"].startswith(first["organisation"]["url"])
    entry = client.get(f"/api/v1/organisations/{first['organisation']['id']}").json()
    (own,) = (call for call in entry["openings"] if call["id"] == first["id"])
    assert {name: first[name] for name in own} == own


WRONG = [
    ("category", "gibtesnicht"),
    ("category", ""),
    ("category", "sport\x00"),
    ("category", "' OR 1=1 --"),
    ("category", "x" * 10_000),
    ("district", "1"),
    ("target_group", "Familien"),
    ("step_free", "vielleicht"),
    ("q", "a\x00b"),
    ("q", "x" * 201),
    ("order", "id"),
    ("order", "relevance"),
    ("limit", "0"),
    ("limit", "101"),
    ("limit", "1e9"),
    ("cursor", "x"),
    ("cursor", "W10"),
    ("cursor", "WyJuYW1lIiwtMSwtMV0"),
    ("cursor", "WyJjb25maXJtZWQiLDEsMV0"),
    ("cursor", "WyJuYW1lIixbXSx7fV0"),
    ("cursor", "[" * 150),
    ("kategorie", "sport"),
    ("locale", "xx"),
    ("fields", "secret"),
]


@pytest.mark.parametrize("name", [*LISTS, "organisations.csv"])
def test_what_nobody_offers_is_refused_and_named(client, town, name):
    path = f"/api/v1/{name}" if "." in name else f"/api/v1/{name}/"
    taken = {"order", "limit", "cursor", "fields"} if "." in name else set()
    for parameter, value in WRONG:
        answer = client.get(path, {parameter: value})
        assert answer.status_code == 422, (parameter, value)
        assert answer.json()["errors"][0]["pointer"].split(".")[0] == parameter, (parameter, value)
        assert taken or len(answer.content) < 5000


def test_an_unknown_value_names_those_that_are_offered(client, town):
    answer = client.get("/api/v1/organisations/", {"district": "stahll"})
    assert answer.json()["detail"] == "Unknown value: stahll. Allowed: erdorf, moetsch, stahl."


def test_too_many_values_are_refused(client, town):
    assert client.get(f"/api/v1/organisations/?{'category=sport&' * 60}").status_code == 422


def test_the_hostile_are_answered_without_an_error(client, town):
    for word in ("%", "'; DROP TABLE x", '"', "(((", "*" * 100, "NEAR(", "\\", "😀", "ـ" * 99):
        assert asked(client, "organisations", {"q": word})["count"] >= 0
        assert asked(client, "openings", {"q": word})["count"] >= 0


@pytest.mark.parametrize("extension", ["csv", "geojson", "jsonl"])
def test_a_file_is_what_the_site_exports_under_english_names(client, town, extension):
    own = client.get(f"/api/v1/organisations.{extension}", {"category": "sport", "free": "true"})
    same = client.get(f"/daten/verzeichnis.{extension}", {"kategorie": "sport", "kostenlos": "1"})
    assert own.status_code == 200
    assert own.getvalue() == same.getvalue()
    for header in ("Content-Type", "Link"):
        assert own[header] == same[header]
    assert client.get(own.request["PATH_INFO"], headers={"If-None-Match": own["ETag"]}).status_code == 200
    again = {"category": "sport", "free": "true"}
    answer = client.get(own.request["PATH_INFO"], again, headers={"If-None-Match": own["ETag"]})
    assert answer.status_code == 304
    head = client.head(own.request["PATH_INFO"])
    assert (head.status_code, head.getvalue()) == (200, b"")


def test_the_document_names_the_files_with_their_types(client, db):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    types = {
        path: list(paths[path]["get"]["responses"]["200"]["content"])
        for path in paths
        if "organisations." in path
    }
    assert types == {
        "/api/v1/organisations.csv": ["text/csv"],
        "/api/v1/organisations.geojson": ["application/geo+json"],
        "/api/v1/organisations.jsonl": ["application/jsonl"],
    }
