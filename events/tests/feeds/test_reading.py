"""Calendars as Google, Nextcloud, Outlook and web pages write them, and as nobody should."""

from datetime import date, datetime, time
from time import process_time

import pytest
from django.utils import translation

from cms.recurrence.zone import BERLIN
from events.feeds.fetching import FetchError
from events.feeds.reading import read
from events.publishing.dates import dates_of

TODAY = date(2030, 3, 4)  # a Monday
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
X-WR-TIMEZONE:Europe/Berlin
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20300306T193000
DTEND;TZID=Europe/Berlin:20300306T210000
RRULE:FREQ=WEEKLY;BYDAY=WE
EXDATE;TZID=Europe/Berlin:20300313T193000
UID:probe@google.com
SUMMARY:Chorprobe
LOCATION:Pfarrheim\\, Hauptstr. 1
DESCRIPTION:<p>Mit <b>Noten</b>\\, bitte.</p>
BEGIN:VALARM
TRIGGER:-PT30M
ACTION:DISPLAY
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20300321T180000
DTEND;TZID=Europe/Berlin:20300321T190000
RECURRENCE-ID;TZID=Europe/Berlin:20300320T193000
UID:probe@google.com
SUMMARY:Chorprobe
LOCATION:Rathaus
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlin:20300327T193000
RECURRENCE-ID;TZID=Europe/Berlin:20300327T193000
STATUS:CANCELLED
UID:probe@google.com
SUMMARY:Chorprobe
LOCATION:Pfarrheim\\, Hauptstr. 1
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20300501
DTEND;VALUE=DATE:20300503
UID:fahrt@google.com
SUMMARY:Chorfahrt
END:VEVENT
END:VCALENDAR
"""
OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
BEGIN:VEVENT
DTSTART;TZID="W. Europe Standard Time":20300312T190000
DTEND;TZID="W. Europe Standard Time":20300312T203000
RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3
UID:040000008200E00074C5B7101A82E008
SUMMARY;LANGUAGE=de:Vorstandssitzung mit einem sehr langen Titel\\, der in
  der nächsten Zeile weitergeht
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Customized Time Zone:20300315T190000
DTEND;TZID=Customized Time Zone:20300316T010000
UID:tanz
SUMMARY:Tanz
END:VEVENT
END:VCALENDAR
"""
NEXTCLOUD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//IDN nextcloud.com//Calendar app 4.7//EN
BEGIN:VEVENT
UID:6b1f
DTSTART;TZID=Europe/Berlin:20300311T100000
DURATION:PT2H
STATUS:CONFIRMED
SUMMARY:Repair-Café
URL;VALUE=URI:https://example.org/repair
RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20300422T215959Z
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def in_english():
    """Whatever language a worker speaks."""
    with translation.override("en"):
        yield


def found(text: str, today: date = TODAY):
    reading = read(text.replace("\n", "\r\n").encode(), today)
    return {event.uid: event for event in reading.events}, reading.problems


def one(lines: str, today: date = TODAY):
    return found(
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Fest\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n", today
    )


def days_of(event, last=date(2030, 6, 1)):
    changes = {day.day: day.as_row(None) for day in event.days}
    return [
        (row.day.isoformat(), row.status) for row in dates_of(event.as_event().schedule, changes, TODAY, last)
    ]


def test_google():
    events, problems = found(GOOGLE)
    assert not problems
    probe, trip = events["probe@google.com"], events["fahrt@google.com"]
    assert probe.facts["summary"] == "Mit Noten, bitte."
    assert (probe.facts["starts_at"], probe.facts["place_name"]) == (time(19, 30), "Pfarrheim, Hauptstr. 1")
    assert days_of(probe, date(2030, 4, 5)) == [
        ("2030-03-06", "on"),
        ("2030-03-20", "moved_away"),
        ("2030-03-21", "moved"),
        ("2030-03-27", "cancelled"),
        ("2030-04-03", "on"),
    ]
    moved = next(day for day in probe.days if day.change == "moved")
    assert (moved.new_start, moved.new_place) == (datetime(2030, 3, 21, 18, tzinfo=BERLIN), "Rathaus")
    assert (trip.facts["all_day"], trip.facts["ends_on"]) == (True, date(2030, 5, 2))


def test_outlook():
    events, problems = found(OUTLOOK)
    meeting, dance = events["040000008200E00074C5B7101A82E008"], events["tanz"]
    assert not problems
    assert [day for day, _status in days_of(meeting)] == ["2030-03-12", "2030-04-09", "2030-05-14"]
    assert meeting.facts["title"].endswith("der in der nächsten Zeile weitergeht")
    assert (dance.facts["ends_on"], dance.facts["ends_at"]) == (date(2030, 3, 16), time(1))


OUTLOOK_ON_THE_WEB = """BEGIN:VCALENDAR
METHOD:PUBLISH
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
X-WR-CALNAME:Kalender
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DESCRIPTION:\\n
RRULE:FREQ=WEEKLY;UNTIL=20300327T180000Z;INTERVAL=1;BYDAY=WE;WKST=MO
EXDATE;TZID=W. Europe Standard Time:20300320T190000
UID:040000008200E00074C5B7101A82E00800000000
SUMMARY:Übungsabend
DTSTART;TZID=W. Europe Standard Time:20300306T190000
DTEND;TZID=W. Europe Standard Time:20300306T210000
CLASS:PUBLIC
LOCATION:Feuerwehrhaus\\; Hof
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
UID:ganztags
SUMMARY:Tag der offenen Tür
DTSTART;TZID=W. Europe Standard Time:20300310T000000
DTEND;TZID=W. Europe Standard Time:20300311T000000
X-MICROSOFT-CDO-ALLDAYEVENT:TRUE
END:VEVENT
BEGIN:VEVENT
UID:nur-verfuegbarkeit
SUMMARY:Abwesend
DTSTART;TZID=W. Europe Standard Time:20300312T080000
DTEND;TZID=W. Europe Standard Time:20300312T170000
END:VEVENT
END:VCALENDAR
"""


def test_outlook_on_the_web():
    events, problems = found(OUTLOOK_ON_THE_WEB)
    evening, open_day = events["040000008200E00074C5B7101A82E00800000000"], events["ganztags"]
    assert [day for day, _status in days_of(evening)] == ["2030-03-06", "2030-03-13", "2030-03-27"]
    assert (evening.facts["place_name"], evening.facts["summary"]) == ("Feuerwehrhaus; Hof", "")
    assert (open_day.facts["all_day"], open_day.facts["ends_on"], open_day.facts["starts_at"]) == (
        True,
        None,
        None,
    )
    assert len(problems) == 1 and "Abwesend" in problems[0] and "keinen Titel" in problems[0]


def test_nextcloud_moves_a_day_in_universal_time():
    text = NEXTCLOUD.replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\nUID:6b1f\nDTSTART:20300326T100000Z\nDURATION:PT2H\nSUMMARY:Repair-Café\n"
        "RECURRENCE-ID:20300325T090000Z\nSEQUENCE:3\nEND:VEVENT\nEND:VCALENDAR",
    )
    cafe = found(text)[0]["6b1f"]
    assert [(day.day, day.change) for day in cafe.days] == [(date(2030, 3, 25), "moved")]
    assert cafe.days[0].new_start == datetime(2030, 3, 26, 11, tzinfo=BERLIN)


def test_google_writes_all_days_and_long_lines_and_text_on_several_lines():
    lines = (
        "DTSTART;VALUE=DATE:20300306\nRRULE:FREQ=WEEKLY;WKST=MO;COUNT=3;BYDAY=WE\n"
        "RECURRENCE-ID;VALUE=DATE:20300313\nDTSTART;VALUE=DATE:20300314"
    )
    series, moved = lines.rsplit("\nRECURRENCE-ID", 1)
    text = (
        f"{series}\nDESCRIPTION:Erste Zeile\\nzweite\n  Zeile\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:Fest"
    )
    events, problems = one(f"{text}\nRECURRENCE-ID{moved}")
    assert not problems and events["a"].facts["summary"] == "Erste Zeile zweite Zeile"
    assert days_of(events["a"]) == [
        ("2030-03-06", "on"),
        ("2030-03-13", "moved_away"),
        ("2030-03-14", "moved"),
        ("2030-03-20", "on"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_of_old_programs(encoding):
    text = OUTLOOK.replace("\n", "\r\n").encode(encoding)
    titles = [event.facts["title"] for event in read(text, TODAY).events]
    assert any(title.endswith("der in der nächsten Zeile weitergeht") for title in titles)


def test_nextcloud():
    events, _problems = found(NEXTCLOUD)
    cafe = events["6b1f"]
    days = ["2030-03-11", "2030-03-25", "2030-04-08", "2030-04-22"]
    assert [day for day, _status in days_of(cafe)] == days
    assert (cafe.facts["ends_at"], cafe.facts["url"]) == (time(12), "https://example.org/repair")


@pytest.mark.parametrize(
    "start, wall",
    [
        ("DTSTART:20300310T120000Z", "2030-03-10 13:00"),
        ("DTSTART:20300710T120000Z", "2030-07-10 14:00"),
        ("DTSTART;TZID=America/New_York:20300310T230000", "2030-03-11 04:00"),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20300310T120000", "2030-03-10 12:00"),
        ("DTSTART;TZID=Erfunden/Nirgends:20300310T120000", "2030-03-10 12:00"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rom":20300310T120000', "2030-03-10 12:00"),
        ('DTSTART;TZID="tzone://Microsoft/Custom":20300310T120000', "2030-03-10 12:00"),
        ('DTSTART;TZID="tzone://Microsoft/Utc":20300310T120000', "2030-03-10 13:00"),
        ("DTSTART;TZID=GMT Standard Time:20300310T120000", "2030-03-10 13:00"),
        ("DTSTART;TZID=Romance Standard Time:20300710T120000", "2030-07-10 12:00"),
        ("DTSTART;TZID=Etc/UTC:20300310T120000", "2030-03-10 13:00"),
        ("DTSTART;TZID=Asia/Kathmandu:20300310T120000", "2030-03-10 07:15"),
        ("DTSTART;TZID=../../etc/passwd:20300310T120000", "2030-03-10 12:00"),
        # In the hour that does not exist, and in the one that there is twice.
        ("DTSTART;TZID=Europe/Berlin:20300331T023000", "2030-03-31 02:30"),
        ("DTSTART;TZID=Europe/Berlin:20301027T023000", "2030-10-27 02:30"),
        ("DTSTART:20301027T013000Z", "2030-10-27 02:30"),
        ("DTSTART:20300310T120000", "2030-03-10 12:00"),
    ],
)
def test_time_zones(start, wall):
    events, problems = one(start)
    facts = events["a"].facts
    assert f"{facts['first_date']} {facts['starts_at']:%H:%M}" == wall and not problems


def test_rule_in_another_zone_is_taken_as_single_dates_at_its_own_hours():
    """New York changes its clocks on other days than we do."""
    events, _problems = one("DTSTART;TZID=America/New_York:20300306T120000\nRRULE:FREQ=WEEKLY;COUNT=2")
    assert all(event.facts["frequency"] == "" for event in events.values())


@pytest.mark.parametrize(
    "rule, days",
    [
        ("FREQ=MONTHLY;BYMONTHDAY=13;COUNT=2", ["2030-03-13", "2030-04-13"]),
        ("FREQ=YEARLY;COUNT=2", ["2030-03-06", "2031-03-06"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1WE;COUNT=2", ["2030-03-06", "2030-05-01"]),
        ("FREQ=DAILY;INTERVAL=3;COUNT=3", ["2030-03-06", "2030-03-09", "2030-03-12"]),
    ],
)
def test_rules_that_our_fields_cannot_say_become_single_dates(rule, days):
    events, problems = one(f"DTSTART:20300306T170000\nRRULE:{rule}")
    shown = sorted(event.facts["first_date"].isoformat() for event in events.values())
    assert shown == days and not problems


def test_dates_beyond_a_rule_and_left_out_are_understood():
    events, _problems = one(
        "DTSTART:20300306T170000\nRDATE:20300310T170000,20300312T170000\nEXDATE:20300312T170000"
    )
    assert sorted(str(each.facts["first_date"]) for each in events.values()) == ["2030-03-06", "2030-03-10"]


@pytest.mark.parametrize(
    "lines, reason",
    [
        ("DTSTART:morgen", "nicht so geschrieben"),
        ("DESCRIPTION:Ohne", "nicht, wann er beginnt"),
        ("DTSTART:20300306T170000\nCLASS:PRIVATE", "privat"),
        ("DTSTART:20300306T170000\nRRULE:FREQ=SECONDLY", "mehrmals am Tag"),
        ("DTSTART:20300306T170000\nRRULE:FREQ=MONTHLY;BYSECOND=1;BYMONTHDAY=1", "mehrmals am Tag"),
        ("DTSTART:20300306T170000\nRRULE:FREQ=YEARLY;BYMONTH=Mai", ""),
        ("DTSTART:19300306T170000\nRRULE:FREQ=DAILY;INTERVAL=2", "vor zu langer Zeit"),
        ("DTSTART:20300306T170000\nRECURRENCE-ID;RANGE=THISANDFUTURE:20300306T170000", "alle späteren"),
        ("DTSTART:20300306T170000\nDURATION:P99999999D", "nicht so geschrieben"),
        ("DTSTART:20300306T170000\nDTEND:99991231T170000", "länger als ein Jahr"),
        ("DTSTART:99991231T170000\nRRULE:FREQ=WEEKLY", "drei Jahre"),
        ("DTSTART:20300306T170000\nRRULE:FREQ=WEEKLY;UNTIL=20309999", ""),
        (f"DTSTART:20300306T170000\nDESCRIPTION:{'lang ' * 20_000}", "zu lang"),
    ],
)
def test_each_event_that_cannot_be_read_has_its_line_in_german(lines, reason):
    text = f"{lines}\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nSUMMARY:Gut\nDTSTART:20300307T170000"
    events, problems = one(text)
    assert "b" in events and len(problems) == 1
    assert problems[0].startswith("„") and reason in problems[0]


def test_titles_and_texts_of_others_stay_text_and_fit():
    events, _problems = one(
        "DTSTART:20300306T170000\nDESCRIPTION:<script>alert(1)</script>"
        + "x" * 999
        + "\nURL:javascript:alert(1)"
    )
    facts = events["a"].facts
    assert "<" not in facts["summary"] and len(facts["summary"]) <= 300 and facts["url"] == ""


def test_what_is_over_is_left_out_but_what_goes_on_is_not():
    events, _problems = one("DTSTART;VALUE=DATE:20300101\nDTEND;VALUE=DATE:20300401")
    assert events
    assert one("DTSTART:20300301T100000\nDTEND:20300301T110000") == ({}, [])
    assert one("DTSTART:20200301T100000\nRRULE:FREQ=WEEKLY;UNTIL=20291231T000000Z") == ({}, [])


def test_ten_thousand_events_and_endless_rules_are_read_in_a_moment():
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n"
    event = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:Fest {0}\nDTSTART:20300306T170000\n{1}END:VEVENT\n"
    many = "".join(event.format(number, never if number < 100 else "") for number in range(10_000))
    before = process_time()
    events, problems = found(f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n")
    assert len(events) == 500 and "mehr als 500" in problems[-1]
    assert process_time() - before < 20


def test_definitions_of_time_zones_are_not_computed():
    standard = "DTSTART:00010101T000000\nRRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
    zone = f"BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\n{standard}END:STANDARD\nEND:VTIMEZONE\n"
    event = f"BEGIN:VEVENT\nUID:a\nSUMMARY:Fest\n{zone}DTSTART;TZID=X:20300306T170000\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\n{zone}{event}END:VCALENDAR\n"
    before = process_time()
    events, _problems = found(text)
    assert events["a"].facts["starts_at"] == time(17) and process_time() - before < 2


PAGE = """<!doctype html><html><head><script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "MusicEvent", "name": "Konzert &amp; Tanz", "startDate": "2030-03-09T18:00:00+01:00",
  "endDate": "2030-03-09T20:00", "eventStatus": "https://schema.org/EventCancelled", "isAccessibleForFree": true,
  "url": "https://example.org/konzert",
  "location": {"@type": "Place", "name": "Halle", "address": {"streetAddress": "Weg 1", "postalCode": "54634",
  "addressLocality": "Bitburg"}}},
 {"@type": ["Event"], "name": "Lager", "startDate": "2030-07-01", "endDate": "2030-07-05"},
 {"@type": "Event", "name": "Ohne Zeit"},
 {"@type": "Organization", "name": "Verein"}]}
</script><script type="application/ld+json">{kaputt</script></head></html>"""


def test_page_that_tells_search_engines_its_events():
    events, problems = found(PAGE)
    concert, camp = events.values()
    assert concert.facts["title"] == "Konzert & Tanz" and concert.facts["status"] == "cancelled"
    assert (concert.facts["postcode"], concert.facts["cost"], concert.facts["ends_at"]) == (
        "54634",
        "free",
        time(20),
    )
    assert (camp.facts["all_day"], camp.facts["ends_on"]) == (True, date(2030, 7, 5))
    assert problems == ["„Ohne Zeit“ sagt nicht, wann er beginnt."]


@pytest.mark.parametrize(
    "text", ["", "Hallo", "<html></html>", "[" * 5000, '{"@type": "Organization"}', "\x00\xff"]
)
def test_what_is_no_calendar_says_so(text):
    with pytest.raises(FetchError) as error:
        found(text)
    assert error.value.fault == "format"
