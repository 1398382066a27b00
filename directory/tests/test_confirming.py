"""The page behind "Alles stimmt" in mails to maintainers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.mail.links import make_link
from directory.models import Maintainership, OrganisationPage, PublicEntry
from directory.workflow import hide_entry, withdraw_entry
from directory.workflow.maintainer_mail import CONFIRM_ENTRY

from .factories import make_entry

MAINTAINER = "verein@example.org"
QUESTION = "Stimmt Ihr Eintrag noch?"


def long_ago():
    return timezone.localdate() - timedelta(days=340)


@pytest.fixture
def entry(directory):
    page = make_entry(directory)
    Maintainership.objects.create(
        page=page, maintainer_mode="club", maintainer_email=MAINTAINER, assured_on=long_ago()
    )
    return page


@pytest.fixture
def address(entry):
    return address_of(make_link(CONFIRM_ENTRY, entry.pk, MAINTAINER))


def address_of(token: str) -> str:
    return f"/eintrag/stimmt/{token}/"


def assured_on():
    return Maintainership.objects.get().assured_on


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(client, address, method):
    before = Maintainership.objects.values().get()
    for _again in range(2):
        assert getattr(client, method)(address).status_code == 200
    assert Maintainership.objects.values().get() == before


def test_the_page_shows_what_everybody_reads_and_is_kept_nowhere(client, address):
    answer = client.get(address)
    page = answer.content.decode().replace("<wbr>", "")
    for words in (
        QUESTION,
        "Kickergruppe Südwiese",
        "Wir spielen zusammen.",
        "info@example.org",
        "Alles stimmt",
    ):
        assert words in page
    assert MAINTAINER not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_the_button_confirms_today_and_the_history_says_who(client, entry, address):
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert assured_on() == timezone.localdate()
    assert PublicEntry.objects.get().document["assured_on"] == timezone.localdate().isoformat()
    (noted,) = PageLogEntry.objects.filter(page=entry, action="directory.confirm")
    assert noted.data == {"by": "der Verein selbst, per E-Mail"}
    assert "Vielen Dank" in client.get(address).content.decode()


def test_a_used_link_confirms_nothing_again(client, address):
    client.post(address)
    Maintainership.objects.update(assured_on=long_ago())
    assert client.post(address).status_code == 303
    assert assured_on() == long_ago()


def test_a_link_whose_time_has_passed_confirms_nothing(client, address, time_travel):
    before = assured_on()
    time_travel(timezone.now() + timedelta(days=91))
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410
    assert assured_on() == before


@pytest.mark.parametrize(
    "alter", [lambda token: token[:-1], lambda token: token[::-1], lambda token: "x" * 43]
)
def test_an_altered_link_opens_nothing(client, entry, alter):
    address = address_of(alter(make_link(CONFIRM_ENTRY, entry.pk, MAINTAINER)))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert assured_on() == long_ago()


def test_a_link_for_something_else_opens_nothing(client, entry):
    token = make_link("registration", entry.pk, MAINTAINER)
    assert client.post(address_of(token)).status_code == 404
    assert assured_on() == long_ago()


def test_an_old_mail_of_somebody_who_keeps_the_entry_no_more_opens_nothing(client, address):
    Maintainership.objects.update(maintainer_email="nachfolge@example.org")
    assert client.get(address).status_code == 410
    assert client.post(address).status_code == 410
    assert assured_on() == long_ago()


def test_a_hidden_entry_is_shown_again(client, entry, address):
    hide_entry(entry)
    assert not PublicEntry.objects.exists()
    assert "sofort wieder öffentlich" in client.get(address).content.decode()
    client.post(address)
    assert client.get(OrganisationPage.objects.get().url).status_code == 200
    assert Maintainership.objects.get().hidden_on is None


def test_a_withdrawn_entry_stays_withdrawn(client, entry, address):
    withdraw_entry(entry)
    assert "gibt es im Verzeichnis nicht mehr" in client.get(address).content.decode()
    assert client.post(address).status_code == 410
    assert not PublicEntry.objects.exists()
