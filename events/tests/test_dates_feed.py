"""The Atom feed of a selection of dates."""

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from directory.tests.factories import make_category, make_entry
from events.models import ChangedDay, PublicEvent

from .making import TODAY, announce, moment, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def entries_of(client, query=""):
    response = client.get(f"/termine/feed/{query}")
    assert response.status_code == 200 and response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    return feed, feed.findall("a:entry", ATOM)


def titles(entries):
    return [entry.find("a:title", ATOM).text.replace("\xa0", " ") for entry in entries]


def test_it_has_the_dates_of_the_selection(client, directory, calendar):
    entry = make_entry(directory, category=make_category("Sport"))
    announce(entry)
    announce(make_entry(directory, category=make_category("Musik")), "Konzert")
    feed, entries = entries_of(client, "?kategorie=sport")
    assert titles(entries) == ["Vereinsfest, Samstag, 9. März 2030, 14 Uhr"]
    assert "Sport" in feed.find("a:title", ATOM).text
    key = PublicEvent.objects.get(title="Vereinsfest").series
    assert entries[0].find("a:link", ATOM).attrib["href"] == f"http://testserver/termine/d/{key}/"


def test_a_moved_date_stays_the_same_entry_and_is_told_again(client, directory, calendar):
    announced = announce(make_entry(directory))
    _feed, (before,) = entries_of(client)
    ChangedDay.objects.create(
        series=announced.key, day=date(2030, 3, 9), change="moved", new_start=moment("2030-03-10 15:00")
    )
    _feed, (after,) = entries_of(client)
    assert after.find("a:id", ATOM).text == before.find("a:id", ATOM).text
    assert after.find("a:updated", ATOM).text >= before.find("a:updated", ATOM).text
    assert titles([after]) == ["Verlegt: Vereinsfest, Sonntag, 10. März 2030, 15 Uhr"]


def test_it_reaches_a_month_ahead_unless_days_are_asked_for(client, directory, calendar):
    entry = make_entry(directory)
    announce(entry, "Im März", date(2030, 3, 30))
    announce(entry, "Im Mai", date(2030, 5, 4))
    assert [title.split(",")[0] for title in titles(entries_of(client)[1])] == ["Im März"]
    assert [title.split(",")[0] for title in titles(entries_of(client, "?monat=2030-05")[1])] == ["Im Mai"]


def test_a_protected_calendar_has_no_feed(client, directory, calendar):
    PageViewRestriction.objects.create(page=calendar, restriction_type="password", password="geheim")
    assert client.get("/termine/feed/").status_code == 404


def test_its_queries_do_not_grow(client, directory, calendar, queries_of):
    def fill(count):
        for each in range(count):
            announce(make_entry(directory, offers=[training()]), f"Fest {each}", TODAY)

    fill(1)
    few = queries_of("/termine/feed/")
    fill(10)
    assert queries_of("/termine/feed/") <= few
