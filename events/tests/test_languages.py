"""The calendar in another language shows what clubs announce in the town's own one, and says in which."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from wagtail.models import Locale

from directory.models import MeetingPlace
from directory.tests.factories import make_category, make_entry
from events.models import EventIndexPage

from .making import announce, make_event, training

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]


@pytest.fixture
def english(directory, calendar):
    """The list of dates in English; there is no English directory."""
    locale = Locale.objects.create(language_code="en")
    directory.get_parent().copy_for_translation(locale).save_revision().publish()
    page = calendar.copy_for_translation(locale)
    page.slug, page.title = "dates", "What’s on"
    page.save_revision().publish()
    return EventIndexPage.objects.get(pk=page.pk)


def soup_of(client, url):
    cache.clear()
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def links(soup):
    return {link.get_text(): link for link in soup.select("#results-list a.stretch")}


def test_dates_of_clubs_and_offers_stand_in_the_english_calendar(client, directory, calendar, english):
    entry = make_entry(directory, "Chor am Markt", offers=[training()])
    event = announce(entry, summary="Mit Kuchen.", cost="free")
    make_event(calendar, "Sprechstunde", "2030-03-08 10:00", None)
    soup = soup_of(client, english.url)
    found = links(soup)
    # The office's own events are translated, or not there.
    assert found.keys() == {"Training", "Vereinsfest"}
    assert {link["lang"] for link in found.values()} == {"de"}
    assert found["Vereinsfest"]["href"] == f"/en/dates/d/{event.key}/"
    assert found["Training"]["href"].startswith(f"{entry.url}#angebot-")
    article = found["Vereinsfest"].find_parent("article")
    assert article.find(string="Mit Kuchen.").parent["lang"] == "de"
    assert "free of charge" in article.get_text()
    assert soup.select_one("#results-count").get_text().strip() == "3 dates"
    german = links(soup_of(client, calendar.url))
    assert "lang" not in german["Vereinsfest"].attrs
    assert german["Vereinsfest"]["href"] == f"/termine/d/{event.key}/"


def test_date_of_a_club_has_its_facts_in_english(client, directory, english):
    hall = MeetingPlace(name="Turnhalle", street="Weg", show_exact_address=True)
    entry = make_entry(directory, "Chor am Markt", places=[hall])
    event = announce(entry, cost="fee", age_from=6)
    soup = soup_of(client, f"{english.url}d/{event.key}/")
    assert soup.h1["lang"] == "de" and soup.h1.get_text() == "Vereinsfest"
    facts = soup.select_one(".event-facts__list").get_text(" ", strip=True)
    assert "Saturday, 9 March 2030" in facts and "from 6" in facts
    assert "Turnhalle" in soup.select_one('.event-facts__list dd[lang="de"]').get_text()
    assert soup.find("a", string="All dates")["href"] == english.url


def test_what_is_translated_is_told_once(client, directory, calendar, english):
    entry = make_entry(directory, "Chor", offers=[training()])
    locale = Locale.objects.get(language_code="en")
    directory.copy_for_translation(locale).save_revision().publish()
    translated = entry.copy_for_translation(locale)
    translated.title = "Choir"
    translated.save_revision().publish()
    found = soup_of(client, f"{english.url}?von=2030-03-06&bis=2030-03-06").select("#results-list a.stretch")
    assert ["lang" in link.attrs for link in found] == [False]


def test_filters_numbers_and_files_agree(client, directory, english):
    category = make_category("Musik")
    entry = make_entry(directory, "Chor", category=category, offers=[training(cost="free")])
    announce(entry)
    soup = soup_of(client, f"{english.url}?von=2030-03-04&bis=2030-03-10&kategorie=musik")
    assert links(soup).keys() == {"Training", "Vereinsfest"}
    assert soup.select_one("#results-count").get_text().strip() == "2 dates"
    answer = client.get("/api/v1/occurrences/?locale=en&from=2030-03-04&to=2030-03-10&category=musik").json()
    assert [(item["title"], item["locale"]) for item in answer["items"]] == [
        ("Training", "de"),
        ("Vereinsfest", "de"),
    ]
    assert answer["count"] == answer["facets"]["category"][0]["count"] == 2
    file = client.get("/en/daten/termine.ics?von=2030-03-04&bis=2030-03-10").getvalue().decode()
    assert file.count("SUMMARY:") == 2


def test_what_is_english_only_does_not_stand_in_the_german_calendar(client, directory, calendar, english):
    make_event(english, "Office hours", "2030-03-08 10:00", None)
    assert links(soup_of(client, calendar.url)) == {}
    assert links(soup_of(client, english.url)).keys() == {"Office hours"}
