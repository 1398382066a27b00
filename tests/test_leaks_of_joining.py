"""Messages to clubs and helpers' hours are told to nobody: each state × every public channel, with a planted word."""

import pytest
from django.test import Client
from wagtail.models import Site

from cms.webhooks.models import EVENTS, WebhookEndpoint, WebhookMessage
from directory.models import Maintainership, OrganisationPage
from forms_app.models import Submission
from forms_app.tests.mailing import mails, path_in
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import CLUB, make_enquiry, make_enquiry_page
from joining.hours.models import HelperHours
from joining.hours.tests.making import make_hours

from .test_leaks import API, BAIT, CHANNELS, HARMLESS, WORD, make_town, read

pytestmark = pytest.mark.django_db

SENDER = "petra@geheim.example"
CHANNELS_OF_CLUB = CHANNELS | {
    "entry": "/verzeichnis/eine-seite/",
    "form": "/nachricht/?eintrag={club}",
    "check of a proof": "/nachweis/",
    "helper's own page": "/meine-stunden/",
    "API, entry": f"{API}/organisations/{{club}}",
    "API, entries as lines": f"{API}/organisations.jsonl",
    "API, form": f"{API}/forms/nachricht",
    "directory as lines": "/daten/verzeichnis.jsonld",
    "HSDS": "/api/hsds/v3/services",
}


@pytest.fixture
def club(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_town(HARMLESS)
        entry = OrganisationPage.objects.get(slug=HARMLESS["slug"])
        mode = Maintainership.MaintainerMode.CLUB
        Maintainership.objects.create(page=entry, maintainer_email=CLUB, maintainer_mode=mode)
        make_enquiry_page(Site.objects.get().root_page)
        events = [event for event, _label in EVENTS]
        WebhookEndpoint.objects.create(
            name="Landkreis", site=Site.objects.get(), url="https://example.org/", events=events
        )
    return entry


def leaks(client, club) -> list[str]:
    channels = {name: address.format(club=club.public_id) for name, address in CHANNELS_OF_CLUB.items()}
    told = read(client, channels) | dict(enumerate(WebhookMessage.objects.values_list("body", flat=True)))
    return [name for name, text in told.items() if any(secret in text for secret in (WORD, SENDER, CLUB))]


@pytest.mark.parametrize("state", Enquiry.State)
def test_message_to_a_club_shows_in_no_channel(client, club, django_capture_on_commit_callbacks, state):
    with django_capture_on_commit_callbacks(execute=True):
        words = {"name": WORD, "email": SENDER, "message": f"{WORD} {BAIT}"}
        make_enquiry(
            Site.objects.get().root_page.get_children().get(slug="nachricht").specific,
            club.public_id,
            **words,
        )
        Enquiry.objects.update(state=state)
    assert WORD in str(Submission.objects.get().answers)
    # The club alone reads it.
    assert WORD in Client().get(path_in(mails("enquiry-club")[0])).text
    assert leaks(client, club) == []


@pytest.mark.parametrize("state", HelperHours.State)
def test_hours_of_a_helper_show_in_no_channel(client, club, django_capture_on_commit_callbacks, state):
    with django_capture_on_commit_callbacks(execute=True):
        hours = make_hours(club, state, name=WORD, email=SENDER, activity=f"{WORD} {BAIT}", by=CLUB)
    # Whoever holds the proof reads what is printed on it, and no address.
    checked = Client().post("/nachweis/", {"code": hours.code}).text
    assert (WORD in checked) == (state == "confirmed") and SENDER not in checked
    assert leaks(client, club) == []
