"""Two people, windows or clicks on one submission: a citizen gets one reply, and no text is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms_app.models import Submission, SubmissionNote, SubmissionReply
from forms_app.services.correspondence import AnsweredMeanwhileError
from forms_app.services.personal_data import erase_person
from forms_app.services.registration import (
    NotDecidableError,
    accept_registration,
    ask_back,
    reject_registration,
)
from forms_app.services.review import add_note, reply
from forms_app.tests.mailing import mails, make_confirmed
from forms_app.tests.reviewing import EVERYTHING, address, logged_in, make_staff, make_submission
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def maria(db):
    return make_staff(*EVERYTHING, first_name="Maria", last_name="Schmitt")


@pytest.fixture
def jan(db):
    return make_staff(*EVERYTHING, first_name="Jan", last_name="Weber")


@pytest.fixture
@recorded
def letter(home):
    return make_submission()


@pytest.fixture
@recorded
def registration(home):
    make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    return make_confirmed(Client(), home, contact_name="Xaverine Planthold")


@pytest.fixture
@recorded
def agency(registration):
    return make_user("agentur", group="Ehrenamtsagentur")


def test_reply_clicked_twice_is_one_mail(letter, maria):
    first, second = (reply(letter, "gern!", by=maria, last_seen=0) for _click in range(2))

    assert first == second
    assert len(mails("reply")) == 1


def test_same_words_to_the_same_person_another_time_are_another_mail(letter, maria):
    reply(letter, "gern!", by=maria)
    SubmissionReply.objects.update(created_at=timezone.now() - timedelta(minutes=3))

    reply(letter, "gern!", by=maria)

    assert len(mails("reply")) == 2


def test_note_clicked_twice_is_one_note(letter, maria):
    for _click in range(2):
        add_note(letter, "angerufen", by=maria)

    assert SubmissionNote.objects.count() == 1


def test_question_clicked_twice_is_one_mail(registration, agency):
    for _click in range(2):
        ask_back(registration, "Wo?", by=agency, last_seen=0)

    assert len(mails("question")) == 1


@pytest.mark.parametrize("write", [ask_back, reject_registration])
def test_whoever_has_not_seen_a_mail_to_the_applicant_is_told_first(registration, agency, maria, write):
    reply(registration, "wir rufen an.", by=maria, last_seen=0)

    with pytest.raises(AnsweredMeanwhileError, match="Maria Schmitt"):
        write(registration, "Wo?", by=agency, last_seen=0)

    assert len(mails("question") + mails("rejected")) == 0
    registration.refresh_from_db()
    assert registration.status == "new"


def test_reply_beside_a_newer_one_is_told_kept_and_can_be_sent_all_the_same(letter, maria, jan):
    reply(letter, "nein.", by=jan)
    client = logged_in(maria)
    data = {"action": "reply", "message": f"ja! {SCRIPT}", "last_seen": "0"}

    told = client.post(address("inspect", letter), data)

    page = told.content.decode()
    assert told.status_code == 200
    assert "Jan Weber" in page
    assert "ja! &lt;script&gt;" in page
    assert SCRIPT not in page
    assert len(mails("reply")) == 1
    seen = SubmissionReply.objects.get().pk
    assert f'name="last_seen" value="{seen}"' in page
    assert client.post(address("inspect", letter), data | {"last_seen": seen}).status_code == 302
    assert len(mails("reply")) == 2


@pytest.mark.parametrize("number", ["9" * 30, "-1", "x", "\x00", "1e9"])
def test_odd_number_of_the_newest_mail_is_no_fault(letter, maria, number):
    data = {"action": "reply", "message": "gern!", "last_seen": number}

    assert logged_in(maria).post(address("inspect", letter), data).status_code in {200, 302}


def test_words_that_came_too_late_are_given_back(registration, agency):
    accept_registration(registration, by=agency)
    client = logged_in(agency)

    response = client.post(
        reverse("decide_registration", args=[registration.pk]), {"action": "reject", "text": f"Nein {SCRIPT}"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "<h1" in page
    assert "Nein &lt;script&gt;" in page
    assert SCRIPT not in page
    assert mails("rejected") == []


def test_of_two_decisions_the_first_holds(registration, agency):
    reject_registration(registration, "Nein.", by=agency)

    with pytest.raises(NotDecidableError):
        accept_registration(registration, by=agency)

    assert (len(mails("rejected")), len(mails("accepted"))) == (1, 0)


def test_nothing_is_decided_about_a_registration_that_was_erased_meanwhile(registration, agency):
    erase_person("vorstand@example.org")

    for decide in (
        lambda: accept_registration(registration, by=agency),
        lambda: reply(registration, "?", by=agency),
    ):
        with pytest.raises(PermissionDenied):
            decide()

    assert not Submission.objects.exists()
    assert mails("accepted") == []


def test_reply_to_a_registration_greets_the_person_and_not_the_club(registration, maria):
    reply(registration, "wir rufen an.", by=maria)

    (mail,) = mails("reply")
    assert "Guten Tag Xaverine Planthold," in mail.text
