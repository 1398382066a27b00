from datetime import date

import pytest
from django.core.exceptions import ValidationError

from events.models import EventPage
from events.models.repetition import Repeats

from .making import moment

VALID = {
    "title": "Sprechstunde",
    "slug": "sprechstunde",
    "path": "00010001",
    "depth": 2,
    "start": moment("2026-10-15 19:00"),
    "end": moment("2026-10-15 21:00"),
    "place_name": "Rathaus",
}


def problem_fields(**fields):
    exceptions = fields.pop("exceptions", [])
    event = EventPage(**(VALID | fields))
    event.exceptions = [("date", day) for day in exceptions]
    try:
        event.clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"end": None},
        {"start": None, "end": None},
        {"place_name": "", "online_url": "https://example.org/raum"},
        {"is_free": False, "price": "5 Euro"},
        {"repeats": Repeats.WEEKLY, "repeat_every": 2, "exceptions": [date(2026, 10, 29)]},
        {"repeats": Repeats.MONTHLY_NTH, "repeat_until": date(2027, 6, 1)},
        {"repeats": Repeats.MONTHLY_LAST, "start": moment("2026-10-29 19:00"), "end": None},
    ],
)
def test_sensible_event_is_accepted(fields):
    assert problem_fields(**fields) == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"end": moment("2026-10-15 18:00")}, "end"),
        ({"place_name": ""}, "place_name"),
        ({"price": "5 Euro", "is_free": True}, "price"),
        ({"repeat_until": date(2026, 12, 31)}, "repeat_until"),
        ({"exceptions": [date(2026, 10, 15)]}, "exceptions"),
        ({"pauses_on_public_holidays": True}, "pauses_on_public_holidays"),
        ({"repeats": Repeats.WEEKLY, "repeat_until": date(2026, 10, 14)}, "repeat_until"),
        ({"repeats": Repeats.WEEKLY, "repeat_until": date(2226, 10, 14)}, "repeat_until"),
        ({"repeats": Repeats.WEEKLY, "end": moment("2026-10-25 19:00")}, "end"),
        ({"repeats": Repeats.WEEKLY, "repeat_every": 2, "exceptions": [date(2026, 10, 22)]}, "exceptions"),
        (
            {
                "repeats": Repeats.WEEKLY,
                "repeat_until": date(2026, 10, 15),
                "exceptions": [date(2026, 10, 15)],
            },
            "exceptions",
        ),
        ({"repeats": Repeats.MONTHLY_NTH, "start": moment("2026-10-29 19:00"), "end": None}, "repeats"),
        ({"repeats": Repeats.MONTHLY_LAST}, "repeats"),
    ],
)
def test_mistake_is_named_at_its_field(fields, field):
    assert problem_fields(**fields) == {field}
