from datetime import date, datetime

import pytest
from django.utils import translation

from cms.recurrence.occurrence_words import rule_in_words, when_in_full, when_in_row
from events.models.repetition import Repeats, event_schedule

SATURDAY = "2026-11-28"


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def occurrence(start, end=None, **fields):
    times = {"start": datetime.fromisoformat(start), "end": end and datetime.fromisoformat(end)}
    return event_schedule(**times, **fields).occurrence_on(times["start"].date())


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (occurrence(f"{SATURDAY} 10:00", f"{SATURDAY} 15:00"), "Saturday, 28 November 2026, 10:00 to 15:00"),
        (occurrence(f"{SATURDAY} 10:30"), "Saturday, 28 November 2026, at 10:30"),
        (occurrence(f"{SATURDAY} 00:00", all_day=True), "Saturday, 28 November 2026, all day"),
        (
            occurrence(f"{SATURDAY} 20:00", "2026-11-29 02:00"),
            "Saturday, 28 November 2026, 20:00 to 02:00",
        ),
        (
            occurrence(f"{SATURDAY} 10:00", "2026-11-29 16:00"),
            "Saturday, 28 November 2026, at 10:00, to Sunday, 29 November 2026, at 16:00",
        ),
        (
            occurrence(f"{SATURDAY} 00:00", "2026-11-29 00:00", all_day=True),
            "Saturday, 28 November 2026 to Sunday, 29 November 2026",
        ),
    ],
)
def test_date_is_told_in_full(when, expected):
    with translation.override("en"):
        assert plain(when_in_full(when)) == expected


def test_row_leaves_out_the_day_that_its_tile_shows():
    with translation.override("en"):
        row = when_in_row(occurrence(f"{SATURDAY} 10:00", f"{SATURDAY} 15:00"))

    assert plain(row) == "Saturday, 10:00 to 15:00"


def test_hours_stay_on_one_line():
    with translation.override("en"):
        assert when_in_full(occurrence(f"{SATURDAY} 10:00")).endswith(", at\N{NO-BREAK SPACE}10:00")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"repeats": Repeats.WEEKLY}, "every Saturday"),
        ({"repeats": Repeats.WEEKLY, "every": 2}, "every 2 weeks on Saturday"),
        ({"repeats": Repeats.MONTHLY_NTH}, "every fourth Saturday of the month"),
        ({"repeats": Repeats.MONTHLY_LAST}, "every last Saturday of the month"),
        ({"repeats": Repeats.WEEKLY, "holidays_of": "RP"}, "every Saturday except on public holidays"),
        (
            {"repeats": Repeats.WEEKLY, "holidays_of": "RP", "until": date(2026, 12, 31)},
            "every Saturday except on public holidays, until 31 December 2026",
        ),
    ],
)
def test_repetition_is_told_in_words(fields, expected):
    with translation.override("en"):
        assert rule_in_words(event_schedule(datetime(2026, 11, 28, 10), **fields)) == expected


def test_end_of_the_repetition_is_told():
    schedule = event_schedule(datetime(2026, 11, 28, 10), repeats=Repeats.WEEKLY, until=date(2026, 12, 31))

    with translation.override("en"):
        assert rule_in_words(schedule) == "every Saturday, until 31 December 2026"
