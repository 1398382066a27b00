"""Organisations in the JSON API: the public record, redirects of merged keys, cursors."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from directory.api.logos import LOGO, _picture
from directory.api.parameters import OpeningListFilters, OrganisationFilters
from directory.api.records import LegalForm, OrganisationRecord
from directory.api.schemas import Openings, Organisation, Organisations
from directory.browse.choices import FLAGS, GROUPS, OPENING_FLAGS, OPENING_GROUPS
from directory.exports.records import record_of
from directory.exports.source import read_source
from directory.models import DirectoryPage, MeetingPlace, OrganisationPage, PublicEntry, Tombstone
from directory.models.offers import Offer
from directory.models.openings import Opening
from directory.tests.factories import make_entry
from directory.tests.full_entry import make_full_entry
from tests.support.making import make_image

LIST = "/api/v1/organisations/"


def address(key) -> str:
    return f"{LIST}{key}"


def test_an_item_is_the_public_record_with_logo_and_dates(client, directory, rf, settings):
    page = make_full_entry(directory)
    OrganisationPage.objects.filter(pk=page.pk).update(logo=make_image())
    OrganisationPage.objects.get(pk=page.pk).save()
    (item,) = client.get(LIST).json()["items"]
    assert item.pop("type") == "organisation"
    logo = item.pop("logo")
    assert item.pop("contact_form") is None
    assert [offer.pop("next_dates") != [] for offer in item["offers"]] == [True, True, False]
    (entry,) = read_source(rf.get("/"), "de")
    assert item == record_of(entry)
    assert logo["alt"] == "Zwei Menschen reden"
    assert logo["url"].startswith(f"{settings.S3_PUBLIC_URL or 'http://testserver'}/")
    assert client.get(address(page.public_id)).json()["logo"] == logo


def test_of_two_sizes_that_are_equally_wide_it_is_always_the_same(db):
    sizes = list(make_image().get_renditions(*LOGO).values())
    assert _picture(sizes, "") == _picture(sizes[::-1], "")


def test_a_logo_without_a_file_is_left_out(client, directory):
    image = make_image()
    page = make_entry(directory, logo=image)
    image.file.storage.delete(image.file.name)
    assert client.get(address(page.public_id)).json()["logo"] is None


def test_next_dates_lie_ahead_with_their_time_zone(client, directory):
    page = make_full_entry(directory)
    first, *_others = client.get(address(page.public_id)).json()["offers"]
    starts = [timezone.datetime.fromisoformat(start) for start in first["next_dates"]]
    assert len(starts) == 3
    assert all(start >= timezone.now() and start.utcoffset() for start in starts)
    assert starts == sorted(starts)


def test_every_record_has_the_fields_that_the_schema_names(directory, rf):
    make_full_entry(directory)
    (entry,) = read_source(rf.get("/"), "de")
    assert record_of(entry).keys() == OrganisationRecord.model_fields.keys()
    assert OrganisationRecord.model_validate(record_of(entry)).model_dump() == record_of(entry)


def test_the_schema_knows_all_choices():
    assert LegalForm.__args__ == tuple(OrganisationPage.LegalForm.values)
    offer, opening = Organisation.model_fields["offers"].annotation.__args__[0], Opening.TimeNeed.values
    assert offer.model_fields["cost"].annotation.__args__ == tuple(Offer.Cost.values)
    assert set(offer.model_fields["status"].annotation.__args__) == Offer.SHOWN_STATUSES
    assert OpeningListFilters.model_fields["time_need"].annotation.__args__[0].__args__ == tuple(opening)


@pytest.mark.parametrize(
    ("asked", "answer", "groups", "flags"),
    [
        (OrganisationFilters, Organisations, GROUPS, FLAGS),
        (OpeningListFilters, Openings, OPENING_GROUPS, OPENING_FLAGS),
    ],
)
def test_each_filter_of_the_site_is_a_filter_and_a_facet(asked, answer, groups, flags):
    kinds = {group.kind for group in groups}
    assert kinds <= asked.model_fields.keys()
    assert answer.model_fields["facets"].annotation.model_fields.keys() == kinds | {"flags"}
    assert set(asked.FLAGS.values()) == {flag.name for flag in flags}


def test_a_merged_key_leads_to_the_entry_that_took_over(client, directory):
    page, old = make_entry(directory), uuid4()
    Tombstone.objects.create(public_id=old, reason="merged", merged_into=page.public_id)
    answer = client.get(address(old), {"locale": "de"})
    assert (answer.status_code, answer["Location"]) == (308, f"{address(page.public_id)}?locale=de")


def test_an_entry_that_is_gone_says_so(client, directory, committed):
    page = make_entry(directory)
    assert client.get(address(page.public_id)).status_code == 200
    with committed():
        page.unpublish()
    answer = client.get(address(page.public_id))
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")


@pytest.mark.parametrize("key", [uuid4(), "x", "%00", "0"])
def test_an_unknown_key_is_not_found(client, directory, key):
    assert client.get(address(key)).status_code in {404, 422}


def test_a_draft_was_never_there(client, directory):
    page = make_entry(directory, live=False)
    assert client.get(address(page.public_id)).status_code == 404


def test_a_list_is_read_to_its_end_part_by_part(client, town):
    everything = client.get(LIST, {"limit": 100}).json()
    assert everything["next"] is None
    for query in ("limit=7", "limit=7&order=confirmed", "limit=3&q=verein"):
        keys, url = [], f"{LIST}?{query}"
        while url:
            part = client.get(url).json()
            keys += [item["id"] for item in part["items"]]
            url = part["next"]
        assert len(keys) == len(set(keys)) == part["count"] >= 7
    assert [item["id"] for item in everything["items"]] == [
        str(key) for key in PublicEntry.objects.values_list("public_id", flat=True)
    ]


@pytest.mark.parametrize("gone", ["a row before", "the last row", "a new row"])
def test_nothing_is_repeated_or_left_out_while_others_write(client, town, committed, gone):
    first = client.get(LIST, {"limit": 5}).json()
    keys = [item["id"] for item in client.get(LIST, {"limit": 10}).json()["items"]]
    with committed():
        if gone == "a new row":
            make_entry(town, "AAA ganz vorne")
        else:
            OrganisationPage.objects.get(public_id=keys[1 if gone == "a row before" else 4]).unpublish()
    second = client.get(first["next"]).json()
    assert [item["id"] for item in second["items"]] == keys[5:]


def test_a_list_costs_the_same_however_long_it_is(client, server, town):
    image, parent = make_image(), OrganisationPage.objects.first()
    for record in PublicEntry.objects.all():
        record.document |= {"logo": image.pk, "parent_page": parent.pk}
        record.save()
    asked = {rows: _queries(client, {"limit": rows, "category": "sport"}) for rows in (1, 20, 39)}
    assert set(asked.values()) == {3}
    assert _queries(client, {"limit": 20, "q": "verein", "free": "true"}) == 3
    assert _queries_when_unchanged(server, f"{LIST}?limit=20&q=verein") == 0


def _queries(client, query: dict) -> int:
    assert client.get(LIST, query).json()["items"]
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(LIST, query)
    assert len(answer.json()["items"]) == min(query["limit"], answer.json()["count"])
    return len(asked)


def _queries_when_unchanged(server, url: str) -> int:
    server.get(url)
    tag = server.get(url)[1]["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert server.get(url, if_none_match=tag)[0] == 304
    return len(asked)


def test_an_entry_costs_few_queries(client, directory):
    page = make_full_entry(directory)
    client.get(address(page.public_id))
    with CaptureQueriesContext(connection) as asked:
        client.get(address(page.public_id))
    assert len(asked) <= 4


def test_the_tag_changes_with_the_record_and_only_then(client, server, directory, committed):
    page, other = make_entry(directory), make_entry(directory, "Anderer Verein")
    own = client.get(address(page.public_id))["ETag"]
    listed = client.get(LIST, {"q": "Südwiese"})["ETag"]
    with committed():
        other.title = "Ganz anderer Verein"
        other.save_revision().publish()
    assert server.get(address(page.public_id), if_none_match=own)[0] == 304
    assert client.get(LIST, {"q": "Südwiese"})["ETag"] == listed
    with committed():
        page.summary = "Neu."
        page.save_revision().publish()
    assert client.get(address(page.public_id))["ETag"] != own
    assert client.get(LIST, {"q": "Südwiese"})["ETag"] != listed


def test_a_language_has_its_own_entries_and_words(client, directory, committed):
    page = make_full_entry(directory)
    english = Locale.objects.create(language_code="en")
    assert client.get(LIST, {"locale": "en"}).json()["count"] == 0
    with committed():
        home = directory.get_parent().copy_for_translation(english)
        own = DirectoryPage(title="Directory", slug="directory", locale=english)
        home.add_child(instance=own)
        weekly = Offer(name="Repair", frequency="weekly", weekdays="WE")
        make_entry(own, "Repair club", locale=english, offers=[weekly])
    (item,) = client.get(LIST, {"locale": "en"}).json()["items"]
    assert (item["name"], item["offers"][0]["times"]) == ("Repair club", "every Wednesday")
    assert [item["name"] for item in client.get(LIST).json()["items"]] == [page.title]


def test_fields_leave_out_the_rest(client, directory):
    make_entry(directory)
    (item,) = client.get(LIST, {"fields": "name"}).json()["items"]
    assert item.keys() == {"id", "type", "name"}
    assert client.get(LIST, {"fields": "maintainer_email"}).status_code == 422


def test_an_outdated_call_leaves_the_record_the_next_day(client, directory, time_travel):
    call = Opening(title="Heute noch", valid_until=timezone.localdate())
    page = make_entry(directory, openings=[call])
    assert client.get(address(page.public_id)).json()["openings"]
    time_travel(timezone.now() + timedelta(days=1))
    assert client.get(address(page.public_id)).json()["openings"] == []


def test_near_measures_to_the_nearest_place_and_is_kept_by_nobody(client, directory):
    for name, latitudes in (("Nah", (50.2, 49.975)), ("Fern", (50.2,)), ("Privat", ())):
        places = [
            MeetingPlace(street="Weg", latitude=latitude, longitude=6.526, show_exact_address=True)
            for latitude in latitudes
        ]
        make_entry(directory, name, places=places or [MeetingPlace(latitude=49.974, longitude=6.526)])
    answer = client.get(LIST, {"near": "49.974,6.526", "order": "distance"})
    assert [item["name"] for item in answer.json()["items"]] == ["Nah", "Fern"]
    assert answer["Cache-Control"] == "private, no-store"
    answer = client.get(LIST, {"near": "49.974,6.526", "radius": "1000"}).json()
    assert ([item["name"] for item in answer["items"]], answer["count"]) == (["Nah"], 1)
    assert len(client.get(LIST, {"near": "49.974,6.526"}).json()["items"]) == 3
    answer = client.get(LIST, {"near": "49.974,6.526", "order": "distance", "q": "fern montags"})
    assert answer.status_code == 200
    for query in ({"radius": "1000"}, {"order": "distance"}, {"near": "x"}):
        assert client.get(LIST, query).status_code == 422
