"""A copy is an entry of its own, an alias is none: no key is told twice, and no alias takes an entry away."""

import re
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.pages.visibility import public_pages
from directory.exports.formats import FORMATS
from directory.models import (
    DirectoryPage,
    MeetingPlace,
    Offer,
    Opening,
    OrganisationPage,
    PublicEntry,
    PublicOpening,
    PublicService,
    Tombstone,
)
from directory.tests.api.test_changes import Mirror
from directory.tests.factories import make_entry
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def entry(directory):
    hall, house = MeetingPlace(name="Halle", show_exact_address=True), MeetingPlace(name="Haus")
    weekly = {"frequency": "weekly", "weekdays": "MO"}
    offers = [
        Offer(name="Turnen", place_key=str(house.key), **weekly),
        Offer(name="Spielen", place_key=Offer.FIRST_PLACE, **weekly),
        Offer(name="Wandern", place_key=Offer.CHANGING_PLACES, **weekly),
    ]
    page = make_entry(
        directory, "Turnverein", places=[hall, house], offers=offers, openings=[Opening(title="Kasse")]
    )
    page.save_revision().publish()
    return OrganisationPage.objects.get(pk=page.pk)


@pytest.fixture
def neighbour():
    """The home page of another town."""
    home = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=home)
    return home


def beside(entry, directory, neighbour):
    return entry.create_alias(parent=directory, update_slug="zweitname")


def of_an_alias(entry, directory, neighbour):
    alias = beside(entry, directory, neighbour)
    return alias.create_alias(parent=directory, update_slug="drittname")


def in_another_town(entry, directory, neighbour):
    own = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    neighbour.add_child(instance=own)
    return entry.create_alias(parent=own)


def with_the_whole_list(entry, directory, neighbour):
    directory.create_alias(parent=neighbour, recursive=True)
    return OrganisationPage.objects.get(alias_of=entry)


def in_another_language(entry, directory, neighbour):
    english = Locale.objects.create(language_code="en")
    for page in (directory.get_parent(), directory):
        page.copy_for_translation(english).save_revision().publish()
    return entry.copy_for_translation(english, alias=True)


WAYS = [beside, of_an_alias, in_another_town, with_the_whole_list, in_another_language]
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def everything_told(client) -> dict[str, str]:
    """What programs and people get of all entries, by address."""
    addresses = [reverse("export", args=[extension]) for extension in FORMATS if extension != "xlsx"]
    addresses += [
        "/sitemap.xml",
        "/api/v1/organisations/",
        "/api/v1/pages/?type=organisation&limit=100",
        "/api/v1/changes",
    ]
    addresses += ["/api/v1/search?q=Turnverein", "/suche/?q=Turnverein", "/api/v1/openings/"]
    addresses += [f"/api/hsds/v3/{name}" for name in ("organizations", "services")]
    told = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        told[address] = b"".join(answer).decode()
    return told


@every_way
def test_an_alias_is_told_nowhere(entry, directory, neighbour, client, way, committed):
    before = everything_told(client)
    with committed():
        alias = way(entry, directory, neighbour)
    after = everything_told(client)
    assert PublicEntry.objects.get().page_id == entry.pk
    assert alias.pk not in public_pages(Site.objects.get(hostname="nachbar.example")).values_list(
        "pk", flat=True
    )
    for address, text in after.items():
        assert text.count("Turnverein") == before[address].count("Turnverein"), address
        assert str(OrganisationPage.objects.get(pk=alias.pk).public_id) not in text, address


@every_way
@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_the_end_of_an_alias_is_no_news(entry, directory, neighbour, client, way, end, committed):
    mirror = Mirror(client)
    with committed():
        alias = way(entry, directory, neighbour)
        entry.save_revision().publish()
    mirror.follow()
    known = ("organisation", str(entry.public_id))
    assert known in mirror.things
    with committed():
        getattr(OrganisationPage.objects.get(pk=alias.pk), end)()
    mirror.follow()
    assert known in mirror.things
    assert not Tombstone.objects.exists()
    assert client.get(f"/api/v1/organisations/{entry.public_id}").status_code == 200


@every_way
def test_an_alias_leads_to_its_entry(entry, directory, neighbour, client, way):
    alias = way(entry, directory, neighbour)
    host = alias.get_site().hostname
    answer = client.get(alias.get_url_parts()[2], headers={"host": host}, follow=host == "localhost")
    if host == "localhost":
        assert answer.redirect_chain[-1] == (entry.get_url_parts()[2], 302)
        assert "Turnverein" in answer.content.decode()
    else:
        assert (answer.status_code, answer.url) == (302, entry.full_url)


def test_an_alias_by_path_is_a_redirect(entry, directory, client):
    alias = beside(entry, directory, None)
    assert client.get("/api/v1/pages/by-path", {"path": alias.url}).json() == {
        "type": "redirect",
        "url": f"http://testserver{entry.url}",
        "path": entry.url,
        "is_permanent": False,
    }


def test_an_alias_of_a_private_entry_leads_nowhere(entry, directory, client):
    alias = beside(entry, directory, None)
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    other = DirectoryPage(title="Andere", slug="andere")
    directory.get_parent().add_child(instance=Page(title="Ebene", slug="ebene"))
    Page.objects.get(slug="ebene").add_child(instance=other)
    alias.move(other, "last-child")
    assert client.get(OrganisationPage.objects.get(pk=alias.pk).url).status_code == 404
    assert client.get("/api/v1/pages/by-path", {"path": "/ebene/andere/zweitname/"}).status_code == 404


def test_a_list_repeated_in_another_town_leads_to_the_first(entry, directory, neighbour, client):
    with_the_whole_list(entry, directory, neighbour)
    answer = client.get("/verzeichnis/", headers={"host": "nachbar.example"})
    assert (answer.status_code, answer.url) == (302, directory.full_url)
    make_entry(DirectoryPage.objects.get(alias_of=directory), "Eigener Verein")
    answer = client.get("/verzeichnis/", headers={"host": "nachbar.example"})
    assert "Eigener Verein" in answer.content.decode()


@every_way
def test_an_alias_that_becomes_an_entry_has_keys_of_its_own(entry, directory, neighbour, client, way):
    alias = OrganisationPage.objects.get(pk=way(entry, directory, neighbour).pk)
    entry.save_revision().publish()
    ConvertAliasPageAction(OrganisationPage.objects.get(pk=alias.pk)).execute(skip_permission_checks=True)
    own = PublicEntry.objects.get(page=alias.pk)
    assert own.public_id == alias.public_id != entry.public_id
    shared = keys_of(own.document) & keys_of(entry.record.document)
    assert shared == (keys_of(entry.record.document) if way is in_another_language else set())
    OrganisationPage.objects.get(pk=alias.pk).get_latest_revision().publish()
    assert PublicEntry.objects.get(page=alias.pk).document["offers"] == own.document["offers"]


def test_what_goes_with_its_entry_is_no_alias_any_more(entry, directory, client, committed):
    alias = beside(entry, directory, None)
    key = str(entry.public_id)
    with committed():
        entry.delete()
    left = OrganisationPage.objects.get(pk=alias.pk)
    assert (left.live, left.alias_of_id) == (False, None)
    assert client.get(f"/api/v1/organisations/{key}").status_code == 410
    left.save_revision().publish()
    assert PublicEntry.objects.get().public_id == left.public_id != entry.public_id
    assert client.get(f"/api/v1/organisations/{key}").status_code == 410


def keys_of(document: dict) -> set[str]:
    return {part["key"] for kind in ("offers", "openings") for part in document[kind]} | {
        place["key"] for place in document["places"] if "key" in place
    }


def copied(entry, directory):
    return entry.copy(update_attrs={"slug": "kopie", "title": "Kopie"})


def copied_without_history(entry, directory):
    return entry.copy(update_attrs={"slug": "kopie"}, copy_revisions=False)


def copied_as_draft(entry, directory):
    page = entry.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    page.get_latest_revision().publish()
    return page


def copied_with_draft(entry, directory):
    entry.summary = "Nur im Entwurf."
    entry.save_revision()
    page = OrganisationPage.objects.get(pk=entry.pk).copy(update_attrs={"slug": "kopie"})
    page.get_latest_revision().publish()
    return page


def copied_with_the_whole_list(entry, directory):
    directory.copy(recursive=True, update_attrs={"slug": "verzeichnis-2"})
    return OrganisationPage.objects.exclude(pk=entry.pk).get()


def copied_twice(entry, directory):
    first = copied(entry, directory)
    return OrganisationPage.objects.get(pk=first.pk).copy(update_attrs={"slug": "kopie-2"})


def copied_from_an_alias(entry, directory):
    return beside(entry, directory, None).copy(update_attrs={"slug": "kopie"})


COPIES = [
    copied,
    copied_without_history,
    copied_as_draft,
    copied_with_draft,
    copied_with_the_whole_list,
    copied_twice,
    copied_from_an_alias,
]


@pytest.mark.parametrize("way", COPIES, ids=lambda way: way.__name__)
def test_a_copy_shares_no_key(entry, directory, client, way):
    way(entry, directory)
    records = list(PublicEntry.objects.all())
    assert len(records) >= 2
    for values in (
        [record.public_id for record in records],
        [key for record in records for key in keys_of(record.document)],
        list(PublicService.objects.values_list("key", flat=True)),
        list(PublicOpening.objects.values_list("key", flat=True)),
    ):
        assert len(set(values)) == len(values)


def test_a_copy_stays_itself_when_published_again(entry, directory):
    page = OrganisationPage.objects.get(pk=copied(entry, directory).pk)
    before = PublicEntry.objects.get(page=page.pk).document
    places = [offer["place"] for offer in before["offers"]]
    assert places == [offer["place"] for offer in entry.record.document["offers"]] == [1, 0, None]
    page.get_latest_revision().publish()
    # What an editor finds in the history was written for the original.
    old = page.revisions.order_by("pk").first().as_object()
    old.slug = page.slug
    old.save_revision().publish()
    after = PublicEntry.objects.get(page=page.pk).document
    assert keys_of(after) == keys_of(before)
    assert [offer["place"] for offer in after["offers"]] == places
    assert after["public_id"] == str(page.public_id)


def test_publishing_and_translating_keep_keys(entry, directory):
    before = entry.record.document
    entry.title = "Turnverein Bitburg"
    entry.save_revision().publish()
    assert keys_of(PublicEntry.objects.get(page=entry.pk).document) == keys_of(before)
    english = Locale.objects.create(language_code="en")
    page = OrganisationPage.objects.get(pk=entry.pk).copy_for_translation(english, copy_parents=True)
    page.save_revision().publish()
    translated = PublicEntry.objects.get(page=page.pk)
    assert keys_of(translated.document) == keys_of(before)
    assert translated.public_id != entry.public_id


def test_copies_have_services_and_dates_of_their_own(entry, directory, client, committed):
    with committed():
        copied(entry, directory)
    services = client.get("/api/hsds/v3/services").json()["contents"]
    ids = [service["id"] for service in services]
    assert len(ids) == len(set(ids)) == 6
    for service in services:
        answer = client.get(f"/api/hsds/v3/services/{service['id']}").json()
        assert answer["organization"]["name"] == service["organization"]["name"]
    calendar = b"".join(client.get(reverse("export", args=["ics"]))).decode()
    uids = re.findall(r"^UID:(.+?)\r$", calendar, re.M)
    assert len(uids) == len(set(uids)) == 6


def test_a_key_of_an_entry_is_unique_in_the_database(entry, directory):
    other = make_entry(directory)
    for model in (OrganisationPage, PublicEntry):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=other.pk).update(public_id=entry.public_id)


def test_no_revision_brings_another_key(entry, directory):
    revision = entry.save_revision()
    revision.content = revision.content | {"public_id": str(uuid4())}
    revision.save()
    revision.publish()
    assert PublicEntry.objects.get().public_id == entry.public_id
