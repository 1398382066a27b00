"""Each event in each state: what becomes of the hours."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.mail.models import Mail
from joining.hours.models import HelperHours
from joining.hours.workflow import confirming
from joining.hours.workflow.confirming import (
    Facts,
    NotWaitingError,
    TooManyHoursError,
    change_hours,
    withdraw_hours,
)
from joining.hours.workflow.consenting import MovedError, agree, delete_hours
from joining.hours.workflow.retention import forget_hours

from .making import HELPER, make_hours

pytestmark = pytest.mark.django_db


def correct(hours):
    change_hours(hours, Facts(hours.name, "anders", hours.first_day, hours.last_day, hours.hours))


def later(**age):
    return lambda hours: forget_hours(timezone.now() + timedelta(**age))


def end(hours):
    forget_hours(timezone.make_aware(timezone.datetime(hours.last_day.year + 4, 1, 1, 12)))


EVENTS = {
    "agree": lambda hours: agree(hours, hours.version),
    "agree to an old version": lambda hours: agree(hours, hours.version - 1),
    "delete": delete_hours,
    "withdraw": withdraw_hours,
    "change": correct,
    "29 days": later(days=29),
    "31 days": later(days=31),
    "91 days": later(days=91),
    "end date": end,
}
GONE = "gone"
TABLE = [
    # event, from: waiting, confirmed, withdrawn
    ("agree", "confirmed", "confirmed", MovedError),
    ("agree to an old version", MovedError, MovedError, MovedError),
    ("delete", GONE, GONE, GONE),
    ("withdraw", GONE, "withdrawn", "withdrawn"),
    ("change", "waiting", NotWaitingError, NotWaitingError),
    ("29 days", "waiting", "confirmed", "withdrawn"),
    ("31 days", GONE, "confirmed", "withdrawn"),
    ("91 days", GONE, "confirmed", GONE),
    ("end date", GONE, GONE, GONE),
]
CASES = [
    (event, before, after)
    for event, *results in TABLE
    for before, after in zip(HelperHours.State.values, results, strict=True)
]


@pytest.mark.parametrize(("event", "before", "after"), CASES)
def test_each_event_in_each_state(entry, event, before, after):
    hours = make_hours(entry, before)
    if isinstance(after, type):
        with pytest.raises(after):
            EVENTS[event](hours)
        after = before
    else:
        EVENTS[event](hours)
    found = HelperHours.objects.first()
    assert (found.state if found else GONE) == after


@pytest.mark.parametrize("state", HelperHours.State.values)
def test_what_is_gone_answers_nothing(entry, state):
    hours = make_hours(entry, state)
    delete_hours(hours)
    with pytest.raises(MovedError):
        agree(hours, 1)
    with pytest.raises(NotWaitingError):
        correct(hours)
    withdraw_hours(hours)
    delete_hours(hours)
    assert not HelperHours.objects.exists()


def test_proof_ends_with_the_third_year_after_the_work(entry):
    hours = make_hours(entry)
    assert hours.ends_on == date(hours.last_day.year + 3, 12, 31)


def test_nothing_is_confirmed_without_consent(entry):
    hours = make_hours(entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelperHours.objects.filter(pk=hours.pk).update(state="confirmed")


def test_hours_outlive_the_entry_with_the_name_of_the_club(entry):
    hours = make_hours(entry, "confirmed")
    entry.delete()
    hours.refresh_from_db()
    assert (hours.organisation, hours.club, hours.is_valid) == (None, "Chor am Markt", True)


@pytest.mark.parametrize("limit", ["MOST_WAITING", "MOST_A_DAY"])
def test_a_club_cannot_write_to_everybody(entry, monkeypatch, limit):
    monkeypatch.setattr(confirming, limit, 2)
    for number in range(2):
        make_hours(entry, email=f"person{number}@example.org")
    with pytest.raises(TooManyHoursError):
        make_hours(entry, email="noch-eine@example.org")
    assert HelperHours.objects.count() == Mail.objects.count() == 2


def test_an_address_gets_few_mails_a_day_whatever_the_helper_answers(entry):
    for number in range(confirming.MOST_MAILS):
        delete_hours(make_hours(entry, activity=f"Einsatz {number}"))
    with pytest.raises(TooManyHoursError):
        make_hours(entry, activity="noch einer")
    assert Mail.objects.filter(to=HELPER).count() == confirming.MOST_MAILS
    assert not HelperHours.objects.exists()


def test_after_a_day_without_an_answer_new_hours_remind_of_the_old_ones(entry):
    make_hours(entry)
    yesterday = timezone.now() - timedelta(hours=25)
    HelperHours.objects.update(created_at=yesterday)
    confirming.AccessLink.objects.update(created_at=yesterday)
    make_hours(entry, activity="noch einer")
    assert Mail.objects.filter(to=HELPER).count() == 2
