import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.search.index import matches_of
from directory.browse.contexts import document_of
from directory.models import (
    ContactPerson,
    DirectoryPage,
    EntryWords,
    KnownWord,
    Maintainership,
    MeetingPlace,
    Offer,
    Opening,
    OrganisationPage,
    PublicEntry,
)
from directory.publishing.entry_document import build_document
from directory.search.tables import ENTRIES
from directory.workflow import confirm_entry

from .factories import make_category, make_entry, make_help_type

PLANTED = "Geheimnis4711"


def everything_hidden() -> dict:
    """Child records in which every private field contains the planted word."""
    return {
        "places": [
            MeetingPlace(
                name=PLANTED,
                street=PLANTED,
                house_number="4711",
                addition=PLANTED,
                city=PLANTED,
                public_transport=PLANTED,
                latitude="49.97111",
                longitude="6.52111",
                show_exact_address=False,
            )
        ],
        "contacts": [
            ContactPerson(role=PLANTED, name=PLANTED, email=f"{PLANTED}@example.org", phone="+4965614711"),
            ContactPerson(
                name=PLANTED, email=f"{PLANTED}@example.org", name_is_public=True, email_is_public=True
            ),
            ContactPerson(name=PLANTED, consent_note=PLANTED, consented_on=date(2026, 1, 1)),
        ],
    }


@pytest.fixture
def hidden_entry(directory):
    page = make_entry(directory, **everything_hidden())
    Maintainership.objects.create(
        page=page,
        maintainer_email=f"{PLANTED}@example.org",
        assured_by=PLANTED,
        source=PLANTED,
        source_id=PLANTED,
    )
    return page


def assert_no_leak(text: str):
    for planted in (PLANTED, PLANTED.lower(), "4711", "49.97111", "6.52111"):
        assert planted not in text


def test_hidden_addresses_and_internal_people_are_not_in_the_record(hidden_entry):
    record = PublicEntry.objects.get(page=hidden_entry)
    assert_no_leak(json.dumps(record.document))
    assert_no_leak(json.dumps(EntryWords.objects.filter(entry=record).values().get()))
    assert_no_leak(" ".join(KnownWord.objects.values_list("word", flat=True)))
    assert record.document["places"] == [{"is_hidden": True}]
    assert record.document["contacts"] == []


def test_hidden_facts_are_on_no_page(hidden_entry, directory, client):
    for url in (hidden_entry.url, directory.url, f"{directory.url}?q={PLANTED}"):
        response = client.get(url)
        assert response.status_code == 200
        assert_no_leak(
            response.content.decode().replace(f'value="{PLANTED}"', "").replace(f"„{PLANTED}“", "")
        )
    assert client.get(directory.url, {"q": PLANTED}).context["total"] == 0


def test_a_withdrawn_consent_takes_the_person_off_at_once(directory, client):
    person = ContactPerson(name="Robin", name_is_public=True, consented_on=date(2026, 1, 1))
    page = make_entry(directory, contacts=[person])
    assert "Robin" in client.get(page.url).content.decode()
    draft = page.get_latest_revision_as_object()
    (person,) = draft.contact_people.all()
    person.consented_on = None
    draft.contact_people = [person]
    draft.save_revision(clean=False).publish()
    assert "Robin" not in client.get(page.url).content.decode()
    assert PublicEntry.objects.get(page=page).document["contacts"] == []


def test_only_the_agreed_facts_of_a_person_are_shown(directory):
    person = ContactPerson(
        role="Vorsitz",
        name="Robin",
        email="r@example.org",
        name_is_public=True,
        consented_on=date(2026, 1, 1),
    )
    page = make_entry(directory, contacts=[person])
    assert page.record.document["contacts"] == [{"role": "Vorsitz", "name": "Robin"}]


def test_a_draft_leaves_the_record_as_it_was(directory, client):
    page = make_entry(directory)
    before = PublicEntry.objects.get(page=page).document
    draft = page.get_latest_revision_as_object()
    draft.title = PLANTED
    draft.offers = [Offer(name=PLANTED)]
    draft.save_revision()
    assert PublicEntry.objects.get(page=page).document == before
    assert_no_leak(client.get(page.url).content.decode())


def test_an_unpublished_entry_has_no_record(directory):
    make_entry(directory, live=False)
    assert not PublicEntry.objects.exists()


def test_the_preview_is_what_will_be_published(directory):
    page = make_entry(directory)
    page.title = "Neuer Name"
    page.offers = [Offer(name="Training", frequency="weekly", weekdays="WE", cost="free")]
    page.meeting_places = [
        MeetingPlace(name="Halle", show_exact_address=True, has_ramp=True, latitude="49.9")
    ]
    page.openings = [Opening(title="Torwart", help_types=[make_help_type()])]
    revision = page.save_revision()
    preview = build_document(revision.as_object())
    revision.publish()
    stored = PublicEntry.objects.get(page=page).document
    assert json.loads(json.dumps(preview)) | {"last_published_at": None} == stored | {
        "last_published_at": None
    }
    assert stored["openings"][0]["help_types"]


def test_a_preview_stores_nothing(directory):
    page = make_entry(directory, live=False)
    request = RequestFactory().get("/")
    request.is_preview = True
    assert document_of(page, request)["name"] == page.title
    assert not PublicEntry.objects.exists()


HIDING = {
    "unpublish": lambda page: page.unpublish(),
    "unpublish by the clock": lambda page: Page.objects.get(pk=page.pk).unpublish(set_expired=True),
    "password": lambda page: PageViewRestriction.objects.create(
        page=page, restriction_type="password", password="x"
    ),
    "password above": lambda page: PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type="password", password="x"
    ),
    "login above all": lambda page: PageViewRestriction.objects.create(
        page=page.get_parent().get_parent(), restriction_type="login"
    ),
    "delete": lambda page: page.delete(),
    "delete the directory": lambda page: page.get_parent().specific.delete(),
}


@pytest.mark.parametrize("way", HIDING)
def test_an_entry_that_is_hidden_loses_its_record(directory, way):
    page = make_entry(directory)
    assert PublicEntry.objects.filter(page=page).exists()
    HIDING[way](page)
    assert not PublicEntry.objects.filter(page_id=page.pk).exists()


def test_a_lifted_password_brings_the_record_back(directory):
    page = make_entry(directory)
    lock = PageViewRestriction.objects.create(page=directory, restriction_type="password", password="x")
    lock.delete()
    assert PublicEntry.objects.filter(page=page).exists()


def test_moving_below_a_protected_page_hides_the_entry(directory):
    page = make_entry(directory)
    other = DirectoryPage(title="Intern", slug="intern")
    directory.get_parent().add_child(instance=other)
    PageViewRestriction.objects.create(page=other, restriction_type="login")
    page.move(DirectoryPage.objects.get(pk=other.pk), pos="last-child")
    assert not PublicEntry.objects.exists()


def test_moving_to_another_directory_moves_the_record(directory):
    page = make_entry(directory)
    other = DirectoryPage(title="Zweites", slug="zweites")
    directory.get_parent().add_child(instance=other)
    page.move(DirectoryPage.objects.get(pk=other.pk), pos="last-child")
    assert PublicEntry.objects.get().directory_id == other.pk


def test_a_protected_entry_is_shown_to_whoever_may_open_it(directory, client):
    page = make_entry(directory)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    assert page.summary not in client.get(page.url).content.decode()
    session = client.session
    session[PageViewRestriction.passed_view_restrictions_session_key] = [page.view_restrictions.get().pk]
    session.save()
    assert page.summary in client.get(page.url).content.decode()


def test_a_category_s_new_words_reach_its_entries(directory):
    category = make_category("Ballsport")
    child = make_category("Fußball", parent=category)
    page = make_entry(directory, category=child)
    category.synonyms = "Kicken, Bolzen"
    category.save()
    assert list(matches_of(ENTRIES, "bolzen").keys) == [page.pk]


def test_a_confirmation_survives_an_old_revision(directory):
    page = make_entry(directory)
    old = page.save_revision()
    confirm_entry(page, by="Ehrenamtsagentur", on=date(2026, 5, 1))
    assert PublicEntry.objects.get().document["assured_on"] == "2026-05-01"
    old.publish()
    assert PublicEntry.objects.get().document["assured_on"] == "2026-05-01"


@pytest.mark.parametrize(
    ("days", "said", "not_said"),
    [
        (0, "Zuletzt bestätigt am", "Nicht bestätigt seit"),
        (366, "Nicht bestätigt seit", "Zuletzt bestätigt am"),
    ],
)
def test_the_page_says_whether_somebody_stands_for_it(directory, client, days, said, not_said):
    page = make_entry(directory)
    confirm_entry(page, by="Ehrenamtsagentur", on=timezone.localdate() - timedelta(days=days))
    content = client.get(page.url).content.decode()
    assert said in content
    assert not_said not in content
    assert "Ehrenamtsagentur" not in content


def test_rebuilding_names_what_differed(directory):
    right, wrong = make_entry(directory, "Richtig"), make_entry(directory, "Falsch")
    PublicEntry.objects.filter(page=wrong).update(title="Veraltet", document={"name": "Veraltet"})
    output = StringIO()
    call_command("rebuild_directory", stdout=output)
    assert output.getvalue().splitlines() == ["Falsch", "2 entries, 1 differed"]
    assert PublicEntry.objects.get(page=wrong).document["name"] == "Falsch"
    assert PublicEntry.objects.get(page=right).document["name"] == "Richtig"


def test_a_copy_has_a_key_of_its_own(directory):
    page = make_entry(directory)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert copy.public_id != page.public_id
    assert OrganisationPage.objects.get(pk=page.pk).public_id == page.public_id


@pytest.mark.django_db
def test_writing_many_records_needs_no_query_per_child(directory, django_assert_max_num_queries):
    for number in range(12):
        make_entry(directory, f"Eintrag {number}", offers=[Offer(name="a"), Offer(name="b")])
    with django_assert_max_num_queries(40):
        call_command("rebuild_directory", stdout=StringIO())
