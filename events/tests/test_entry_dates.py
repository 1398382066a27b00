"""The dates of an organisation on the page of its entry."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from directory.tests.factories import make_entry
from events.models import ChangedDay

from .making import announce, make_event, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]


def soup_of(client, page):
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def dates_of(soup):
    return [
        each.get_text(" ", strip=True)
        for each in soup.select('section[aria-labelledby="next-dates"] article')
    ]


def test_an_entry_shows_its_offers_own_dates_and_those_of_the_office(client, directory, calendar):
    entry = make_entry(directory, offers=[training(until=date(2030, 3, 6))])
    announce(entry)
    make_event(calendar, "Ehrenamtstag", "2030-03-08 10:00", None, organiser_entry=entry)
    soup = soup_of(client, entry)
    assert [each.get_text() for each in soup.select('section[aria-labelledby="next-dates"] a.stretch')] == [
        "Training",
        "Ehrenamtstag",
        "Vereinsfest",
    ]
    assert soup.find("a", string="Alle Termine dieses Vereins")["href"] == (
        f"/termine/?veranstalter={entry.public_id}"
    )


def test_a_cancelled_day_is_not_announced_as_the_next_one(client, directory, calendar):
    entry = make_entry(directory, offers=[training()])
    series = entry.offers.get().key
    ChangedDay.objects.create(series=series, day=date(2030, 3, 6), change="cancelled", reason="Frost")
    soup = soup_of(client, entry)
    assert "fällt aus" in dates_of(soup)[0] and "Frost" in dates_of(soup)[0]
    assert "nächstes Mal" not in soup.main.get_text()


def test_an_entry_without_dates_has_no_such_section(client, directory, calendar):
    assert dates_of(soup_of(client, make_entry(directory))) == []


def test_its_queries_do_not_grow(client, directory, calendar, queries_of):
    entry = make_entry(directory, offers=[training()])
    few = queries_of(entry.url)
    for number in range(12):
        announce(entry, f"Fest {number}")
    assert queries_of(entry.url) <= few
