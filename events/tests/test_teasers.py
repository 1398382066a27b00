"""What the start page tells of dates."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from cms.recurrence.zone import BERLIN
from directory.tests.factories import make_entry
from events.browse.teasers import whats_on

from .making import TODAY, announce, make_event, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]


@pytest.fixture(autouse=True)
def in_the_morning(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2030, 3, 4, 8, tzinfo=BERLIN))


def told(calendar, count=4):
    groups = whats_on(calendar.get_parent(), count)
    return [(group["title"], [row["title"] for row in group["rows"]], group["regular"]) for group in groups]


def test_it_begins_with_today_and_the_weekend(directory, calendar):
    entry = make_entry(directory, offers=[training("MO,SU")])
    announce(entry, "Spieleabend", TODAY)
    announce(entry, "Ausflug", date(2030, 3, 7))
    announce(entry, "Flohmarkt", date(2030, 3, 9))
    assert told(calendar) == [
        ("Heute", ["Spieleabend"], 1),
        ("Am Wochenende", ["Flohmarkt"], 1),
        ("Demnächst", ["Ausflug"], 0),
    ]
    (today, weekend, _soon) = whats_on(calendar.get_parent())
    assert (today["url"], weekend["url"]) == ("/termine/?wann=heute", "/termine/?wann=wochenende")


def test_a_busy_day_leaves_a_row_for_the_weekend(directory, calendar):
    entry = make_entry(directory)
    for number in range(6):
        announce(entry, f"Heute {number}", TODAY)
    announce(entry, "Flohmarkt", date(2030, 3, 9))
    assert [len(titles) for _title, titles, _regular in told(calendar)] == [4, 1]


def test_what_has_ended_this_morning_is_not_told(calendar):
    make_event(calendar, "Frühsport", "2030-03-04 06:00", "2030-03-04 07:00")
    make_event(calendar, "Markt", "2030-03-04 07:00", "2030-03-04 12:00")
    assert told(calendar) == [("Heute", ["Markt"], 0)]


def test_without_dates_there_is_nothing(calendar):
    assert told(calendar) == []


def test_no_dates_of_another_tree(calendar, home):
    make_event(calendar, "Markt", "2030-03-04 07:00", "2030-03-04 12:00")
    assert whats_on(home) == []
