"""Who may become the maintainer of an unmaintained entry by e-mail ("Is this your organisation?")."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.mail.models import AccessLink, Mail
from directory.models import ContactPerson, Maintainership, PublicEntry
from directory.workflow.personal_data import Person, remove_person
from directory.workflow.upkeep import keep_entries_true
from tests.support.recorded import recorded

from .factories import make_entry

pytestmark = pytest.mark.django_db
CLUB, PERSON, STRANGER = "info@example.org", "ruth@example.org", "fremd@example.org"


@pytest.fixture
@recorded
def entry(directory):
    return make_entry(directory, contacts=[ContactPerson(name="Ruth", email=PERSON)])


def ask(client, entry, email):
    return client.post(reverse("claim_entry", args=[entry.public_id]), {"email": email})


def mailed_link() -> str:
    mail = Mail.objects.get(kind="entry-claim-link")
    return re.search(r"https?://[^/]+(/\S+)", mail.text)[1]


@pytest.mark.parametrize("email", [CLUB, PERSON, "Info@Example.ORG"])
def test_stored_address_becomes_the_maintainer_by_its_link(client, entry, email):
    assert ask(client, entry, email).status_code == 303
    link = mailed_link()
    assert client.get(link).status_code == client.head(link).status_code == 200
    assert not Maintainership.objects.exists()
    opened = client.post(link)
    assert client.get(opened.url).status_code == 200
    keeping = Maintainership.objects.get()
    assert (keeping.maintainer_email.lower(), keeping.maintainer_mode) == (email.lower(), "club")
    assert keeping.assured_on is None
    assert client.post(link).status_code == 410


def test_answer_is_the_same_for_known_and_unknown(client, entry):
    answers = [ask(client, entry, email) for email in (CLUB, STRANGER)]
    shown = [client.get(answer.url).content for answer in answers]
    assert (answers[0].url, shown[0]) == (answers[1].url, shown[1])
    assert [mail.to for mail in Mail.objects.all()] == [CLUB]


def test_known_and_unknown_addresses_cost_the_same_work(client, entry, settings):
    settings.ERRANDS_IN_WORKER = True

    def work(email):
        with CaptureQueriesContext(connection) as queries:
            ask(client, entry, email)
        statements = (re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries)
        return [each for each in statements if "SAVEPOINT" not in each]

    work("warm@example.org")
    assert work(CLUB) == work(STRANGER)


def test_who_was_faster_keeps_the_entry(client, entry):
    ask(client, entry, CLUB)
    Maintainership.objects.create(page=entry, maintainer_email=PERSON, maintainer_mode="club")
    assert client.post(mailed_link()).status_code == 410
    assert Maintainership.objects.get().maintainer_email == PERSON


def test_entry_with_a_maintainer_is_not_claimed_with_its_public_address(client, entry):
    Maintainership.objects.create(page=entry, maintainer_email="petra@example.org", maintainer_mode="club")
    ask(client, entry, CLUB)
    assert not Mail.objects.exists()


def test_entry_that_is_gone_is_not_taken_over(client, entry):
    ask(client, entry, CLUB)
    entry.unpublish()
    assert client.post(mailed_link()).status_code == 410


def test_address_with_many_links_gets_no_more(client, directory, entry):
    for page in (entry, *(make_entry(directory) for _each in range(5))):
        ask(client, page, CLUB)
    assert Mail.objects.count() == 5
    assert AccessLink.objects.filter(email=CLUB).count() == 5


@pytest.mark.parametrize(
    ("mode", "email", "is_claimable"),
    [
        ("agency", "", True),
        ("club", "", True),
        ("letter", "", False),
        ("club", "petra@example.org", False),
        ("agency", "petra@example.org", False),
    ],
)
def test_only_an_entry_without_a_maintainer_asks_for_one(client, entry, mode, email, is_claimable):
    Maintainership.objects.create(page=entry, maintainer_mode=mode, maintainer_email=email)
    html = client.get(entry.url).content.decode()
    assert ("Ist das Ihr Verein?" in html) is is_claimable
    assert ("Ist das Ihr Eintrag?" in html) is not is_claimable
    assert "petra@example.org" not in html + str(PublicEntry.objects.get().document)


def has_no_maintainer() -> bool:
    return PublicEntry.objects.get().has_no_maintainer


def test_record_says_whether_somebody_keeps_the_entry(client, entry):
    assert has_no_maintainer()
    ask(client, entry, CLUB)
    client.post(mailed_link())
    assert not has_no_maintainer()
    remove_person(Person(CLUB))
    assert has_no_maintainer()


def test_entry_whose_keeping_was_deleted_asks_again_after_the_daily_job(client, entry):
    Maintainership.objects.create(page=entry, maintainer_mode="club", maintainer_email=CLUB)
    Maintainership.objects.all().delete()
    keep_entries_true()
    assert has_no_maintainer() and Maintainership.objects.exists()


@pytest.mark.parametrize("email", ["", "kein at", "a@b", "\x00@example.org", "x" * 300 + "@example.org"])
def test_hostile_address_is_refused_in_words(client, entry, email):
    answer = ask(client, entry, email)
    assert (answer.status_code, "E-Mail" in answer.content.decode()) == (200, True)
    assert not Mail.objects.exists()
