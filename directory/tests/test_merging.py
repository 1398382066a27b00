"""Merging two entries: what stays, what moves, and how the old address and key respond."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.accounts.roles import set_up_roles
from cms.mail.links import make_link
from cms.mail.models import AccessLink
from directory.domain.lifecycle import State
from directory.duplicates.choices import BOTH, GONE, Choice, default_choice, merge_facts_of, row_token
from directory.duplicates.merging import EntryMovedError, merge_entries, tell_apart
from directory.duplicates.relations import OWN_RULES, name_of, references_to_entries
from directory.models import (
    ContactPerson,
    DuplicatePair,
    EntryProposal,
    Maintainership,
    MeetingPlace,
    Offer,
    OrganisationPage,
    PublicEntry,
    Tombstone,
)
from directory.workflow.maintainer_mail import CONFIRM_ENTRY
from tests.support.making import make_user
from tests.support.recorded import recorded

from .factories import make_district, make_entry


@pytest.fixture
@recorded
def boss(directory):
    set_up_roles()
    return make_user("chefin", is_superuser=True)


@pytest.fixture
@recorded
def kept(directory):
    place = MeetingPlace(name="Haus Beda", street="Am Markt", show_exact_address=True)
    return make_entry(
        directory,
        "Chor Klangbrücke",
        slug="chor",
        places=[place],
        offers=[Offer(name="Probe", place_key=str(place.key))],
    )


@pytest.fixture
@recorded
def gone(directory):
    return make_entry(
        directory,
        "Klangbrücke e. V.",
        slug="klang",
        phone="+49656115063",
        email="chor@example.org",
        districts=[make_district("Mötsch")],
        places=[MeetingPlace(name="Alte Schule")],
        offers=[Offer(name="Stimmbildung")],
        contacts=[ContactPerson(name="Kim Beispiel", email="kim@example.org", consented_on=date(2026, 1, 1))],
    )


def merge(kept, gone, by, choice=None):
    seen = merge_facts_of(kept), merge_facts_of(gone)
    return merge_entries(kept, gone, choice or default_choice(*seen), by=by, seen=seen)


def test_gaps_are_filled_and_rows_added(kept, gone, boss):
    merged = merge(kept, gone, boss)
    assert (merged.title, merged.email, merged.phone) == (
        "Chor Klangbrücke",
        "info@example.org",
        "+49656115063",
    )
    assert [place.name for place in merged.meeting_places.all()] == ["Haus Beda", "Alte Schule"]
    offer = merged.offers.get(name="Stimmbildung")
    assert offer.place_key == str(merged.meeting_places.get(name="Alte Schule").key)
    assert merged.contact_people.get().consented_on == date(2026, 1, 1)
    assert merged.live_revision.as_object().phone == "+49656115063"


def test_each_field_comes_from_where_it_was_chosen(kept, gone, boss):
    facts = merge_facts_of(kept), merge_facts_of(gone)
    units = {"title": GONE, "districts": BOTH}
    rows = frozenset({row_token("gone", "offers", facts[1]["offers"][0])})
    merged = merge(kept, gone, boss, Choice(units, rows))
    assert (merged.title, merged.phone) == ("Klangbrücke e. V.", "")
    assert {each.name for each in merged.districts.all()} == {"Stahl", "Mötsch"}
    assert not merged.meeting_places.exists() and not merged.contact_people.exists()
    assert [offer.name for offer in merged.offers.all()] == ["Stimmbildung"]


def test_what_goes_by_the_same_name_is_not_added_twice(directory, kept, boss):
    gone = make_entry(
        directory,
        "Klangbrücke",
        places=[MeetingPlace(name="haus beda")],
        offers=[Offer(name="Singen für alle")],
    )
    merged = merge(kept, gone, boss)
    place = merged.meeting_places.get()
    assert (place.name, merged.offers.get(name="Singen für alle").place_key) == ("Haus Beda", str(place.key))


def test_a_copied_entry_gives_no_part_the_same_key(kept, gone, boss):
    place = kept.meeting_places.get()
    gone.meeting_places.update(key=place.key)
    merged = merge(kept, OrganisationPage.objects.get(pk=gone.pk), boss)
    assert merged.meeting_places.count() == 2
    assert len({each.key for each in merged.meeting_places.all()}) == 2


def test_old_addresses_and_their_redirects_lead_to_the_entry_that_stays(client, kept, gone, boss):
    site = gone.get_site()
    Redirect.objects.create(old_path="/alter-name", site=site, redirect_page=gone)
    old = gone.url
    merge(kept, gone, boss)
    for address in (old, f"{old}?von=mail", "/alter-name"):
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (301, kept.url)
    assert client.get(kept.url).status_code == 200


def test_the_old_key_is_an_alias_everywhere(client, kept, gone, boss):
    merge(kept, gone, boss)
    assert not PublicEntry.objects.filter(public_id=gone.public_id).exists()
    organization = client.get(f"/api/hsds/v3/organizations/{gone.public_id}")
    assert (organization.status_code, organization["Location"].rpartition("/")[2]) == (
        301,
        str(kept.public_id),
    )
    calendar = client.get(reverse("entry_calendar", args=[gone.public_id]))
    assert (calendar.status_code, calendar["Location"]) == (
        301,
        reverse("entry_calendar", args=[kept.public_id]),
    )
    [stone] = b"".join(client.get("/daten/geloescht.json")).decode().splitlines()[1:2]
    assert str(gone.public_id) in stone and f'"merged_into":"{kept.public_id}"' in stone
    lines = b"".join(client.get("/daten/verzeichnis.jsonl")).decode()
    assert str(kept.public_id) in lines and str(gone.public_id) not in lines


def test_a_chain_answers_with_its_end(client, directory, kept, gone, boss):
    last = make_entry(directory, "Stadtchor", slug="stadtchor")
    addresses = gone.url, kept.url
    merge(kept, gone, boss)
    merge(last, OrganisationPage.objects.get(pk=kept.pk), boss)
    assert {client.get(each)["Location"] for each in addresses} == {last.url}
    assert set(Tombstone.objects.values_list("merged_into", flat=True)) == {last.public_id}
    assert client.get(f"/api/hsds/v3/organizations/{gone.public_id}")["Location"].endswith(
        str(last.public_id)
    )


def test_every_relation_of_entries_has_its_rule():
    """If a new relation makes this fail, make sure that it may move, or give it a rule of its own."""
    found = {name_of(field) for field in references_to_entries()}
    pages = {name for name in found if name.split(".")[0] in {"home", "strategy", "towns", "wagtailforms"}}
    assert found - pages == OWN_RULES | {
        "directory.EntryPicture.page",
        "directory.EntryProposal.page",
        "directory.OrganisationPage.parent_organisation",
        "enquiries.Enquiry.organisation",
        "events.DatePicture.page",
        "events.DateVersion.page",
        "events.EventFeed.page",
        "events.EventPage.organiser_entry",
        "events.Occurrence.home",
        "events.PartnerEvent.organisation",
        "events.PublicEvent.home",
        "events.TrustedOrganiser.page",
        "forms_app.ConsentVersion.page",
        "forms_app.FormAccess_pages.page",
        "forms_app.Submission.organisation",
        "forms_app.Submission.page",
        "hours.HelperHours.organisation",
        "wagtailredirects.Redirect.redirect_page",
    }


def test_what_referred_to_the_entry_refers_to_the_one_that_stays(directory, kept, gone, boss):
    child = make_entry(directory, "Kinderchor", parent_organisation=gone)
    proposal = EntryProposal.objects.create(page=gone, email="chor@example.org", status="sent")
    letter = apps.get_model("forms_app.Submission").objects.create(
        kind="registration", organisation=gone, retention_days=1, idempotency_key="1"
    )
    merge(kept, gone, boss)
    for row, name in ((child, "parent_organisation"), (proposal, "page"), (letter, "organisation")):
        row.refresh_from_db()
        assert getattr(row, f"{name}_id") == kept.pk
    assert PublicEntry.objects.get(page=child.pk).document["parent_page"] == kept.pk


def test_of_two_drafts_of_one_maintainer_the_newer_goes_on(kept, gone, boss):
    older = EntryProposal.objects.create(page=kept, email="chor@example.org")
    newer = EntryProposal.objects.create(page=gone, email="Chor@example.org")
    merge(kept, gone, boss)
    for draft in (older, newer):
        draft.refresh_from_db()
    assert (older.status, newer.status, newer.page_id) == ("replaced", "draft", kept.pk)


def test_the_chosen_maintainer_keeps_the_entry_and_her_links_work(kept, gone, boss):
    Maintainership.objects.create(page=kept, assured_on=date(2026, 5, 1))
    Maintainership.objects.create(
        page=gone, maintainer_email="neu@example.org", maintainer_mode="club", source="Liste"
    )
    make_link(CONFIRM_ENTRY, gone.pk, "neu@example.org")
    make_link(CONFIRM_ENTRY, gone.pk, "fremd@example.org")
    facts = merge_facts_of(kept), merge_facts_of(gone)
    merge(kept, gone, boss, default_choice(*facts, maintainer=GONE))
    keeping = Maintainership.objects.get(page=kept)
    assert (keeping.maintainer_email, keeping.maintainer_mode, keeping.source) == (
        "neu@example.org",
        "club",
        "Liste",
    )
    assert keeping.assured_on == date(2026, 5, 1)
    assert [(link.object_id, link.email) for link in AccessLink.objects.all()] == [
        (kept.pk, "neu@example.org")
    ]


def test_the_entry_that_goes_is_kept_for_staff_without_its_people(kept, gone, boss):
    gone.save_revision()
    merge(kept, gone, boss)
    page = OrganisationPage.objects.get(pk=gone.pk)
    assert (page.live, page.state_today()) == (False, State.MERGED)
    assert not page.contact_people.exists()
    assert all(not each.content["contact_people"] for each in page.revisions.all())


def test_a_scheduled_draft_of_the_entry_that_goes_is_never_published(directory, kept, boss):
    gone = make_entry(directory, "Klangbrücke", live=False)
    gone.save_revision(approved_go_live_at="2027-01-01T00:00:00Z")
    merge(kept, gone, boss)
    assert not gone.revisions.exclude(approved_go_live_at=None).exists()
    assert not Redirect.objects.exists()


def test_who_looked_at_something_else_merges_nothing(kept, gone, boss):
    seen = merge_facts_of(kept), merge_facts_of(gone)
    Page.objects.filter(pk=gone.pk).update(title="Anders")
    with pytest.raises(EntryMovedError):
        merge_entries(kept, gone, default_choice(*seen), by=boss, seen=seen)
    assert not Tombstone.objects.exists()


def test_the_second_of_two_merges_is_refused(kept, gone, boss):
    merge(kept, gone, boss)
    for pair in ((kept, gone), (gone, kept)):
        with pytest.raises(ValidationError):
            merge(*pair, boss)


def test_a_failure_leaves_everything_as_it_was(client, monkeypatch, kept, gone, boss):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("directory.duplicates.merging._merge_pairs", fail)
    with pytest.raises(RuntimeError):
        merge(kept, gone, boss)
    assert client.get(gone.url).status_code == 200
    assert not Redirect.objects.exists() and not Tombstone.objects.exists()
    assert not OrganisationPage.objects.get(pk=kept.pk).phone


@pytest.mark.parametrize("case", ["itself", "translation", "draft stays"])
def test_what_cannot_become_one_is_refused(directory, kept, gone, boss, case):
    if case == "itself":
        with pytest.raises(EntryMovedError):
            merge(kept, kept, boss)
        return
    if case == "draft stays":
        kept.unpublish()
    else:
        Page.objects.filter(pk=gone.pk).update(translation_key=kept.translation_key, locale_id=make_locale())
    pair = (OrganisationPage.objects.get(pk=each.pk) for each in (kept, gone))
    with pytest.raises(ValidationError):
        merge(*pair, boss)


def make_locale() -> int:
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code="en")[0].pk


@pytest.mark.parametrize("role", ["Redaktion", None])
def test_only_the_office_merges_and_tells_apart(kept, gone, boss, role):
    user = make_user("andere", group=role) if role else make_user("andere")
    pair = DuplicatePair.objects.create(one=kept, other=gone, score=90)
    with pytest.raises(PermissionDenied):
        merge(kept, gone, user)
    with pytest.raises(PermissionDenied):
        tell_apart(pair, by=user)


def test_what_was_told_apart_from_the_one_is_told_apart_from_the_other(directory, kept, gone, boss):
    third = make_entry(directory, "Jugendchor")
    DuplicatePair.objects.create(one=gone, other=third, score=70, is_distinct=True)
    DuplicatePair.objects.create(one=kept, other=gone, score=90)
    merge(kept, gone, boss)
    pair = DuplicatePair.objects.get()
    assert ({pair.one_id, pair.other_id}, pair.is_distinct) == ({kept.pk, third.pk}, True)
