"""What ordinary programs find in the files."""

from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from django.core.cache import cache
from django.utils import timezone

from cms.recurrence.rule import WEEKDAYS
from directory.models import MeetingPlace, Offer, SchoolHoliday
from directory.tests.factories import in_order, make_entry

from .reading import as_json, body, csv_rows, events, lines, xlsx_rows

BERLIN = ZoneInfo("Europe/Berlin")


def test_table_says_what_the_page_says(client, full_entry):
    (row,) = csv_rows(client)
    assert row["id"] == str(full_entry.public_id)
    assert row["seite"] == full_entry.full_url
    assert row["beschreibung"] == "Wir reparieren Räder & Radios.\nJeder darf."
    assert row["gemeinnuetzig"] == "ja"
    assert row["rechtsform"] == "eingetragener Verein (e. V.)"
    assert (row["strasse"], row["plz"], row["breitengrad"]) == ("Musterweg 1", "54634", "49.97123")
    assert row["angebote"] == "Reparieren | Radkurs | Pause"
    assert row["zeiten"].startswith("Reparieren: letzter Samstag im Monat, 14–17 Uhr | Radkurs: ")
    assert row["ansprechpersonen"] == "Leitung, Kim Beispiel"
    assert row["lizenz"] == "dl-de/zero-2-0"


def test_phone_number_is_no_formula(client, full_entry):
    assert csv_rows(client)[0]["telefon"] == "06561 123456"


def test_excel_holds_the_same_as_the_table(client, full_entry):
    make_entry(full_entry.get_parent().specific, "Anderer Verein")
    assert xlsx_rows(client) == csv_rows(client)


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+49", "-2+3", "\t=1"])
def test_tables_hold_no_formula(client, directory, name):
    make_entry(directory, name.strip() + " Verein", summary=name, short_name=name)
    (row,) = csv_rows(client)
    assert not any(value.startswith(("=", "@", "+", "-", "\t")) for value in row.values())


def test_map_data_follow_the_standard(client, full_entry, directory):
    make_entry(directory, "Ohne Ort")
    data = as_json(client, "/daten/verzeichnis.geojson")
    assert data["type"] == "FeatureCollection" and data["licence"].startswith("https://")
    assert [set(feature) for feature in data["features"]] == [{"type", "id", "geometry", "properties"}] * 2
    by_name = {feature["properties"]["name"]: feature for feature in data["features"]}
    # RFC 7946, section 3.1.1: longitude first.
    point = {"type": "Point", "coordinates": [6.52345, 49.97123]}
    assert by_name["Reparaturtreff Schraubstock"]["geometry"] == point
    assert by_name["Ohne Ort"]["geometry"] is None


def test_several_places_are_one_feature(client, directory):
    places = [
        MeetingPlace(name=name, show_exact_address=True, latitude="49.9", longitude=longitude)
        for name, longitude in (("A", "6.1"), ("B", "6.2"))
    ]
    make_entry(directory, places=places)
    (feature,) = as_json(client, "/daten/verzeichnis.geojson")["features"]
    assert feature["geometry"] == {"type": "MultiPoint", "coordinates": [[6.1, 49.9], [6.2, 49.9]]}


def test_calendar_names_each_offer_that_takes_place(client, full_entry):
    found = {str(event["summary"]): event for event in events(client)}
    assert set(found) == {"Reparieren – Reparaturtreff Schraubstock", "Radkurs – Reparaturtreff Schraubstock"}
    event = found["Reparieren – Reparaturtreff Schraubstock"]
    assert event["rrule"]["BYDAY"] == ["-1SA"]
    assert str(event["location"]) == "Werkstatt, Musterweg 1, Hinterhaus, 54634 Bitburg"
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert (event.start.time(), event.end.time()) == (time(14), time(17))


def test_calendar_keeps_fortnights_exceptions_and_the_last_day(client, directory):
    offer = Offer(
        name="Radkurs",
        frequency="weekly",
        interval=2,
        weekdays="TU",
        starts_at=time(18),
        first_date=date(2026, 1, 6),
        until=date(2099, 12, 31),
        skipped_days="05.01.2027",
    )
    make_entry(directory, offers=[offer])
    (event,) = events(client)
    first = event.start
    assert first.weekday() == 1 and (first.date() - date(2026, 1, 6)).days % 14 == 0
    assert event["rrule"]["INTERVAL"] == [2]
    # RFC 5545, section 3.3.10: in UTC if the start has a time zone.
    assert event["rrule"]["UNTIL"] == [datetime(2099, 12, 31, 22, 59, 59, tzinfo=ZoneInfo("UTC"))]


def test_calendar_leaves_skipped_days_out(client, directory):
    offer = Offer(
        name="Kurs", frequency="weekly", weekdays="TU", starts_at=time(18), skipped_days="24.12.2098"
    )
    make_entry(directory, offers=[offer])
    (event,) = events(client)
    assert event["exdate"].dts[0].dt == datetime(2098, 12, 24, 18, tzinfo=BERLIN)


def test_calendar_pauses_in_the_school_holidays_and_ends_with_what_is_known_of_them(client, directory):
    offer = Offer(name="Kurs", frequency="weekly", weekdays="TU", starts_at=time(18), pauses_in_holidays=True)
    make_entry(directory, offers=[offer])
    assert events(client) == []

    SchoolHoliday.objects.create(name="Ferien", first_day=date(2099, 3, 2), last_day=date(2099, 3, 8))
    cache.clear()
    (event,) = events(client)
    assert event["exdate"].dts[0].dt == datetime(2099, 3, 3, 18, tzinfo=BERLIN)
    assert event["rrule"]["UNTIL"][0].date() == date(2099, 3, 8)


def test_calendar_pauses_on_the_public_holidays_of_the_land(client, directory):
    new_year = date(timezone.localdate().year + 1, 1, 1)
    times = {"frequency": "weekly", "weekdays": WEEKDAYS[new_year.weekday()], "starts_at": time(18)}
    make_entry(directory, offers=[Offer(name="Kurs", pauses_on_public_holidays=True, **times)])
    (event,) = events(client)
    assert datetime.combine(new_year, time(18), BERLIN) in [each.dt for each in event["exdate"].dts]
    (record,) = lines(client)
    assert record["offers"][0]["schedule"]["pauses_on_holidays_of"] == "DE-RP"
    assert "außer an Feiertagen, 18 Uhr" in record["offers"][0]["times"]


def test_offer_without_a_time_of_day_is_a_whole_day(client, directory):
    make_entry(directory, offers=[Offer(name="Markt", frequency="weekly", weekdays="SA")])
    (event,) = events(client)
    assert type(event.start) is date


@pytest.mark.parametrize(
    "times",
    [
        {},
        {"frequency": "weekly"},
        {"frequency": "weekly", "weekdays": "MO", "status": "pausing"},
        {"frequency": "weekly", "weekdays": "MO", "until": date(2020, 1, 6)},
    ],
    ids=["no time", "no day", "pausing", "over"],
)
def test_calendar_leaves_out_what_cannot_be_reckoned(client, directory, times):
    make_entry(directory, offers=[Offer(name="Kurs", **times)])
    assert events(client) == []


def test_start_is_a_day_of_the_rule(client, full_entry):
    # RFC 5545, section 3.8.5.3: otherwise programs disagree about whether the start counts.
    for event in events(client):
        rule = event["rrule"].to_ical().decode().partition(";UNTIL")[0]
        start = event.start.replace(tzinfo=None)
        assert rrulestr(rule, dtstart=start)[0] == start


def test_calendar_of_one_entry_holds_nothing_else(client, full_entry, directory):
    make_entry(directory, "Anderer", offers=[Offer(name="Kurs", frequency="weekly", weekdays="MO")])
    found = events(client, f"/eintrag/{full_entry.public_id}/kalender.ics")
    assert {str(event["summary"]).partition(" – ")[0] for event in found} == {"Reparieren", "Radkurs"}


def test_keys_of_offers_survive_a_new_order(client, full_entry):
    before = {str(event["summary"]): str(event["uid"]) for event in events(client)}
    first, second, *others = full_entry.offers.all()
    full_entry.offers = in_order([second, first, *others])
    full_entry.save_revision().publish()
    assert {str(event["summary"]): str(event["uid"]) for event in events(client)} == before


def test_linked_data_say_what_the_page_says(client, full_entry):
    data = as_json(client, "/daten/verzeichnis.jsonld")
    dataset, *nodes = data["@graph"]
    assert dataset["@type"] == "Dataset" and dataset["license"].startswith("https://")
    assert nodes == full_entry.structured_data(None)["@graph"]


def test_lines_hold_everything_with_names(client, full_entry):
    (record,) = lines(client)
    assert UUID(record["id"]) == full_entry.public_id
    assert record["main_category"] == {"key": "reparieren-technik", "name": "Reparieren & Technik"}
    assert record["places"][0]["latitude"] == 49.97123
    assert record["offers"][0]["place_id"] == record["places"][0]["id"]
    assert record["openings"][0]["help_types"] == [{"key": "anpacken", "name": "anpacken"}]
    assert [offer["name"] for offer in record["offers"]] == ["Reparieren", "Radkurs", "Pause"]


def test_parent_is_named(client, full_entry, directory):
    make_entry(directory, "Abteilung", parent_organisation=full_entry)
    records = {record["name"]: record for record in lines(client)}
    assert records["Abteilung"]["part_of"] == {
        "id": str(full_entry.public_id),
        "name": "Reparaturtreff Schraubstock",
    }


def test_empty_directory_gives_valid_files(client, directory):
    assert csv_rows(client) == xlsx_rows(client) == events(client) == lines(client) == []
    assert as_json(client, "/daten/verzeichnis.geojson")["features"] == []
    assert len(as_json(client, "/daten/verzeichnis.jsonld")["@graph"]) == 1


def test_lists_keep_the_order_of_names(client, directory):
    for name in ("Zitherchor", "Ärztinnen helfen", "Musikzug"):
        make_entry(directory, name)
    assert [row["name"] for row in csv_rows(client)] == ["Ärztinnen helfen", "Musikzug", "Zitherchor"]


def test_english_address_gives_english_entries_only(client, full_entry):
    assert body(client, "/en/daten/verzeichnis.jsonl") == b""
