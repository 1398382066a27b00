from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError

from directory.models import Offer
from directory.schedule_words import in_words, next_in_words
from directory.schedules import Schedule

BERLIN = ZoneInfo("Europe/Berlin")

WORDS = [
    ({"frequency": "weekly", "weekdays": "WE", "starts_at": time(17), "ends_at": time(18, 30)},
     "jeden Mittwoch, 17–18:30 Uhr"),
    ({"frequency": "monthly", "weekdays": "MO", "position": 2, "starts_at": time(19), "ends_at": time(21)},
     "jeden 2. Montag im Monat, 19–21 Uhr"),
    ({"frequency": "monthly", "weekdays": "SA", "position": -1, "starts_at": time(14), "ends_at": time(17)},
     "letzter Samstag im Monat, 14–17 Uhr"),
    ({"frequency": "weekly", "interval": 2, "pauses_in_holidays": True}, "vierzehntägig außer Ferien"),
    ({"frequency": "weekly", "interval": 2, "weekdays": "SU", "first_date": date(2026, 1, 4),
      "starts_at": time(9, 30)}, "vierzehntägig sonntags, 9:30 Uhr"),
    ({"frequency": "weekly", "interval": 3, "weekdays": "TU,TH", "first_date": date(2026, 1, 6)},
     "alle 3 Wochen dienstags und donnerstags"),
    ({"frequency": "weekly", "weekdays": "MO,WE,FR"}, "jeden Montag, Mittwoch und Freitag"),
    ({"frequency": "", "time_note": "nach Absprache"}, "nach Absprache"),
    ({"frequency": "", "starts_at": time(10), "ends_at": time(11)}, "10–11 Uhr"),
    ({"frequency": ""}, ""),
]  # fmt: skip

RULES = [
    ({"frequency": "weekly", "weekdays": "WE"}, "FREQ=WEEKLY;BYDAY=WE"),
    ({"frequency": "weekly", "interval": 2, "weekdays": "SU"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
    ({"frequency": "monthly", "weekdays": "MO", "position": 2}, "FREQ=MONTHLY;BYDAY=2MO"),
    ({"frequency": "monthly", "weekdays": "SA", "position": -1}, "FREQ=MONTHLY;BYDAY=-1SA"),
    ({"frequency": "weekly", "weekdays": "WE", "until": date(2026, 12, 31)},
     "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T235959"),
    ({"frequency": "weekly", "weekdays": "WE", "position": 2}, "FREQ=WEEKLY;BYDAY=WE"),
    ({"frequency": "monthly", "weekdays": "WE", "position": 1, "interval": 2}, "FREQ=MONTHLY;BYDAY=1WE"),
    ({"frequency": "weekly"}, ""),
]  # fmt: skip


def schedule(**fields) -> Schedule:
    return Offer(name="Treff", **fields).schedule


@pytest.mark.parametrize(("fields", "words"), WORDS)
def test_a_time_reads_as_people_say_it(fields, words):
    assert in_words(schedule(**fields)) == words


@pytest.mark.parametrize(("fields", "rule"), RULES)
def test_a_time_is_an_rfc_5545_rule(fields, rule):
    assert schedule(**fields).rule == rule
    if rule:
        rrulestr(rule, dtstart=datetime(2026, 1, 1))


@pytest.mark.parametrize(("fields", "_words"), WORDS)
def test_a_time_survives_the_document(fields, _words):
    one = schedule(**fields, skipped_days="24.12.2026")
    assert Schedule.from_document(one.to_document()) == one


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # The clocks go back on 25 October 2026 and forward on 28 March 2027.
        (datetime(2026, 10, 21, 18, tzinfo=BERLIN), "2026-10-28T17:00:00+01:00"),
        (datetime(2026, 10, 21, 17, tzinfo=BERLIN), "2026-10-21T17:00:00+02:00"),
        (datetime(2027, 3, 25, 12, tzinfo=BERLIN), "2027-03-31T17:00:00+02:00"),
        (datetime(2026, 12, 31, 23, tzinfo=BERLIN), "2027-01-06T17:00:00+01:00"),
    ],
)
def test_five_o_clock_stays_five_o_clock(now, expected):
    weekly = schedule(frequency="weekly", weekdays="WE", starts_at=time(17))
    assert weekly.next_start(now).isoformat() == expected


@pytest.mark.parametrize("year", [2026, 2031])
def test_every_second_week_is_reckoned_from_the_first_day(year):
    fortnightly = schedule(frequency="weekly", interval=2, weekdays="SU", first_date=date(2026, 1, 4))
    found = fortnightly.next_start(datetime(year, 6, 1, tzinfo=BERLIN)).date()
    assert (found - date(2026, 1, 4)).days % 14 == 0
    assert 0 <= (found - date(year, 6, 1)).days < 14


def test_last_saturday_of_the_month():
    monthly = schedule(frequency="monthly", weekdays="SA", position=-1, starts_at=time(14))
    assert monthly.next_start(datetime(2026, 2, 1, tzinfo=BERLIN)).date() == date(2026, 2, 28)


def test_a_skipped_day_is_skipped():
    weekly = schedule(frequency="weekly", weekdays="TH", starts_at=time(17), skipped_days="24.12.2026")
    assert weekly.next_start(datetime(2026, 12, 22, tzinfo=BERLIN)).date() == date(2026, 12, 31)


@pytest.mark.parametrize(
    "fields",
    [
        {"frequency": "weekly", "weekdays": "WE", "pauses_in_holidays": True},
        {"frequency": "weekly", "interval": 2, "weekdays": "WE"},
        {"frequency": "weekly", "weekdays": "WE", "until": date(2020, 1, 1)},
        {"frequency": ""},
    ],
)
def test_no_date_is_claimed_that_nobody_can_know(fields):
    assert schedule(**fields).next_start() is None


def test_the_first_day_of_a_rule_is_one_of_its_dates():
    weekly = schedule(frequency="weekly", weekdays="WE", first_date=date(2026, 1, 1))
    assert weekly.dtstart == date(2026, 1, 7)


def test_the_next_day_is_told_in_words():
    weekly = schedule(frequency="weekly", weekdays="WE", starts_at=time(17))
    assert next_in_words(weekly, datetime(2026, 11, 23, tzinfo=BERLIN)) == "25. November"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"frequency": "monthly", "weekdays": "MO"}, "position"),
        ({"frequency": "weekly", "interval": 2, "weekdays": "MO"}, "first_date"),
        ({"interval": 0}, "interval"),
        ({"starts_at": time(18), "ends_at": time(17)}, "ends_at"),
        ({"ends_at": time(17)}, "ends_at"),
        ({"skipped_days": "Heiligabend"}, "skipped_days"),
        ({"first_date": date(2026, 2, 1), "until": date(2026, 1, 1)}, "until"),
        ({"age_from": 12, "age_to": 6}, "age_to"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_at_its_field(fields, field):
    with pytest.raises(ValidationError) as refused:
        Offer(name="Treff", **fields).clean()
    assert field in refused.value.message_dict
