"""The page of a club's date."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from directory.models import Offer
from directory.tests.factories import make_entry
from events.models import ChangedDay

from .making import announce, moment, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]


def page_of(client, announced):
    response = client.get(f"/termine/d/{announced.key}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_it_says_when_where_who_and_what_it_costs(client, directory, calendar):
    entry = make_entry(directory, "Narrenzunft")
    announced = announce(
        entry,
        summary="Mit Musik.",
        ends_at=time(18),
        place_key=Offer.CHANGING_PLACES,
        place_name="Festplatz",
        cost="fee",
        cost_note="3 Euro",
        url="https://example.org/fest",
    )
    page = page_of(client, announced)
    text = page.main.get_text(" ", strip=True)
    for fact in ("Samstag, 9. März 2030, 14 bis 18 Uhr", "Festplatz", "3 Euro", "Mit Musik."):
        assert fact in text.replace("\xa0", " ")
    assert page.select_one(f'a[href="{entry.url}"]').get_text() == "Narrenzunft"
    assert page.select_one('a[href="https://example.org/fest"]')
    assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver/termine/d/{announced.key}/"
    assert page.select_one(f'a[href="/daten/termine.ics?reihe={announced.key}"]')
    assert page.title.string.startswith("Vereinsfest")


def test_it_is_there_as_long_as_it_is_public(client, directory, calendar):
    entry = make_entry(directory)
    announced = announce(entry, state="waiting")
    url = f"/termine/d/{announced.key}/"
    assert client.get(url).status_code == 404
    announced.state = "public"
    announced.save()
    assert client.get(url).status_code == 200
    closed = PageViewRestriction.objects.create(page=calendar, restriction_type="password", password="geheim")
    assert client.get(url).status_code == 404
    closed.delete()
    entry.unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "key", ["6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "x", "{6f9619ff-8b86-4d01-b42d-00cf4fc964ff}"]
)
def test_there_is_no_page_for_other_keys(client, calendar, key):
    assert client.get(f"/termine/d/{key}/").status_code == 404


def test_offers_have_no_such_page(client, directory, calendar):
    entry = make_entry(directory, offers=[training()])
    assert client.get(f"/termine/d/{entry.offers.get().key}/").status_code == 404


def test_cancelled_dates_say_why(client, directory, calendar):
    announced = announce(make_entry(directory), status="cancelled", status_note="Sturm.")
    page = page_of(client, announced)
    assert page.h1.s and "Sturm." in page.select_one(".notice").get_text()
    assert '"https://schema.org/EventCancelled"' in str(page.select('script[type="application/ld+json"]'))
    assert not page.select('a[href^="/daten/termine.ics"]')


def test_single_days_of_a_repeated_date_may_differ(client, directory, calendar):
    announced = announce(make_entry(directory), frequency="weekly", weekdays="SA")
    days = [date(2030, 3, 9), date(2030, 3, 16)]
    ChangedDay.objects.create(series=announced.key, day=days[0], change="cancelled", reason="Hochwasser")
    ChangedDay.objects.create(
        series=announced.key, day=days[1], change="moved", new_start=moment("2030-03-17 15:00")
    )
    dates = [each.get_text(" ", strip=True) for each in page_of(client, announced).select(".event-next li")]
    assert "fällt aus" in dates[0] and "Hochwasser" in dates[0]
    assert "17. März" in dates[1] and "statt Samstag, 16. März 2030" in dates[1]


def test_a_date_that_is_over_for_long_still_says_when_it_was(client, directory, calendar):
    announced = announce(make_entry(directory), day=date(2029, 5, 1))
    page = page_of(client, announced)
    assert "1. Mai 2029" in page.main.get_text()
    assert page.select_one('meta[name="robots"]')
