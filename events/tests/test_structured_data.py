import json
from datetime import date

import pytest
from bs4 import BeautifulSoup

from events.models.repetition import Repeats

from .making import make_event

pytestmark = pytest.mark.django_db


def read(client, page):
    """Return the page's JSON-LD and its visible text."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    data = json.loads(soup.find("script", type="application/ld+json").string)
    return data, soup.main.get_text(" ", strip=True)


def test_event_says_what_the_page_says(client, event_index):
    place = {"street": "Markt 1", "postcode": "54634", "city": "Bitburg", "organiser": "Stadt"}
    event = make_event(event_index, **place)

    data, text = read(client, event)

    assert data["startDate"] == "2030-11-28T10:00:00+01:00"
    assert data["endDate"] == "2030-11-28T15:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["isAccessibleForFree"] is True
    (location,) = data["location"]
    address = location["address"]
    shown = [data["name"], location["name"], address["streetAddress"], address["postalCode"]]
    for each in [*shown, data["organizer"]["name"]]:
        assert each in text
    assert "eventSchedule" not in data


def test_repeated_event_tells_its_rule_and_its_next_dates(client, event_index):
    exceptions = [("date", date(2030, 12, 5))]
    event = make_event(event_index, repeats=Repeats.WEEKLY, exceptions=exceptions)

    data, _ = read(client, event)

    assert data["eventSchedule"]["repeatFrequency"] == "P1W"
    assert data["eventSchedule"]["byDay"] == "https://schema.org/Thursday"
    assert data["eventSchedule"]["exceptDate"] == ["2030-12-05T10:00:00+01:00"]
    assert [each["startDate"][:10] for each in data["subEvent"][:2]] == ["2030-11-28", "2030-12-12"]


def test_cancelled_event_is_cancelled_for_programs_too(client, event_index):
    data, _ = read(client, make_event(event_index, status="cancelled", repeats=Repeats.WEEKLY))

    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert "subEvent" not in data


def test_online_event_has_a_virtual_place(client, event_index):
    data, _ = read(client, make_event(event_index, place_name="", online_url="https://example.org/raum"))

    assert data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert data["location"] == [{"@type": "VirtualLocation", "url": "https://example.org/raum"}]
