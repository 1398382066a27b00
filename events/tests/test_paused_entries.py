"""A club that pauses: its recurring dates are not in the calendar, single ones and those of others are."""

from datetime import date, timedelta

import pytest

from directory.models import Maintainership
from directory.tests.factories import make_entry
from directory.workflow.pausing import end_pause, pause_entry
from events.models import ChangedDay, Occurrence
from events.publishing.projection import extend, rebuild

from .making import TODAY, announce, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
LAST = date(2030, 3, 20)


@pytest.fixture
def club(directory):
    entry = make_entry(directory, offers=[training()])
    Maintainership.objects.create(page=entry)
    return entry


def days_of(title):
    coming = Occurrence.objects.filter(event__title=title, day__gte=TODAY).order_by("day")
    return list(coming.values_list("day", flat=True)[:3])


def test_recurring_dates_stand_in_the_calendar_again_after_the_last_day(club):
    announce(club, "Chorprobe", date(2030, 3, 1), frequency="weekly", weekdays="FR")
    pause_entry(club, LAST)
    assert days_of("Training") == [date(2030, 3, 27), date(2030, 4, 3), date(2030, 4, 10)]
    assert days_of("Chorprobe")[0] == date(2030, 3, 22)
    assert (rebuild(), extend()) == ([], 0)


def test_a_single_date_that_the_club_has_announced_stays(club):
    announce(club)
    pause_entry(club, LAST)
    assert days_of("Vereinsfest") == [date(2030, 3, 9)]


def test_a_changed_day_does_not_come_back_in_the_pause(club):
    day = date(2030, 3, 13)
    ChangedDay.objects.create(series=club.offers.get().key, day=day, change="full")
    pause_entry(club, LAST)
    assert day not in days_of("Training")


def test_dates_before_the_pause_stay_known(club):
    pause_entry(club, LAST)
    past = Occurrence.objects.filter(event__title="Training", day__lt=TODAY)
    assert past.exists()


def test_ending_it_brings_the_dates_back(club):
    before = days_of("Training")
    pause_entry(club, LAST)
    end_pause(club)
    assert days_of("Training") == before
    assert before[0] < TODAY + timedelta(days=7)


def test_two_clubs_with_equal_times_pause_apart(directory, club):
    make_entry(directory, "Turnverein", offers=[training(name="Turnen")])
    pause_entry(club, LAST)
    assert days_of("Turnen")[0] == date(2030, 3, 6)
