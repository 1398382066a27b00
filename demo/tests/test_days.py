from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from demo.loader.days import is_day, resolve_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("spec", "day"),
    [
        ({"in_days": 0}, date(2026, 11, 23)),
        ({"in_days": -1}, date(2026, 11, 22)),
        ({"in_days": 12, "weekday": "sat"}, date(2026, 12, 5)),
        ({"in_days": 0, "weekday": "mon"}, date(2026, 11, 23)),
        ({"first_weekday_of_month": "thu"}, date(2026, 12, 3)),
        ({"first_weekday_of_month": "mon", "in_days": 14}, date(2026, 12, 7)),
    ],
)
def test_day_moves_with_the_day_of_loading(spec, day):
    assert resolve_day(spec, MONDAY) == day


def test_time_is_the_towns_time():
    start = resolve_day({"in_days": 1, "time": "10:00"}, MONDAY)
    assert start == datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize("value", [{}, {"$page": "/"}, {"title": "x"}, "2026-11-23", None])
def test_anything_else_is_no_day(value):
    assert not is_day(value)
