"""The reminder of the day before, and what people are told when a date is moved or cancelled."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from cms.recurrence.zone import BERLIN
from forms_app.models import Submission
from forms_app.tests.mailing import mails
from joining.signups.models import Places, Signup
from joining.signups.rules import State
from joining.signups.services import date_mails
from joining.signups.services.date_mails import remind_due, tell_changed_dates
from joining.signups.tests.making import confirmed, make_event, make_signup_page, places_of, signed_up
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_signup_page(home, [{"capacity": 5}], most_persons=4)


def morning_before(page) -> datetime:
    day = places_of(page).starts_at.astimezone(BERLIN).date() - timedelta(days=1)
    return datetime.combine(day, time(9, 1), BERLIN)


def sent(kind):
    return [mail for mail in mails() if mail.kind == kind]


def test_reminder_goes_once_on_the_morning_before(page):
    confirmed(page, persons="2")
    signed_up(page, "petra@example.org")
    moment = morning_before(page)

    assert remind_due(moment - timedelta(hours=1)) == 0
    assert remind_due(moment) == 1
    assert remind_due(moment + timedelta(hours=1)) == 0

    (mail,) = sent("signup-reminder")
    assert mail.to == "ruth@example.org"
    assert "2 Personen" in mail.text and "termin.ics" in mail.text


def test_reminder_speaks_the_senders_language(page):
    confirmed(page)
    Submission.objects.update(language="en")

    remind_due(morning_before(page))

    assert "You are signed up" in sent("signup-reminder")[0].text


def test_job_killed_in_the_middle_reminds_everybody_once(page, monkeypatch):
    confirmed(page)
    confirmed(page, "petra@example.org")
    moment, mail_sender = morning_before(page), date_mails.mail_sender

    def die_at_the_second(submission, kind, **context):
        mail_sender(submission, kind, **context)
        if submission.sender_email == "petra@example.org":
            raise SystemExit

    monkeypatch.setattr(date_mails, "mail_sender", die_at_the_second)
    with pytest.raises(SystemExit):
        remind_due(moment)
    assert len(sent("signup-reminder")) == 1
    monkeypatch.setattr(date_mails, "mail_sender", mail_sender)

    remind_due(moment)

    assert sorted(mail.to for mail in sent("signup-reminder")) == ["petra@example.org", "ruth@example.org"]


@pytest.mark.parametrize(
    "change",
    [
        {"date_status": "cancelled"},
        {"date_status": "postponed"},
        {"is_closed": True},
        {"starts_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_no_reminder_of_what_does_not_take_place(page, change):
    confirmed(page)
    moment = morning_before(page)
    Places.objects.update(**change)

    assert remind_due(moment) == 0


def test_whoever_confirms_after_the_morning_has_just_been_told(page):
    signup, _path = confirmed(page)
    moment = morning_before(page)
    Signup.objects.filter(pk=signup.pk).update(confirmed_at=moment - timedelta(seconds=1))

    assert remind_due(moment) == 0


def test_calendar_file_has_time_and_place_and_nobodys_name(home):
    page = make_signup_page(home, event=make_event(home))
    _signup, path = confirmed(page)

    answer = Client().get(f"{path}termin.ics")

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == places_of(page).starts_at
    assert event["location"] == "Rathaus"
    assert b"Ruth" not in answer.content and b"ruth@" not in answer.content
    assert answer["X-Robots-Tag"] == "noindex"
    assert Client().get("/meine-anmeldung/falsch/termin.ics").status_code == 404


def test_moved_date_is_told_once_with_the_new_time_and_reminded_again(page):
    signup, _path = confirmed(page)
    confirmed(page, "weg@example.org")
    Signup.objects.filter(submission__sender_email="weg@example.org").update(state=State.CANCELLED)
    remind_due(morning_before(page))
    assert tell_changed_dates() == 0
    slot = page.slots.get()
    slot.starts_at += timedelta(days=7)
    page.slots = [slot]
    page.save_revision().publish()

    assert (tell_changed_dates(), tell_changed_dates()) == (1, 0)

    (mail,) = sent("signup-date-changed")
    assert mail.to == "ruth@example.org"
    assert "verschoben. Die neue Zeit" in mail.text
    assert places_of(page).in_words in mail.text
    assert remind_due(morning_before(page)) == 1


def test_cancelled_date_is_told_and_taken_back_if_it_takes_place_after_all(
    home, django_capture_on_commit_callbacks
):
    event = make_event(home)
    page = make_signup_page(home, event=event)
    confirmed(page)

    for status in ("cancelled", "planned"):
        with django_capture_on_commit_callbacks(execute=True):
            event.status = status
            event.save_revision().publish()
        assert tell_changed_dates() == 1

    first, second = sent("signup-date-changed")
    assert "abgesagt. Er findet nicht statt" in first.text
    assert "findet doch statt" in second.text
