import json
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from directory.models import MeetingPlace, Offer
from directory.tests.factories import make_category, make_directory, make_district, make_entry
from events.models import ChangedDay, PartnerEvent, PublicEvent
from tests.support.recorded import recorded

from .making import make_event, make_event_index

pytestmark = pytest.mark.django_db
DATES = "/api/v1/occurrences/"
FILE = "/daten/termine"


@pytest.fixture
@recorded
def directory(db):
    return make_directory()


@pytest.fixture
def index(directory):
    home = directory.get_parent()
    home.refresh_from_db()
    return make_event_index(home)


def in_days(days: int, hour: int = 17) -> str:
    return f"{timezone.localdate() + timedelta(days=days)} {hour}:00"


def training(**fields):
    every_day = "MO,TU,WE,TH,FR,SA,SU"
    defaults = {"frequency": "weekly", "weekdays": every_day, "starts_at": time(17), "ends_at": time(18)}
    return Offer(name="Training", **defaults | fields)


def listed(client, **query):
    answer = client.get(DATES, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def titles(client, **query):
    return [item["title"] for item in listed(client, **query)["items"]]


def announce(entry, title="Vereinsfest", days=2, **fields):
    day = timezone.localdate() + timedelta(days=days)
    defaults = {"first_date": day, "starts_at": time(14), "state": "public"}
    return PartnerEvent.objects.create(organisation=entry, title=title, **defaults | fields)


def test_everything_dated_stands_by_day(client, directory, index):
    entry = make_entry(directory, "Kicker", offers=[training()])
    make_event(index, "Zukunftswerkstatt", in_days(1, 10), in_days(1, 15))
    announce(entry)
    answer = listed(client, **{"from": in_days(1)[:10], "to": in_days(2)[:10]})
    found = [(item["title"], item["kind"], item["organiser"]["name"]) for item in answer["items"]]
    assert found == [
        ("Zukunftswerkstatt", "special", ""),
        ("Training", "regular", "Kicker"),
        ("Vereinsfest", "special", "Kicker"),
        ("Training", "regular", "Kicker"),
    ]
    assert (answer["count"], answer["next"]) == (4, None)
    urls = [item["url"] for item in answer["items"]]
    assert urls[0] == f"http://testserver{index.url}zukunftswerkstatt/"
    assert urls[1].startswith(f"http://testserver{entry.url}#angebot-")
    assert urls[2] == f"http://testserver{index.url}d/{PartnerEvent.objects.get().key}/"
    assert answer["items"][1]["organiser"]["id"] == str(entry.public_id)


def test_parts_follow_each_other_without_gap(client, directory):
    make_entry(directory, offers=[training(), training()])
    address, found = f"{DATES}?limit=7&from={in_days(0)[:10]}&to={in_days(9)[:10]}", []
    while address:
        answer = client.get(address).json()
        found += [item["id"] for item in answer["items"]]
        address = answer["next"]
    assert len(found) == len(set(found)) == answer["count"] == 20


def test_filters_hold_together_and_facets_count_what_a_click_yields(client, directory):
    sport, music = make_category("Sport"), make_category("Musik")
    stahl, erdorf = make_district("Stahl"), make_district("Erdorf")
    hall = MeetingPlace(name="Halle", street="Weg", show_exact_address=True, has_step_free_entrance=True)
    kicker = make_entry(directory, "Kicker", category=sport, districts=[stahl], places=[hall])
    chor = make_entry(directory, "Chor", category=music, districts=[erdorf])
    announce(kicker, "Turnier", cost="free", age_from=6, age_to=10)
    announce(chor, "Konzert", cost="donation")
    assert sorted(titles(client)) == ["Konzert", "Turnier"]
    assert titles(client, category="sport", age=7, free="true", step_free="true") == ["Turnier"]
    assert titles(client, age=30) == ["Konzert"]
    assert titles(client, organiser=chor.public_id) == ["Konzert"]
    assert titles(client, q="Turnier") == ["Turnier"]
    assert titles(client, free="true", district="erdorf") == []
    facets = listed(client, district="erdorf")["facets"]
    assert {each["value"]: each["count"] for each in facets["district"]} == {"stahl": 1, "erdorf": 1}
    assert {each["value"]: each["count"] for each in facets["category"]} == {"musik": 1}
    assert facets["flags"] == []


def test_when_names_days(client, index, monkeypatch):
    thursday = date(2030, 3, 7)
    monkeypatch.setattr(timezone, "localdate", lambda *args: thursday)
    for number, name in enumerate(["Donnerstag", "Freitag", "Samstag", "Sonntag", "Montag"]):
        day = thursday + timedelta(days=number)
        make_event(index, name, f"{day} 10:00", f"{day} 11:00")
    assert titles(client, when="today") == ["Donnerstag"]
    assert titles(client, when="tomorrow") == ["Freitag"]
    assert titles(client, when="weekend") == ["Samstag", "Sonntag"]


def test_moved_date_keeps_its_id_and_stands_at_its_new_time(client, directory):
    day = timezone.localdate() + timedelta(days=3)
    party = announce(make_entry(directory), days=3)
    before = listed(client)["items"][0]
    new_start = datetime.fromisoformat(in_days(5, 19)).astimezone()
    ChangedDay.objects.create(
        series=party.key, day=day, change="moved", new_start=new_start, new_place="Rathaus", reason="Regen"
    )
    [item] = listed(client)["items"]
    assert (item["id"], item["status"], item["note"]) == (before["id"], "moved", "Regen")
    assert datetime.fromisoformat(item["start"]) == new_start
    assert item["place"]["name"] == "Rathaus"


def test_near_is_measured_rounded_and_kept_by_nobody(client, directory):
    for name, latitude in (("Nah", 49.975), ("Fern", 50.2)):
        place = MeetingPlace(
            name="Halle", street="Weg", show_exact_address=True, latitude=latitude, longitude=6.526
        )
        announce(make_entry(directory, name, places=[place]), name)
    announce(make_entry(directory, "Ohne Ort"), "Ohne Ort")
    answer = client.get(DATES, {"near": "49.97412345,6.52612345", "order": "distance"})
    assert [(item["title"], item["place"]["distance"]) for item in answer.json()["items"]] == [
        ("Nah", 111),
        ("Fern", 25130),
    ]
    assert answer["Cache-Control"] == "private, no-store"
    assert titles(client, near="49.974,6.526", radius=1000) == ["Nah"]
    assert len(titles(client, near="49.974,6.526")) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"from": "gestern"},
        {"from": "2030-02-01", "to": "2030-01-01"},
        {"from": "2030-01-01", "to": "2032-01-01"},
        {"when": "yesterday"},
        {"when": "today", "from": "2030-01-01"},
        {"category": "gibt-es-nicht"},
        {"district": "x\x00"},
        {"age": "-1"},
        {"age": "sieben"},
        {"organiser": "x"},
        {"near": "x"},
        {"near": "99,6"},
        {"near": "49,6,7"},
        {"near": "nan,inf"},
        {"radius": "100"},
        {"order": "distance"},
        {"order": "title"},
        {"kind": "x"},
        {"cursor": "ä"},
        {"free": "1"},
        {"fields": "password"},
    ],
)
def test_what_makes_no_sense_is_refused(client, index, query):
    answer = client.get(DATES, query)
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"]


@pytest.mark.parametrize("number", [1, 20])
def test_a_list_costs_the_same_queries_however_long(client, directory, index, number):
    for count in range(number):
        announce(make_entry(directory, f"Verein {count}"))
        make_event(index, f"Termin {count}", in_days(1), in_days(1, 18))
    listed(client)
    with CaptureQueriesContext(connection) as captured:
        assert len(listed(client, limit=100)["items"]) == 2 * number
    assert len(captured) <= 8, [query["sql"] for query in captured]


def test_files_take_the_words_of_page_and_api(client, directory):
    make_category("Sport"), make_district("Stahl")
    announce(make_entry(directory, "Kicker", category=make_category("Fußball")), cost="free")
    announce(make_entry(directory, "Chor", category=make_category("Musik")), "Konzert")
    for query in ({"kategorie": "fussball", "kostenlos": "1"}, {"category": "fussball", "free": "true"}):
        answer = client.get(f"{FILE}.json", query)
        assert [item["title"] for item in _json(answer)["items"]] == ["Vereinsfest"]
    table = b"".join(client.get(f"{FILE}.csv").streaming_content).decode("utf-8-sig")
    assert [line.split(";")[6] for line in table.splitlines()] == ['"titel"', '"Vereinsfest"', '"Konzert"']


@pytest.mark.parametrize(
    "query", [{"farbe": "rot"}, {"kategorie": "x"}, {"alter": "x"}, {"von": "x"}, {"near": "x"}]
)
def test_file_of_something_unknown_is_refused_in_words(client, index, query):
    answer = client.get(f"{FILE}.ics", query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_calendar_has_each_series_once_with_its_changed_days(client, directory):
    make_entry(directory, offers=[training()])
    series = PublicEvent.objects.get().series
    today = timezone.localdate()
    ChangedDay.objects.create(
        series=series, day=today + timedelta(days=2), change="cancelled", reason="Ferien"
    )
    new_start = datetime.fromisoformat(in_days(4, 20)).astimezone()
    ChangedDay.objects.create(
        series=series, day=today + timedelta(days=3), change="moved", new_start=new_start
    )
    body = b"".join(client.get(f"{FILE}.ics").streaming_content)
    rule, *instead = Calendar.from_ical(body).walk("VEVENT")
    assert rule["rrule"]["FREQ"] == ["WEEKLY"]
    assert {str(each["uid"]) for each in (rule, *instead)} == {f"{series}@engagierte-stadt"}
    assert [(each["recurrence-id"].dt.date(), str(each["status"])) for each in instead] == [
        (today + timedelta(days=2), "CANCELLED"),
        (today + timedelta(days=3), "CONFIRMED"),
    ]
    assert instead[1]["dtstart"].dt == new_start
    assert instead[1]["dtend"].dt - instead[1]["dtstart"].dt == timedelta(hours=1)


def test_calendar_of_one_series_is_what_an_item_names(client, directory):
    entry = make_entry(directory, offers=[training()])
    announce(entry)
    [item] = [item for item in listed(client, limit=100)["items"] if item["title"] == "Vereinsfest"]
    body = b"".join(client.get(item["ics_url"].removeprefix("http://testserver")).streaming_content)
    assert [str(each["summary"]) for each in Calendar.from_ical(body).walk("VEVENT")] == ["Vereinsfest"]
    assert client.get(f"{FILE}.ics", {"reihe": uuid4()}).status_code == 200


def _json(answer):
    return json.loads(b"".join(answer.streaming_content))


def changes(client, since=""):
    answer = client.get("/api/v1/changes", {"since": since} if since else {}).json()
    told = [
        (item["change"], item["id"], item["url"])
        for item in answer["items"]
        if item["type"] == "partner_event"
    ]
    return told, answer["since"]


def test_dates_of_clubs_are_told_as_changes(client, directory, index, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        party = announce(make_entry(directory))
    url = f"http://testserver{index.url}d/{party.key}/"
    told, since = changes(client)
    assert told == [("upsert", str(party.key), url)]
    with django_capture_on_commit_callbacks(execute=True):
        party.title = "Anders"
        party.save()
    told, since = changes(client, since)
    assert told == [("upsert", str(party.key), url)]
    with django_capture_on_commit_callbacks(execute=True):
        party.state = "withdrawn"
        party.save()
    assert changes(client, since)[0] == [("delete", str(party.key), None)]
