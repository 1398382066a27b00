from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import Locale

from cms.recurrence.zone import BERLIN
from directory.tests.factories import make_entry
from events.models import ChangedDay
from events.models.repetition import Repeats

from .making import make_event, moment, training

pytestmark = pytest.mark.django_db


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def read_entry(client, event):
    (entry,) = read(client, event.calendar_url).walk("VEVENT")
    return entry


def test_single_event_is_read_back_as_entered(client, event_index):
    event = make_event(event_index, "Ehrenamtstag; mit Musik, Essen", street="Markt 1", city="Bitburg")

    entry = read_entry(client, event)

    assert entry["summary"] == "Ehrenamtstag; mit Musik, Essen"
    assert entry["location"] == "Rathaus, Markt 1, Bitburg"
    assert entry["dtstart"].dt == moment("2030-11-28 10:00")
    assert entry["dtend"].dt == moment("2030-11-28 15:00")
    assert entry["url"] == f"http://testserver{event.url}"
    assert entry["status"] == "CONFIRMED"
    assert "rrule" not in entry


def test_calendar_carries_the_rules_of_its_time_zone(client, event_index):
    calendar = read(client, make_event(event_index).calendar_url)

    (zone,) = calendar.walk("VTIMEZONE")

    assert zone["tzid"] == "Europe/Berlin"
    for utc in (datetime(2031, 3, 30, 0, 30), datetime(2031, 3, 30, 1, 30), datetime(2031, 10, 26, 1, 30)):
        moment_in_utc = utc.replace(tzinfo=UTC)
        expected = moment_in_utc.astimezone(BERLIN).utcoffset()
        assert moment_in_utc.astimezone(zone.to_tz(lookup_tzid=False)).utcoffset() == expected
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert calendar["x-published-ttl"] == "PT6H"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (
            {"repeats": Repeats.WEEKLY, "repeat_every": 2},
            {"FREQ": ["WEEKLY"], "INTERVAL": [2], "BYDAY": ["TH"]},
        ),
        ({"repeats": Repeats.MONTHLY_NTH}, {"FREQ": ["MONTHLY"], "BYDAY": ["4TH"]}),
        (
            {"repeats": Repeats.MONTHLY_LAST, "repeat_until": date(2031, 6, 30)},
            {
                "FREQ": ["MONTHLY"],
                "BYDAY": ["-1TH"],
                "UNTIL": [datetime(2031, 6, 30, 21, 59, 59, tzinfo=UTC)],
            },
        ),
    ],
)
def test_repetition_is_a_rule(client, event_index, fields, rule):
    entry = read_entry(client, make_event(event_index, **fields))

    assert dict(entry["rrule"]) == rule


def test_exception_names_the_hour_that_is_left_out(client, event_index):
    exceptions = [("date", date(2030, 12, 5))]
    event = make_event(event_index, repeats=Repeats.WEEKLY, exceptions=exceptions)

    entry = read_entry(client, event)

    assert [each.dt for each in entry["exdate"].dts] == [moment("2030-12-05 10:00")]
    assert entry["exdate"].params["TZID"] == "Europe/Berlin"


def test_whole_days_end_on_the_day_after(client, event_index):
    event = make_event(event_index, start="2030-11-28 00:00", end="2030-11-29 00:00", all_day=True)

    entry = read_entry(client, event)

    assert entry["dtstart"].dt == date(2030, 11, 28)
    assert entry["dtend"].dt == date(2030, 11, 30)


def test_exception_and_end_of_whole_days_are_days(client, event_index):
    fields = {"repeats": Repeats.WEEKLY, "repeat_until": date(2031, 1, 1)}
    fields["exceptions"] = [("date", date(2030, 12, 5))]
    event = make_event(event_index, start="2030-11-28 00:00", end=None, all_day=True, **fields)

    entry = read_entry(client, event)

    assert [each.dt for each in entry["exdate"].dts] == [date(2030, 12, 5)]
    assert entry["rrule"]["UNTIL"] == [date(2031, 1, 1)]


@pytest.mark.parametrize(
    ("status", "expected"),
    [("planned", "CONFIRMED"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_status_reaches_the_calendar(client, event_index, status, expected):
    assert read_entry(client, make_event(event_index, status=status))["status"] == expected


def test_identity_stays_and_sequence_grows_with_a_publication(client, event_index):
    event = make_event(event_index)
    before = read_entry(client, event)
    event.first_published_at -= timedelta(hours=1)
    event.title, event.slug = "Neuer Titel", "neuer-titel"

    event.save_revision().publish()
    event.refresh_from_db()
    after = read_entry(client, event)

    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt >= before["dtstamp"].dt


def test_translation_has_an_identity_of_its_own(client, home, event_index):
    event = make_event(event_index)
    english = Locale.objects.create(language_code="en")
    for page in (home, event_index, event):
        page.copy_for_translation(english).save_revision().publish()

    uids = {read_entry(client, each)["uid"] for each in event.get_translations(inclusive=True).specific()}

    assert len(uids) == 2


def test_calendar_of_all_has_what_comes_and_the_last_year(client, event_index):
    today = timezone.localdate()
    for title, days in (("Kommt", 9), ("Neulich", -30), ("Lange her", -800)):
        start = f"{today + timedelta(days=days)} 10:00"
        make_event(event_index, title, start=start, end=None)

    entries = read(client, event_index.calendar_url).walk("VEVENT")

    assert [str(entry["summary"]) for entry in entries] == ["Neulich", "Kommt"]


def test_empty_calendar_is_valid(client, event_index):
    assert read(client, event_index.calendar_url).walk("VEVENT") == []


@pytest.mark.parametrize(
    "path",
    [
        "/termine/termin.ics",
        "/kalender.ics",
        "/gibt-es-nicht/termin.ics",
        "/termine/zukunftswerkstatt/kalender.ics",
    ],
)
def test_calendar_exists_only_beside_its_page(client, event_index, path):
    make_event(event_index)

    assert client.get(path).status_code == 404


def of_entry(client, entry):
    response = client.get(f"/eintrag/{entry.public_id}/kalender.ics")
    return Calendar.from_ical(response.getvalue()).walk("VEVENT")


def test_calendar_of_an_entry_knows_the_changed_days_of_its_offers(client, directory):
    until = date(2030, 3, 31)
    entry = make_entry(directory, offers=[training(first_date=date(2030, 3, 6), until=until)])
    entry_of_others = make_entry(directory, title="Chor", offers=[training(until=until)])
    series = entry.offers.get().key
    ChangedDay.objects.create(series=series, day=date(2030, 3, 6), change="cancelled", reason="Frost")
    ChangedDay.objects.create(
        series=series,
        day=date(2030, 3, 13),
        change="moved",
        new_start=moment("2030-03-14 19:30"),
        new_place="Aula",
    )
    ChangedDay.objects.create(series=series, day=date(2030, 3, 20), change="full")

    rule, cancelled, moved = of_entry(client, entry)

    assert {each["uid"] for each in (rule, cancelled, moved)} == {f"{series}@engagierte-stadt"}
    assert cancelled["recurrence-id"].dt == moment("2030-03-06 17:00")
    assert (cancelled["status"], cancelled["comment"]) == ("CANCELLED", "Frost")
    assert moved["recurrence-id"].dt == moment("2030-03-13 17:00")
    assert (moved["dtstart"].dt, moved["dtend"].dt) == (
        moment("2030-03-14 19:30"),
        moment("2030-03-14 20:30"),
    )
    assert (moved["location"], moved["status"]) == ("Aula", "CONFIRMED")
    assert len(of_entry(client, entry_of_others)) == 1


def test_changed_days_of_many_entries_cost_one_query(client, directory):
    for number in range(5):
        entry = make_entry(directory, title=f"Verein {number}", offers=[training()])
        ChangedDay.objects.create(series=entry.offers.get().key, day=date(2030, 3, 6), change="cancelled")
    client.get("/daten/verzeichnis.ics").getvalue()
    with CaptureQueriesContext(connection) as asked:
        client.get("/daten/verzeichnis.ics").getvalue()
    assert sum("events_changedday" in each["sql"] for each in asked) == 1
