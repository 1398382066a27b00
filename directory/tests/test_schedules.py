from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from cms.recurrence.document import from_document, to_document
from cms.recurrence.holidays import Holidays
from cms.recurrence.schedule import Schedule
from cms.recurrence.words import in_words, limits_in_words, next_in_words, upcoming_in_words
from directory.models import Offer

BERLIN = ZoneInfo("Europe/Berlin")

WORDS = [
    ({"frequency": "weekly", "weekdays": "WE", "starts_at": time(17), "ends_at": time(18, 30)},
     "jeden Mittwoch, 17–18:30 Uhr"),
    ({"frequency": "monthly", "weekdays": "MO", "positions": "2", "starts_at": time(19), "ends_at": time(21)},
     "jeden 2. Montag im Monat, 19–21 Uhr"),
    ({"frequency": "monthly", "weekdays": "SA", "positions": "-1", "starts_at": time(14), "ends_at": time(17)},
     "letzter Samstag im Monat, 14–17 Uhr"),
    ({"frequency": "monthly", "weekdays": "WE", "positions": "1,3"}, "jeden 1. und 3. Mittwoch im Monat"),
    ({"frequency": "monthly", "weekdays": "WE", "positions": "2,-1"}, "jeden 2. und letzten Mittwoch im Monat"),
    ({"frequency": "weekly", "interval": 2, "pauses_in_holidays": True}, "vierzehntägig außer Ferien"),
    ({"frequency": "weekly", "weekdays": "TH", "pauses_on_public_holidays": True, "starts_at": time(17)},
     "jeden Donnerstag außer an Feiertagen, 17 Uhr"),
    ({"frequency": "monthly", "weekdays": "MO", "positions": "1", "pauses_on_public_holidays": True},
     "jeden 1. Montag im Monat außer an Feiertagen"),
    ({"frequency": "weekly", "weekdays": "TH", "pauses_on_public_holidays": True, "pauses_in_holidays": True},
     "jeden Donnerstag außer in den Ferien und an Feiertagen"),
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
    ({"frequency": "monthly", "weekdays": "MO", "positions": "2"}, "FREQ=MONTHLY;BYDAY=2MO"),
    ({"frequency": "monthly", "weekdays": "SA", "positions": "-1"}, "FREQ=MONTHLY;BYDAY=-1SA"),
    ({"frequency": "weekly", "weekdays": "WE", "until": date(2026, 12, 31)},
     "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231T225959Z"),
    ({"frequency": "weekly", "weekdays": "WE", "until": date(2026, 7, 31)},
     "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260731T215959Z"),
    ({"frequency": "monthly", "weekdays": "MO,TH", "positions": "1,-1"},
     "FREQ=MONTHLY;BYDAY=1MO,1TH,-1MO,-1TH"),
    ({"frequency": "weekly", "weekdays": "WE", "positions": "2"}, "FREQ=WEEKLY;BYDAY=WE"),
    ({"frequency": "monthly", "weekdays": "WE", "positions": "1", "interval": 2}, "FREQ=MONTHLY;BYDAY=1WE"),
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
        rrulestr(rule, dtstart=datetime(2026, 1, 1, tzinfo=BERLIN))


@pytest.mark.parametrize(("fields", "_words"), WORDS)
def test_a_time_survives_the_document(fields, _words):
    one = schedule(**fields, skipped_days="24.12.2026")
    assert from_document(to_document(one)) == one


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


def test_each_moment_of_a_day_has_its_next_start():
    """A result from the morning is wrong in the evening, and vice versa."""
    daily = schedule(frequency="weekly", weekdays="TU,WE", starts_at=time(17))
    hours = [datetime(2026, 10, 21, hour, 30, tzinfo=BERLIN) for hour in (9, 18, 16, 17)]
    assert [daily.next_start(now).day for now in hours] == [21, 27, 21, 27]


@pytest.mark.parametrize("year", [2026, 2031])
def test_every_second_week_is_counted_from_the_first_day(year):
    fortnightly = schedule(frequency="weekly", interval=2, weekdays="SU", first_date=date(2026, 1, 4))
    found = fortnightly.next_start(datetime(year, 6, 1, tzinfo=BERLIN)).date()
    assert (found - date(2026, 1, 4)).days % 14 == 0
    assert 0 <= (found - date(year, 6, 1)).days < 14


@pytest.mark.parametrize(
    ("fields", "now", "days"),
    [
        # 2028 is a leap year whose last Tuesday of February is the 29th; 2027 is none.
        ({"positions": "-1", "weekdays": "TU"}, (2028, 2, 1), ["2028-02-29", "2028-03-28"]),
        ({"positions": "-1", "weekdays": "SA"}, (2027, 2, 1), ["2027-02-27", "2027-03-27"]),
        ({"positions": "1,3", "weekdays": "WE"}, (2026, 11, 24), ["2026-12-02", "2026-12-16"]),
        ({"positions": "4,-1", "weekdays": "MO"}, (2027, 2, 1), ["2027-02-22", "2027-03-22", "2027-03-29"]),
        ({"positions": "1", "weekdays": "MO,TU"}, (2026, 12, 1), ["2026-12-01", "2026-12-07"]),
    ],
)
def test_the_next_days_of_a_monthly_time(fields, now, days):
    monthly = schedule(frequency="monthly", **fields)
    found = monthly.next_starts(len(days), datetime(*now, tzinfo=BERLIN))
    assert [start.date().isoformat() for start in found] == days


def test_a_time_in_the_hour_that_the_clocks_leave_out_is_not_lost():
    nightly = schedule(frequency="weekly", weekdays="SU", starts_at=time(2, 30))
    found = nightly.next_starts(2, datetime(2027, 3, 27, tzinfo=BERLIN))
    assert [start.date() for start in found] == [date(2027, 3, 28), date(2027, 4, 4)]


CHRISTMAS = (date(2026, 12, 23), date(2027, 1, 8))
EASTER = (date(2027, 3, 22), date(2027, 4, 2))


def outside_holidays(*ranges, **fields) -> Schedule:
    return replace(schedule(pauses_in_holidays=True, **fields), holidays=Holidays(ranges))


def test_school_holidays_are_left_out():
    weekly = outside_holidays(CHRISTMAS, EASTER, frequency="weekly", weekdays="WE")
    found = weekly.next_starts(3, datetime(2026, 12, 14, tzinfo=BERLIN))
    assert [start.date() for start in found] == [date(2026, 12, 16), date(2027, 1, 13), date(2027, 1, 20)]


def test_fortnightly_keeps_its_rhythm_across_the_holidays():
    fortnightly = outside_holidays(
        CHRISTMAS, EASTER, frequency="weekly", interval=2, weekdays="SU", first_date=date(2026, 12, 6)
    )
    found = fortnightly.next_starts(3, datetime(2026, 12, 7, tzinfo=BERLIN))
    assert [start.date() for start in found] == [date(2026, 12, 20), date(2027, 1, 17), date(2027, 1, 31)]


def test_no_day_is_claimed_after_the_last_holidays_that_we_know():
    weekly = outside_holidays(CHRISTMAS, frequency="weekly", weekdays="WE")
    assert len(weekly.next_starts(10, datetime(2026, 12, 10, tzinfo=BERLIN))) == 1
    assert weekly.next_start(datetime(2027, 1, 9, tzinfo=BERLIN)) is None


def test_equal_times_follow_the_holidays_that_each_was_told():
    weekly = schedule(frequency="weekly", weekdays="WE", pauses_in_holidays=True)
    now = datetime(2026, 12, 21, tzinfo=BERLIN)
    days = [
        replace(weekly, holidays=Holidays(known)).next_start(now).day
        for known in ((EASTER,), (CHRISTMAS, EASTER))
    ]
    assert days == [23, 13]


def test_the_days_that_fall_out_are_told_for_calendars():
    weekly = outside_holidays(CHRISTMAS, frequency="weekly", weekdays="WE", starts_at=time(17))
    assert weekly.days_left_out() == [date(2026, 12, 23), date(2026, 12, 30), date(2027, 1, 6)]


@pytest.fixture
def in_2030(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2030, 3, 4))


def outside_public_holidays(land="RP", **fields) -> Schedule:
    return replace(schedule(pauses_on_public_holidays=True, **fields), holidays=Holidays(land=land))


@pytest.mark.parametrize(
    ("land", "days"),
    [
        # Ascension Day is a holiday everywhere, Corpus Christi in some Länder only.
        ("RP", ["2030-06-06", "2030-06-13", "2030-06-27"]),
        ("NI", ["2030-06-06", "2030-06-13", "2030-06-20"]),
        ("", ["2030-06-06", "2030-06-13", "2030-06-20"]),
    ],
)
def test_public_holidays_of_the_land_are_left_out(land, days):
    weekly = outside_public_holidays(land, frequency="weekly", weekdays="TH")
    found = weekly.next_starts(3, datetime(2030, 5, 24, tzinfo=BERLIN))
    assert [start.date().isoformat() for start in found] == days


def test_fortnightly_keeps_its_rhythm_across_a_public_holiday():
    fortnightly = outside_public_holidays(
        frequency="weekly", interval=2, weekdays="TH", first_date=date(2030, 5, 16)
    )
    found = fortnightly.next_starts(2, datetime(2030, 5, 17, tzinfo=BERLIN))
    assert [start.date() for start in found] == [date(2030, 6, 13), date(2030, 6, 27)]


def test_a_single_date_on_a_public_holiday_is_meant():
    once = replace(schedule(first_date=date(2030, 5, 1), pauses_on_public_holidays=True), frequency="")
    assert [start.date() for start in once.starts_from(datetime(2030, 1, 1))] == [date(2030, 5, 1)]
    assert once.days_left_out() == []


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"frequency": "weekly"}, ["2030-05-30", "2030-06-20", "2030-10-03", "2030-12-26"]),
        ({"frequency": "weekly", "until": date(2030, 9, 1)}, ["2030-05-30", "2030-06-20"]),
        ({"frequency": "monthly", "positions": "1"}, ["2030-10-03"]),
        ({"frequency": "monthly", "positions": "3", "until": date(2030, 9, 1)}, ["2030-06-20"]),
        ({"frequency": "weekly", "skipped_days": "13.6.2030", "until": date(2030, 6, 14)},
         ["2030-05-30", "2030-06-13"]),
    ],
)  # fmt: skip
def test_public_holidays_are_told_for_calendars(in_2030, fields, days):
    times = {"weekdays": "TH", "first_date": date(2030, 1, 3), "until": date(2030, 12, 31)} | fields
    told = outside_public_holidays(**times).days_left_out()
    assert [day.isoformat() for day in told] == days


def test_a_rule_without_an_end_tells_the_public_holidays_of_some_years(in_2030):
    told = outside_public_holidays(frequency="weekly", weekdays="TH").days_left_out()
    assert told[0].year == 2020 and told[-1].year == 2033


def test_public_holidays_survive_storing():
    weekly = outside_public_holidays("BY", frequency="weekly", weekdays="TH")
    stored = to_document(weekly)
    assert stored["pauses_on_holidays_of"] == "DE-BY"
    assert from_document(stored, Holidays((EASTER,))) == weekly
    assert from_document(stored, Holidays((EASTER,))).holidays == Holidays((EASTER,), "BY")
    everywhere = replace(weekly, holidays=Holidays())
    assert from_document(to_document(everywhere)).holidays.land == ""
    assert to_document(replace(weekly, pauses_on_public_holidays=False))["pauses_on_holidays_of"] is None


def test_the_next_days_are_told_in_short():
    monthly = schedule(frequency="monthly", weekdays="MO", positions="2")
    now = datetime(2026, 11, 24, tzinfo=BERLIN)
    assert upcoming_in_words(monthly, 2, now) == ["14.12.", "11.1."]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"first_date": date(2026, 1, 7)}, []),
        ({"first_date": date(2027, 1, 13)}, ["ab 13. Januar 2027"]),
        ({"until": date(2027, 3, 24)}, ["bis 24. März 2027"]),
        (
            {"first_date": date(2027, 1, 13), "until": date(2027, 3, 24), "skipped_days": "3.2.2027"},
            ["vom 13. Januar 2027 bis 24. März 2027", "nicht am 3.2."],
        ),
        ({"skipped_days": "31.12.2026, 24.12.2026, 4.11.2026"}, ["nicht am 24.12. und 31.12."]),
        ({"until": date(2026, 11, 26)}, ["bis 26. November 2026"]),
        ({"until": date(2026, 11, 25), "skipped_days": "24.12.2026"}, ["beendet am 25. November 2026"]),
    ],
)
def test_from_when_and_until_when_is_told_as_far_as_it_lies_ahead(fields, words):
    weekly = schedule(frequency="weekly", weekdays="WE", **fields)
    assert limits_in_words(weekly, date(2026, 11, 26)) == words


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


def test_the_same_time_is_told_in_each_language():
    weekly = schedule(frequency="weekly", weekdays="WE", starts_at=time(17))
    now = datetime(2026, 12, 21, tzinfo=BERLIN)
    told = []
    for language in ("de", "en", "de"):
        with override(language):
            told.append((in_words(weekly), next_in_words(weekly, now)))
    german, english = (
        ("jeden Mittwoch, 17 Uhr", "23. Dezember"),
        ("every Wednesday, 17 o’clock", "23 December"),
    )
    assert told == [german, english, german]


def test_the_next_day_is_told_in_words():
    weekly = schedule(frequency="weekly", weekdays="WE", starts_at=time(17))
    assert next_in_words(weekly, datetime(2026, 11, 23, tzinfo=BERLIN)) == "25. November"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"frequency": "monthly", "weekdays": "MO"}, "positions"),
        ({"frequency": "monthly", "positions": "1"}, "weekdays"),
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
