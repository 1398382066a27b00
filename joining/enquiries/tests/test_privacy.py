"""The office sees that there was a message and what became of it; the words only if the form says so."""

import pytest

from directory.models import Maintainership
from forms_app.models import Submission
from forms_app.services.review import change_status
from forms_app.tests.mailing import mails, path_in
from joining.enquiries.tests.making import MESSAGE, make_club, make_enquiry, write
from tests.support.making import make_user

WORD = "zuhoeren"


@pytest.fixture
def staff(client, db):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def told_to_staff(client, submission) -> dict[str, str]:
    base = "/admin/einsendungen/"
    paths = [f"{base}?status=all", f"{base}?status=all&q={WORD}", f"{base}inspect/{submission.pk}/"]
    paths += [f"{base}export/csv/?status=all", f"{base}delete/{submission.pk}/", "/admin/"]
    return {path: _text_of(client.get(path)) for path in paths}


def _text_of(answer) -> str:
    """Without what the search itself was asked."""
    text = answer.getvalue().decode("utf-8", "replace")
    for asked in (f"q={WORD}", f'value="{WORD}"', f"mit „{WORD}“"):
        text = text.replace(asked, "")
    return text


def test_words_are_told_to_no_staff(staff, form, club):
    enquiry = make_enquiry(form, club.public_id)
    told = told_to_staff(staff, enquiry.submission)
    assert [path for path, text in told.items() if WORD in text] == []
    assert WORD not in Submission.objects.get().search_text + Submission.objects.get().gist
    page = told[f"/admin/einsendungen/inspect/{enquiry.pk}/"]
    assert "Besuchsdienst" in page and "Ruth Heinz" in page


def test_words_are_told_if_the_form_says_so(staff, form, club):
    form.office_reads = True
    form.save_revision().publish()
    enquiry = make_enquiry(form, club.public_id)
    told = told_to_staff(staff, enquiry.submission)
    assert WORD in told[f"/admin/einsendungen/inspect/{enquiry.pk}/"]


def test_promise_stays_when_the_form_changes(staff, form, club):
    enquiry = make_enquiry(form, club.public_id)
    form.office_reads = True
    form.save_revision().publish()
    assert WORD not in told_to_staff(staff, enquiry.submission)[f"/admin/einsendungen/inspect/{enquiry.pk}/"]


def test_delivered_message_is_no_news_for_the_office(staff, form, club):
    make_enquiry(form, club.public_id)
    assert not Submission.objects.new().exists() and not Submission.objects.unread().exists()
    assert not mails("submission-office")


def test_form_says_who_reads_it(client, form, club):
    assert "Büro liest sie nicht" in client.get(f"{form.url}?eintrag={club.public_id}").content.decode()


def test_what_the_office_has_to_pass_on_it_reads_with_phone_and_address(staff, form, club):
    other = make_club(club.get_parent(), "Briefverein", maintainer="", slug="brief", phone="06561 15063")
    Maintainership.objects.filter(page=other).update(postal_address="Anna Muster\nHauptstr. 1\n54634 Bitburg")
    enquiry = make_enquiry(form, other.public_id)
    page = told_to_staff(staff, enquiry.submission)[f"/admin/einsendungen/inspect/{enquiry.pk}/"]
    assert WORD in page and "06561 15063" in page and "Hauptstr. 1" in page


def test_staff_of_other_forms_see_nothing_of_it(client, form, club):
    enquiry = make_enquiry(form, club.public_id)
    client.force_login(make_user(group="Redaktion"))
    answer = client.get(f"/admin/einsendungen/inspect/{enquiry.pk}/")
    assert answer.status_code in (302, 403, 404) and b"Besuchsdienst" not in answer.content


def test_message_taken_out_of_the_spam_is_confirmed_then(client, form, club):
    write(form, club.public_id, MESSAGE | {"home-page": "http://spam.example"})
    submission = Submission.objects.get()
    assert submission.status == "spam" and not mails()
    change_status(submission, "new", by=make_user(is_superuser=True, is_staff=True))
    client.post(path_in(mails("enquiry-confirm")[0]))
    assert len(mails("enquiry-club")) == 1
