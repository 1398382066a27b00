"""From the call for volunteers to the mail in the club's hands."""

import re

import pytest
from django.utils import translation

from cms.mail.models import AccessLink, Mail
from directory.models import Opening
from directory.tests.factories import make_entry
from directory.workflow.openings import close_opening
from forms_app.models import Submission
from forms_app.services.acknowledging import take_in
from forms_app.services.personal_data import erase_person, export_person
from forms_app.tests.mailing import mails, path_in
from forms_app.tests.making import make_ticket
from joining.enquiries.models import Enquiry, EnquiryFormField
from joining.enquiries.tests.making import (
    CLUB,
    MESSAGE,
    WORDS,
    key_of_call,
    make_club,
    make_enquiry,
    make_second_town,
    write,
)

State = Enquiry.State


def shown(client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


def test_a_call_leads_to_the_form_that_names_it(client, club, form):
    page = shown(client, club.url)
    assert "mailto:info@" not in page
    address = re.search(rf'href="([^"]*\?eintrag={key_of_call(club)})"', page)[1]
    opened = shown(client, address)
    assert "Besuchsdienst" in opened and "Wer liest vor?" in opened


def test_without_such_a_form_a_shown_address_stands_where_it_stood(client, form, club):
    form.unpublish()
    other = make_entry(club.get_parent(), "Chor", openings=[])
    assert "mailto:info@example.org" in shown(client, other.url)
    assert "eintrag=" + str(other.public_id) not in shown(client, other.url)


def test_nobody_gets_the_words_before_the_sender_has_confirmed(form, club):
    write(form, key_of_call(club))
    assert [mail.kind for mail in mails()] == ["enquiry-confirm"]
    mail = mails()[0]
    for typed in ("zuhoeren", "Ruth", "Heinz"):
        assert typed not in mail.text + mail.subject
    assert Enquiry.objects.get().state == State.UNCONFIRMED


def test_until_then_the_clubs_number_stands_on_the_screen(client, form, club):
    club.phone = "06561 15063"
    club.save_revision().publish()
    thanks = client.post(
        f"{form.url}?eintrag={club.public_id}", {"form-ticket": make_ticket(form)} | MESSAGE, follow=True
    ).content.decode()
    assert 'href="tel:+49656115063"' in thanks


def test_opening_the_link_sends_nothing(client, form, club):
    write(form, club.public_id)
    client.get(path_in(mails()[0]))
    assert len(mails()) == 1


def test_confirmed_message_goes_to_the_club_and_a_receipt_to_its_sender(form, club):
    enquiry = make_enquiry(form, key_of_call(club))
    to_club, receipt = mails("enquiry-club")[0], mails("enquiry-delivered")[0]
    assert (to_club.to, to_club.headers["Reply-To"]) == (CLUB, "ruth@example.org")
    assert WORDS in to_club.text and "Wer liest vor?" in to_club.text
    assert "Nachricht\n" in to_club.text and "Ihre Nachricht\n" not in to_club.text
    assert receipt.to == "ruth@example.org" and WORDS in receipt.text
    assert enquiry.state == State.DELIVERED and enquiry.opening_title == "Wer liest vor?"


def test_confirming_twice_sends_once(client, form, club):
    make_enquiry(form, club.public_id)
    client.post(path_in(mails("enquiry-confirm")[0]))
    assert len(mails("enquiry-club")) == 1


def test_mail_asked_for_again_is_the_same_kind(client, form, club):
    answer = write(form, club.public_id)
    AccessLink.objects.update(created_at="2026-01-01T00:00Z")
    client.post(answer["Location"])
    assert [mail.kind for mail in mails()] == ["enquiry-confirm"] * 2


def test_form_without_a_club_sends_nothing(form):
    answer = write(form, "")
    assert "Verzeichnis" in answer.content.decode()
    assert not Submission.objects.exists()


def test_form_without_a_club_asks_nothing(client, form, club):
    assert 'name="message"' not in client.get(form.url).content.decode()
    assert 'name="message"' in client.get(f"{form.url}?eintrag={key_of_call(club)}").content.decode()


def test_question_stands_below_its_heading(client, form, club):
    asked = [("Wann können Sie?", "heading"), ("Uhrzeit", "singleline")]
    form.form_fields = [EnquiryFormField(label=label, field_type=kind) for label, kind in asked]
    form.save_revision().publish()
    shown = client.get(f"{form.url}?eintrag={key_of_call(club)}").content.decode()
    assert shown.index('name="message"') < shown.index("Wann können Sie?") < shown.index("Uhrzeit")


def test_call_that_is_over_is_not_answered_any_more(client, form, club):
    key = key_of_call(club)
    close_opening(Opening.objects.get(page=club))
    assert "Wer liest vor?" not in shown(client, f"{form.url}?eintrag={key}")


def test_club_without_an_address_is_told_by_the_office(client, form, club):
    other = make_club(club.get_parent(), "Briefverein", maintainer="", slug="brief")
    page = shown(client, f"{form.url}?eintrag={other.public_id}")
    enquiry = make_enquiry(form, other.public_id)
    assert "am Telefon oder mit einem Brief" in mails("enquiry-at-office")[0].text
    assert "Büro" in page
    assert enquiry.state == State.AT_OFFICE and enquiry.submission.status == "new"
    assert [mail.to for mail in mails("submission-office")] == ["buero@stadt.example"]
    assert not enquiry.submission.is_confidential


def test_what_a_club_cannot_take_today_is_not_lost(form, club):
    for number in range(11):
        make_enquiry(form, club.public_id, email=f"person{number}@sender.example")
    assert len(mails("enquiry-club")) == 10
    assert Enquiry.objects.filter(state=State.CONFIRMED).count() == 1


@pytest.mark.parametrize("about", [lambda entry: entry.public_id, key_of_call], ids=["entry", "call"])
def test_club_of_another_town_cannot_be_written_to(client, form, club, about):
    other, _form = make_second_town()
    assert "Nachbarschaftstreff" not in shown(client, f"{form.url}?eintrag={about(other)}")
    write(form, about(other))
    assert not Submission.objects.exists() and not mails()


def test_each_town_has_a_form_of_its_own(client, form, club):
    other, its_form = make_second_town()
    page = client.get(
        "/verzeichnis/" + other.slug + "/", headers={"host": "nachbar.example"}
    ).content.decode()
    assert f"/nachricht/?eintrag={other.public_id}" in page
    assert make_enquiry(form, club.public_id).submission.site.hostname != "nachbar.example"


def test_api_writes_to_a_club(client, form, club):
    call = client.get("/api/v1/openings/").json()["items"][0]
    organisation = client.get(f"/api/v1/organisations/{club.public_id}").json()
    assert organisation["email"] == "" and organisation["contact_form"].endswith(f"?eintrag={club.public_id}")
    assert call["contact_form"].endswith(f"/nachricht/?eintrag={call['id']}")
    ticket = make_ticket(form)
    sent = {"ticket": ticket, "answers": MESSAGE, "entry": call["id"]}
    answer = client.post("/api/v1/forms/nachricht/submissions", sent, content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert answer.json()["needs_confirmation"] is True
    assert Enquiry.objects.get().opening_title == "Wer liest vor?"


def test_forgetting_it_takes_the_mails_with_the_words_along(form, club):
    make_enquiry(form, club.public_id)
    assert WORDS in str(export_person("ruth@example.org"))
    erase_person("ruth@example.org")
    assert not Enquiry.objects.exists() and not AccessLink.objects.exists()
    assert not [mail for mail in Mail.objects.all() if WORDS in mail.text or "Ruth" in mail.text]


@pytest.mark.parametrize("language", ["en", "de-simple"])
def test_mail_speaks_the_language_of_the_form(form, club, language):
    write(form, club.public_id)
    submission = Submission.objects.get()
    submission.language = language
    with translation.override(language):
        take_in(submission)
    assert {"en": "Please confirm", "de-simple": "drücken Sie"}[language] in mails()[-1].text + mails()[
        -1
    ].subject
