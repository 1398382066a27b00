"""From an answered message to hours: what the club is offered, and who is not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import AccessLink
from directory.models import Maintainership
from directory.workflow.links import open_session
from forms_app.tests.mailing import mails, path_in
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import CLUB, key_of_call, make_enquiry, make_town
from joining.hours.models import HelperHours
from tests.support.recorded import recorded

from .making import last_year, mails_to

pytestmark = pytest.mark.django_db
OFFER = "Danach: Danke sagen"
NAME, HELPER, CALL = "Ruth Heinz", "ruth@example.org", "Wer liest vor?"


@pytest.fixture
@recorded
def answered(db):
    club, form = make_town()
    enquiry = make_enquiry(form, key_of_call(club))
    enquiry.state, enquiry.answered_at = Enquiry.State.WILL_ANSWER, timezone.now()
    enquiry.save()
    return enquiry


@pytest.fixture
def page_of_club(answered):
    return path_in(mails("enquiry-club")[0])


def form_behind(client, page_of_club):
    return client.get(f"{page_of_club}stunden/").context["form"]


def filled(form, **changes) -> dict:
    day = last_year().isoformat()
    return form.initial | {"first_day": day, "hours": "3", "knows": "on"} | changes


def test_club_confirms_hours_of_the_sender_in_one_step(client, answered, page_of_club):
    assert OFFER in client.get(page_of_club).text
    form = form_behind(client, page_of_club)
    assert {"name": NAME, "email": HELPER, "activity": CALL}.items() <= form.initial.items()
    sent = client.post(f"{page_of_club}stunden/", filled(form))
    assert (sent.status_code, sent.url) == (303, page_of_club)
    hours = HelperHours.objects.get()
    assert (hours.source, hours.entered_by, hours.club) == ("call", CLUB, "Besuchsdienst")
    assert mails_to(HELPER)[-1].kind == "hours-consent"
    assert "Sie haben einmal Stunden von Ruth Heinz eingetragen" in client.get(page_of_club).text


@pytest.mark.parametrize("state", Enquiry.State)
def test_hours_are_offered_only_where_the_club_got_in_touch(client, answered, page_of_club, state):
    Enquiry.objects.update(state=state)
    is_offered = state == Enquiry.State.WILL_ANSWER
    assert (OFFER in client.get(page_of_club).text) == is_offered
    assert client.get(f"{page_of_club}stunden/").status_code == (200 if is_offered else 303)


def leave(answered):
    Maintainership.objects.update(maintainer_email="neu@verein.example")


def unpublish(answered):
    answered.organisation.unpublish()


def delete(answered):
    answered.organisation.delete()


@pytest.mark.parametrize("happens", [leave, unpublish, delete])
def test_old_link_confirms_nothing_for_a_club_that_is_another_persons_or_gone(
    client, answered, page_of_club, happens
):
    form = form_behind(client, page_of_club)
    happens(answered)
    assert OFFER not in client.get(page_of_club).text
    assert client.post(f"{page_of_club}stunden/", filled(form)).url == page_of_club
    assert not HelperHours.objects.exists()


def test_expired_link_opens_no_form(client, answered, page_of_club):
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"{page_of_club}stunden/").status_code == 410


def test_mistakes_stand_beside_their_fields(client, answered, page_of_club):
    form = form_behind(client, page_of_club)
    refused = client.post(f"{page_of_club}stunden/", filled(form, hours="99", knows=""))
    assert refused.status_code == 422 and refused.context["form"].errors.keys() == {"knows"}
    assert NAME in refused.text


def test_section_of_the_entry_offers_those_whom_the_club_answered(client, answered):
    key = open_session(answered.organisation_id, CLUB)
    assert f"Stunden von {NAME} eintragen" in client.get(reverse("edit_entry", args=[key])).text
    address = f"{reverse('add_club_hours', args=[key])}?anfrage={answered.pk}"
    form = client.get(address).context["form"]
    assert form.initial["email"] == HELPER
    assert client.post(address, filled(form)).status_code == 303
    assert HelperHours.objects.get().source == "call"


@pytest.mark.parametrize("number", ["0", "x", "9" * 40, ""])
def test_numbers_of_other_messages_fill_in_nothing(client, answered, number):
    key = open_session(answered.organisation_id, CLUB)
    answer = client.get(f"{reverse('add_club_hours', args=[key])}?anfrage={number}")
    assert answer.status_code == 200 and NAME not in answer.text


def test_new_maintainer_does_not_learn_who_wrote_to_the_one_before(client, answered):
    Maintainership.objects.update(maintainer_email="neu@verein.example")
    key = open_session(answered.organisation_id, "neu@verein.example")
    assert NAME not in client.get(reverse("edit_entry", args=[key])).text
    answer = client.get(f"{reverse('add_club_hours', args=[key])}?anfrage={answered.pk}")
    assert NAME not in answer.text
