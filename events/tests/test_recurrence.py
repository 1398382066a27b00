from datetime import UTC, date, datetime
from itertools import islice

import pytest

from events.models.repetition import Repeats, event_schedule

from .making import moment


def make_schedule(start="2026-10-15 19:00", end="2026-10-15 21:00", **fields):
    times = {"start": datetime.fromisoformat(start), "end": end and datetime.fromisoformat(end)}
    return event_schedule(**(times | fields))


def starts(schedule, count=4, after=None):
    return [f"{each.start:%Y-%m-%d %H:%M}" for each in islice(schedule.occurrences(after), count)]


def test_single_date_happens_once():
    assert starts(make_schedule()) == ["2026-10-15 19:00"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"repeats": Repeats.WEEKLY}, ["2026-10-15", "2026-10-22", "2026-10-29", "2026-11-05"]),
        ({"repeats": Repeats.WEEKLY, "every": 2}, ["2026-10-15", "2026-10-29", "2026-11-12", "2026-11-26"]),
        ({"repeats": Repeats.MONTHLY_NTH}, ["2026-10-15", "2026-11-19", "2026-12-17", "2027-01-21"]),
    ],
)
def test_rule_gives_the_dates_people_expect(fields, expected):
    assert starts(make_schedule(**fields)) == [f"{day} 19:00" for day in expected]


def test_last_weekday_of_the_month_is_found_in_months_of_four_and_five_weeks():
    schedule = make_schedule("2026-10-31 14:00", "2026-10-31 17:00", repeats=Repeats.MONTHLY_LAST)

    assert starts(schedule, 3) == ["2026-10-31 14:00", "2026-11-28 14:00", "2026-12-26 14:00"]


def test_hour_stays_when_the_clocks_change():
    before, after = islice(make_schedule("2026-10-22 19:00", repeats=Repeats.WEEKLY).occurrences(), 2)

    assert before.start.astimezone(UTC).hour == 17
    assert after.start.astimezone(UTC).hour == 18


def test_end_keeps_its_hour_across_the_change_of_clocks():
    schedule = make_schedule("2026-10-17 22:00", "2026-10-18 04:00", repeats=Repeats.WEEKLY)

    night_of_change = list(islice(schedule.occurrences(), 2))[1]

    assert f"{night_of_change.end:%Y-%m-%d %H:%M}" == "2026-10-25 04:00"


def test_exceptions_are_left_out():
    schedule = make_schedule(repeats=Repeats.WEEKLY, exceptions=frozenset({date(2026, 10, 22)}))

    assert starts(schedule, 2) == ["2026-10-15 19:00", "2026-10-29 19:00"]


def test_until_includes_its_day():
    schedule = make_schedule(repeats=Repeats.WEEKLY, until=date(2026, 10, 29))

    assert starts(schedule)[-1] == "2026-10-29 19:00"
    assert schedule.over_at() == moment("2026-10-29 21:00")


@pytest.mark.parametrize("repeats", [Repeats.WEEKLY, Repeats.MONTHLY_NTH, Repeats.MONTHLY_LAST])
def test_jumping_ahead_gives_the_same_dates_as_walking_there(repeats):
    schedule = make_schedule("2020-01-28 19:00", "2020-01-28 21:00", repeats=repeats, every=3)
    now = moment("2026-11-23 08:00")
    walked = [each for each in islice(schedule.occurrences(), 400) if each.over_at > now][:5]

    assert list(islice(schedule.occurrences(now), 5)) == walked


def test_running_event_is_still_the_next_one():
    schedule = make_schedule(repeats=Repeats.WEEKLY)

    assert schedule.next_occurrence(moment("2026-10-15 20:00")).start == moment("2026-10-15 19:00")
    assert schedule.next_occurrence(moment("2026-10-15 21:00")).start == moment("2026-10-22 19:00")


def test_event_without_end_lasts_until_midnight():
    assert make_schedule(end=None).over_at() == moment("2026-10-16 00:00")


def test_whole_days_last_until_the_midnight_after_the_last():
    schedule = make_schedule("2026-10-15 00:00", "2026-10-17 00:00", all_day=True)

    assert schedule.over_at() == moment("2026-10-18 00:00")


def test_endless_repetition_is_never_over():
    assert make_schedule(repeats=Repeats.WEEKLY).over_at() is None


def test_until_of_the_rule_is_in_utc_when_there_is_an_hour():
    schedule = make_schedule(repeats=Repeats.WEEKLY, until=date(2026, 12, 31))

    assert schedule.rule == "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231T225959Z"
