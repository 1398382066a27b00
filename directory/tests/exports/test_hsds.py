"""The API as HSDS 3 and Open Referral UK describe it."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.towns.models import TownSettings
from directory.models import MeetingPlace, Offer, PublicService, Tombstone
from directory.tests.factories import in_order, make_category, make_district, make_entry, make_target_group
from directory.workflow import confirm_entry

API = "/api/hsds/v3"
# "required" of each object's file in https://github.com/openreferral/specification/tree/3.1/schema, read in
# November 2026; what "tabular_required" asks for besides where we nest the object.
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "name", "status"},
    "location": {"id", "location_type"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "accessibility": {"id", "location_id"},
    "attributes": {"id", "link_id", "taxonomy_term_id", "link_entity"},
    "contacts": {"id"},
    "languages": {"id"},
    "organization_identifiers": {"id", "identifier_type", "identifier", "organization_id"},
    "phones": {"id", "number"},
    "schedules": {"id"},
    "service_areas": {"id"},
    "service_at_locations": {"id", "service_id", "location_id"},
    "taxonomy": {"id", "name", "description"},
    "taxonomy_term": {"id", "name", "description"},
}
REQUIRED |= {"locations": REQUIRED["location"], "services": {"id"}}
ENVELOPE = {
    *("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"),
}
LISTS = ["services", "organizations", "taxonomies", "taxonomy_terms"]


def get(client, path: str, status: int = 200, **query):
    response = client.get(f"{API}{path}", query)
    assert response.status_code == status, response.content
    return json.loads(response.content)


def faults(kind: str, data: dict) -> list[str]:
    """List missing and empty fields, and keys that are not UUIDs, of an object and all nested objects."""
    found = [f"{kind} lacks {name}" for name in REQUIRED[kind] - set(data)]
    found += [f"{kind}.{name} is empty" for name, value in data.items() if value in (None, "", [], {})]
    try:
        UUID(data["id"])
    except ValueError:
        found.append(f"{kind}.id is no UUID")
    for name, value in data.items():
        if isinstance(value, dict):
            found += faults(name, value)
        elif isinstance(value, list):
            found += [fault for each in value for fault in faults(name, each)]
    return found


@pytest.fixture
def confirmed_entry(full_entry):
    town = TownSettings.for_site(full_entry.get_site())
    town.email = "ehrenamt@example.org"
    town.save()
    confirm_entry(full_entry, by="Vorstand")
    return full_entry


@pytest.mark.parametrize("path", ["/organizations", "/services"])
@pytest.mark.parametrize("query", [{}, {"full": "true"}])
def test_every_object_has_its_required_fields_and_no_empty_ones(
    client, confirmed_entry, directory, path, query
):
    make_entry(directory, "Fast leer", email="", website="https://example.org")
    contents = get(client, path, **query)["contents"]
    kind = path.strip("/").removesuffix("s")
    assert contents and [fault for each in contents for fault in faults(kind, each)] == []


def test_organization_is_mapped(client, confirmed_entry):
    data = get(client, f"/organizations/{confirmed_entry.public_id}")
    assert data["name"] == "Reparaturtreff Schraubstock"
    assert data["legal_status"] == "eingetragener Verein (e. V.)"
    assert data["year_incorporated"] == 2015
    assert data["organization_identifiers"][0]["identifier"] == "Wittlich VR 1234"
    assert data["organization_identifiers"][0]["identifier_type"] == "Vereinsregister"
    assert data["phones"][0]["number"] == "+496561123456"
    assert data["contacts"][0] | {"id": ""} == {
        "id": "",
        "organization_id": str(confirmed_entry.public_id),
        "name": "Kim Beispiel",
        "title": "Leitung",
    }
    (location,) = data["locations"]
    assert (location["latitude"], location["transportation"]) == (49.97123, "Linie 1")
    assert location["addresses"][0]["address_2"] == "Hinterhaus"
    assert [(each["description"], each["details"]) for each in location["accessibility"]] == [
        ("stufenloser Eingang", "ja"),
        ("Aufzug", "nein"),
    ]
    assert len(data["services"]) == 3 and set(data["services"][0]) == {"id"}


def test_service_is_mapped(client, confirmed_entry):
    services = get(client, "/services", full="true")["contents"]
    repair, course, pause = services
    assert (repair["status"], pause["status"]) == ("active", "temporarily closed")
    assert repair["minimum_age"] == 12 and repair["application_process"] == "Einfach vorbeikommen."
    assert course["fees_description"].endswith("5 Euro")
    assert repair["assurer_email"] == "ehrenamt@example.org" and repair["assured_date"]
    (schedule,) = repair["schedules"]
    assert (schedule["freq"], schedule["byday"], schedule["opens_at"]) == ("MONTHLY", "-1SA", "14:00")
    (schedule,) = course["schedules"]
    assert (schedule["interval"], schedule["dtstart"], schedule["until"]) == (2, "2026-01-06", "2099-12-31")
    assert [language["name"] for language in repair["languages"]] == ["Deutsch", "Arabisch"]
    terms = {each["taxonomy_term"]["code"] for each in repair["attributes"]}
    assert terms == {"reparieren-technik", "alle"}
    assert repair["service_at_locations"][0]["location"]["name"] == "Werkstatt"
    assert repair == get(client, f"/services/{repair['id']}")


def test_course_that_has_ended_is_inactive(client, directory, django_capture_on_commit_callbacks):
    course = Offer(name="Kurs", frequency="weekly", weekdays="WE", until=timezone.localdate())
    page = make_entry(directory, offers=[course])
    [service] = get(client, "/services")["contents"]
    assert service["status"] == "active"
    page.offers.update(until=timezone.localdate() - timedelta(days=1))
    page.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    [service] = get(client, "/services")["contents"]
    assert service["status"] == "inactive"


def test_entry_without_an_offer_is_one_service(client, directory):
    page = make_entry(directory, "Chor", summary="Wir singen.")
    (service,) = get(client, "/services")["contents"]
    assert (service["name"], service["description"]) == ("Chor", "Wir singen.")
    assert service["organization"]["id"] == str(page.public_id)


def test_key_of_a_service_survives_a_new_order(client, full_entry, django_capture_on_commit_callbacks):
    before = {service["name"]: service["id"] for service in get(client, "/services")["contents"]}
    full_entry.offers = in_order(reversed(full_entry.offers.all()))
    with django_capture_on_commit_callbacks(execute=True):
        full_entry.save_revision().publish()
    after = {service["name"]: service["id"] for service in get(client, "/services")["contents"]}
    assert after == before and len(before) == 3


def test_services_of_the_same_name_have_keys_of_their_own(client, directory):
    make_entry(directory, offers=[Offer(name="Training"), Offer(name="Training")])
    keys = {service["id"] for service in get(client, "/services")["contents"]}
    assert len(keys) == 2


def test_address_without_a_town_is_left_out(client, directory):
    make_entry(directory, places=[MeetingPlace(street="Musterweg", show_exact_address=True)])
    (organization,) = get(client, "/organizations", full="true")["contents"]
    assert "addresses" not in organization["locations"][0]


@pytest.mark.parametrize("path", LISTS)
def test_list_has_the_envelope(client, full_entry, path):
    assert set(get(client, f"/{path}")) == ENVELOPE


def test_pages_hold_each_entry_once(client, directory):
    for number in range(5):
        make_entry(directory, f"Verein {number}")
    pages = [get(client, "/organizations", page=number, per_page=2) for number in (1, 2, 3)]
    names = [each["name"] for page in pages for each in page["contents"]]
    assert sorted(names) == [f"Verein {number}" for number in range(5)]
    facts = [(page["size"], page["first_page"], page["last_page"], page["total_pages"]) for page in pages]
    assert facts == [(2, True, False, 3), (2, False, False, 3), (1, False, True, 3)]


def test_page_beyond_the_last_is_empty(client, full_entry):
    page = get(client, "/services", page=9)
    assert (page["empty"], page["contents"], page["total_items"]) == (True, [], 3)


def test_lists_are_narrowed(client, directory):
    music, sport = make_category("Musik"), make_category("Sport")
    choir = make_entry(directory, "Chor", category=music, offers=[Offer(name="Singen"), Offer(name="Reisen")])
    make_entry(directory, "Verein", category=sport)
    terms = {term["name"]: term["id"] for term in get(client, "/taxonomy_terms")["contents"]}

    def names(path="/organizations", **query):
        return [each["name"] for each in get(client, path, **query)["contents"]]

    assert names(taxonomy_term_id=terms["Musik"]) == names(search="chor") == ["Chor"]
    assert names("/services", organization_id=str(choir.public_id)) == ["Singen", "Reisen"]
    assert names(modified_after="2999-01-01") == []
    assert len(names(modified_after="2020-01-01T00:00:00+01:00")) == 2
    assert names(taxonomy_term_id=str(choir.public_id)) == []


def test_taxonomies_and_terms(client, directory):
    parent = make_category("Sport")
    make_category("Fußball", parent=parent)
    make_target_group("Familien")
    make_district("Mötsch")
    taxonomies = get(client, "/taxonomies")["contents"]
    terms = {term["name"]: term for term in get(client, "/taxonomy_terms")["contents"]}
    assert [each for taxonomy in taxonomies for each in faults("taxonomy", taxonomy)] == []
    assert [each for term in terms.values() for each in faults("taxonomy_term", term)] == []
    assert terms["Fußball"]["parent_id"] == terms["Sport"]["id"]
    assert get(client, f"/taxonomies/{taxonomies[0]['id']}") == taxonomies[0]
    assert get(client, f"/taxonomy_terms/{terms['Mötsch']['id']}") == terms["Mötsch"]
    top = get(client, "/taxonomy_terms", taxonomy_id=taxonomies[0]["id"], top_only="true")["contents"]
    assert [term["name"] for term in top] == ["Sport"]


def test_merged_entry_leads_to_its_successor(client, full_entry):
    first, second = UUID(int=1), UUID(int=2)
    Tombstone.objects.create(public_id=first, merged_into=second, reason="merged")
    Tombstone.objects.create(public_id=second, merged_into=full_entry.public_id, reason="merged")
    response = client.get(f"{API}/organizations/{first}")
    assert (response.status_code, response["Location"]) == (
        301,
        f"{API}/organizations/{full_entry.public_id}",
    )


def test_entry_that_is_gone_is_told_from_one_that_never_was(client, directory):
    Tombstone.objects.create(public_id=UUID(int=3))
    Tombstone.objects.create(public_id=UUID(int=4), merged_into=UUID(int=4))
    assert get(client, f"/organizations/{UUID(int=3)}", status=410)["status"] == 410
    assert get(client, f"/organizations/{UUID(int=4)}", status=410)
    assert get(client, f"/organizations/{UUID(int=5)}", status=404)


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/services", {"seite": "1"}, "per_page"),
        ("/services", {"page": "0"}, "page must be a number"),
        ("/services", {"page": "9" * 30}, "page must be a number"),
        ("/services", {"page": "١"}, "page must be a number"),
        ("/services", {"per_page": "101"}, "1 to 100"),
        ("/services", {"per_page": "-1"}, "1 to 100"),
        ("/services", {"organization_id": "1"}, "UUID"),
        ("/services", {"organization_id": "a" * 100_000}, "UUID"),
        ("/services", {"search": "a\x00b"}, "search"),
        ("/services", {"search": "a" * 100_000}, "100 characters"),
        ("/services", {"full": "ja"}, "true or false"),
        ("/services", {"modified_after": "gestern"}, "ISO 8601"),
        ("/services", {"modified_after": "9999-99-99"}, "ISO 8601"),
        ("/services", {"modified_after": "2026-02-30T10:00:00"}, "ISO 8601"),
        ("/organizations", {"organization_id": "1"}, "Unknown parameter: organization_id"),
        ("/", {"page": "1"}, "takes no parameters"),
        ("/taxonomies", {"a" * 100_000: "1"}, "Unknown parameter"),
    ],
)
def test_strange_request_is_refused_in_words(client, full_entry, path, query, said):
    response = client.get(f"{API}{path}", query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert said in json.loads(response.content)["detail"] and len(response.content) < 1000


def test_parameter_given_twice_is_refused(client, directory):
    assert client.get(f"{API}/services?page=1&page=2").status_code == 400


@pytest.mark.parametrize("path", ["", "/", "/services/1", "/gibt/es/nicht", "/services/" + "9" * 40])
def test_what_is_not_there_is_told_to_programs(client, directory, path):
    response = client.get(f"{API}{path}")
    if path in {"", "/"}:
        assert response.status_code in {200, 301}
    else:
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
        assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", [f"/{name}" for name in LISTS] + ["/"])
@pytest.mark.parametrize(
    ("method", "status"), [("head", 200), ("options", 204), ("post", 405), ("delete", 405)]
)
def test_methods(client, full_entry, path, method, status):
    response = getattr(client, method)(f"{API}{path}")
    assert response.status_code == status and not response.content
    assert response["Access-Control-Allow-Origin"] == "*"


def test_slash_at_the_end_is_welcome(client, full_entry):
    assert get(client, "/services/") == get(client, "/services")


def test_unchanged_answer_is_not_sent_again(client, full_entry):
    etag = client.get(f"{API}/services")["ETag"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{API}/services", headers={"if-none-match": etag}).status_code == 304
    assert len(queries) <= 2
    other = client.get(f"{API}/services", {"page": 2}, headers={"if-none-match": etag})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/services", "/organizations"])
def test_queries_do_not_grow_with_the_entries(client, directory, path):
    def count() -> int:
        get(client, path, full="true")
        with CaptureQueriesContext(connection) as queries:
            get(client, path, full="true")
        return len(queries)

    parent = make_entry(directory, "Ganzer Verein")
    make_entry(directory, "Abteilung", parent_organisation=parent)
    before = count()
    for number in range(5):
        make_entry(directory, f"Verein {number}", parent_organisation=parent, offers=[Offer(name="Kurs")])
    assert count() == before <= 6


def test_keys_of_services_follow_the_entry(full_entry):
    assert PublicService.objects.count() == 3
    full_entry.offers = []
    full_entry.save_revision().publish()
    assert PublicService.objects.get().number is None
    full_entry.unpublish()
    assert not PublicService.objects.exists()


def test_interface_tells_about_itself(client, directory):
    data = get(client, "/")
    assert data["version"].startswith("3.") and data["license"]["url"].startswith("https://")
