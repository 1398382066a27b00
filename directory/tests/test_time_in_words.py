from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from directory.models import Offer, SchoolHoliday

from .factories import make_entry

URL = "directory_time_in_words"
MONTHLY = {"frequency": "monthly", "interval": "1", "positions": "2", "weekdays": "MO"}


@pytest.fixture
def ask(db, admin_client, time_travel):
    time_travel(datetime(2026, 11, 24, 9, tzinfo=UTC))

    def get(**fields):
        return admin_client.get(reverse(URL), fields).json()

    return get


def test_the_sentence_says_rhythm_and_next_dates(ask):
    told = ask(**MONTHLY, starts_at="19:00", ends_at="21:00")
    assert told["sentence"] == ("jeden 2. Montag im Monat, 19–21 Uhr; nächste Termine: 14.12., 11.1., 8.2.")
    assert told["errors"] == {}


def test_without_a_time_it_says_so(ask):
    assert ask(interval="1")["sentence"] == "Noch keine Zeit eingetragen."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"frequency": "weekly", "interval": "2", "weekdays": "MO"}, "first_date"),
        ({"frequency": "monthly", "interval": "1", "weekdays": "MO"}, "positions"),
        ({"interval": "1", "starts_at": "21:00", "ends_at": "19:00"}, "ends_at"),
        ({"interval": "1", "first_date": "31.2.2027"}, "first_date"),
        ({"interval": "x"}, "interval"),
        ({"interval": "1", "skipped_days": "Ostern"}, "skipped_days"),
    ],
)
def test_wrong_input_is_told_at_its_field(ask, fields, field):
    told = ask(**fields)
    assert list(told["errors"]) == [field]
    assert told["sentence"] == ""


def test_holidays_that_nobody_entered_are_asked_for(ask):
    told = ask(**MONTHLY, pauses_in_holidays="on")
    assert "nächste" not in told["sentence"]
    assert "Schulferien" in told["hint"]


def test_school_holidays_are_left_out_as_far_as_they_are_known(ask):
    SchoolHoliday.objects.create(name="Weihnachten", first_day=date(2026, 12, 23), last_day=date(2027, 1, 12))
    told = ask(**MONTHLY, pauses_in_holidays="on")
    assert told["sentence"] == "jeden 2. Montag im Monat außer Ferien; nächste Termine: 14.12."
    assert told["hint"] == "Schulferien sind bis 12. Januar 2027 eingetragen."


def test_public_holidays_are_left_out(ask):
    told = ask(frequency="weekly", interval="1", weekdays="FR", pauses_on_public_holidays="on")
    assert told["sentence"].startswith("jeden Freitag außer an Feiertagen; nächste Termine: ")
    assert "25.12." not in told["sentence"]
    assert told["hint"] == ""


@pytest.mark.parametrize(
    ("last_day", "pauses", "waits"),
    [
        (None, True, True),
        (date(2026, 12, 24), True, True),
        (date(2027, 6, 1), True, False),
        (None, False, False),
    ],
)
def test_the_start_page_asks_for_the_next_holidays_in_time(
    directory, ask, admin_client, last_day, pauses, waits
):
    if last_day:
        SchoolHoliday.objects.create(name="Ferien", first_day=last_day, last_day=last_day)
    make_entry(directory, offers=[Offer(name="Treff", pauses_in_holidays=pauses)])
    start = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert ("Nächste Schulferien eintragen" in start) is waits


def test_strangers_are_told_nothing(db, client):
    assert client.get(reverse(URL)).status_code == 302


def test_nothing_is_changed_by_asking(db, admin_client):
    assert admin_client.post(reverse(URL)).status_code == 405
