"""What the office is told by e-mail, and the promise of a form."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from cms.mail.models import Mail
from cms.towns.models import TownSettings
from cms.towns.scope import first_town
from forms_app.intake.forms import TRAP
from forms_app.models import Submission
from forms_app.services import office
from forms_app.services.acknowledging import confirm_registration
from forms_app.tests.making import MESSAGE, PRIVACY, make_form_page, make_registration_page, make_ticket, send
from forms_app.tests.reviewing import make_submission
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
TOLD = [office.ONE, office.ALL]


@pytest.fixture(autouse=True)
def town(home):
    TownSettings.objects.update_or_create(site=first_town(), defaults={"email": "stelle@example.org"})


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, answer_days=7)


@pytest.fixture
def morning(monkeypatch):
    """It is eight in the morning."""
    now = datetime.now(BERLIN).replace(hour=8, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def told() -> list[Mail]:
    return list(Mail.objects.filter(kind__in=TOLD).order_by("pk"))


def set_form(page, **fields):
    type(page).objects.filter(pk=page.pk).update(**fields)


def test_the_office_hears_that_something_arrived_and_not_what(page):
    send(page)

    submission, mail = Submission.objects.get(), told()[0]
    assert (mail.to, mail.kind, mail.reference) == ("stelle@example.org", office.ONE, submission.reference)
    assert submission.reference in mail.subject and "Kontakt" in mail.subject
    assert f"/admin/einsendungen/inspect/{submission.pk}/" in mail.text
    everything = mail.subject + mail.text + mail.html
    for answer in MESSAGE.values():
        assert answer not in everything


def test_each_named_address_gets_a_mail_of_its_own(page):
    set_form(page, to_address="a@example.org, b@example.org")
    send(page)

    assert [mail.to for mail in told()] == ["a@example.org", "b@example.org"]


@pytest.mark.parametrize("when", ["daily", "never"])
def test_a_form_that_does_not_tell_at_once_does_not(page, when):
    set_form(page, office_mail=when)
    send(page)

    assert Submission.objects.count() == 1
    assert not told()


def test_a_repeated_sending_is_told_once(page):
    ticket = make_ticket(page)
    send(page, ticket=ticket)
    send(page, ticket=ticket)

    assert len(told()) == 1


def test_spam_is_not_told(page):
    send(page, **{TRAP: "https://example.org"})

    assert Submission.objects.get().status == "spam"
    assert not told()


def test_a_registration_is_told_once_its_sender_has_confirmed(home, monkeypatch):
    page = make_registration_page(home, answer_days=3)
    submission = make_submission(kind="registration", status="unconfirmed", page=page)
    assert submission.due_on is None
    link = type("Link", (), {"object_id": submission.pk})()
    monkeypatch.setattr("forms_app.services.acknowledging.use_link", lambda link: True)
    confirm_registration(link)

    submission.refresh_from_db()
    assert [mail.reference for mail in told()] == [submission.reference]
    assert submission.due_on == timezone.localdate() + timedelta(days=3)
    confirm_registration(link)
    assert len(told()) == 1


def test_a_flood_ends_in_silence(page):
    for _number in range(office.MOST_MAILS + 3):
        office.tell_office(make_submission(page=page), page)

    assert len(told()) == office.MOST_MAILS


def test_the_promise_stands_on_the_form_and_after_it_and_is_the_due_date(page):
    assert "Wir antworten innerhalb von 7 Tagen." in Client().get(page.url).content.decode()
    response = send(page)
    assert "Wir antworten innerhalb von 7 Tagen." in Client().get(response.url).content.decode()

    submission = Submission.objects.get()
    assert submission.due_on == timezone.localdate() + timedelta(days=7)
    received = Mail.objects.get(kind="received")
    assert f"Wir melden uns bis {submission.due_on.day}. " in received.text


def test_without_a_promise_there_is_none(home):
    page = make_form_page(home)
    send(page)

    assert "Wir antworten innerhalb" not in Client().get(page.url).content.decode()
    assert Submission.objects.get().due_on is None
    assert "Wir melden uns bei Ihnen." in Mail.objects.get(kind="received").text


def test_once_a_day_the_office_reads_what_waits_with_what_is_overdue_first(page, morning):
    set_form(page, office_mail="daily")
    today = morning.date()
    new = make_submission(page=page, due_on=today + timedelta(days=2))
    late = make_submission(page=page, status="in_progress", due_on=today - timedelta(days=1))
    make_submission(page=page, status="in_progress", due_on=today)
    make_submission(page=page, status="done", due_on=today - timedelta(days=9))
    make_submission(page=page, status="spam")
    make_submission(page=page, status="unconfirmed", kind="registration")

    assert office.send_digests() == 1
    (mail,) = told()
    assert mail.subject == "Im Eingang: 1 überfällig, 1 neu"
    lines = [line for line in mail.text.splitlines() if " · " in line]
    assert [line.split(" · ")[0] for line in lines] == [late.reference, new.reference]
    assert "/admin/einsendungen/" in mail.text
    assert office.send_digests() == 0


def test_who_is_told_at_once_reads_once_a_day_what_is_overdue(page, morning):
    make_submission(page=page)
    assert office.send_digests() == 0
    make_submission(page=page, due_on=morning.date() - timedelta(days=1))

    assert office.send_digests() == 1
    assert told()[0].subject == "Im Eingang: 1 überfällig"


def test_what_is_overdue_is_told_even_if_its_form_is_gone(page, morning):
    make_submission(page=None, due_on=morning.date() - timedelta(days=1))

    assert office.send_digests() == 1
    assert told()[0].to == "stelle@example.org"


def test_nothing_waits_nothing_is_sent(page, morning):
    set_form(page, office_mail="never")
    make_submission(page=page, due_on=morning.date() - timedelta(days=1))

    assert office.send_digests() == 0


def test_nobody_is_told_at_night(page, monkeypatch):
    make_submission(page=page, due_on=timezone.localdate() - timedelta(days=3))
    night = datetime.now(BERLIN).replace(hour=3, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: night)

    assert office.send_digests() == 0


def test_a_long_list_ends_with_how_many_more_there_are(page, morning):
    set_form(page, office_mail="daily")
    for _number in range(office.MOST_LINES + 4):
        make_submission(page=page)

    assert office.send_digests() == 1
    assert "und 4 weitere" in told()[0].text


def test_what_is_no_address_is_said_in_the_editor(page):
    page.to_address = "a@example.org, keine Adresse"
    with pytest.raises(ValidationError) as raised:
        page.full_clean()
    assert list(raised.value.message_dict) == ["to_address"]


def test_the_api_tells_the_promise(page):
    description = Client().get(f"/api/v1/forms/{page.slug}").json()

    assert description["answer_days"] == 7
    assert PRIVACY["recipients"] and "to_address" not in description
