"""The office sees that there was a message and what became of it; the words only if the form says so."""

import pytest

from forms_app.models import Submission
from forms_app.tests.mailing import mails
from joining.enquiries.tests.making import make_enquiry
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
