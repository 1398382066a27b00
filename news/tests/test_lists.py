from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from .making import make_category, make_news

pytestmark = pytest.mark.django_db


def titles(client, url):
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select("main a.stretch")]


def in_days(days, hour="10:00"):
    return f"{timezone.localdate() + timedelta(days=days)} {hour}"


def test_news_stand_newest_first(client, news_index):
    for day in (1, 3, 2):
        make_news(news_index, f"Meldung {day}", date=date(2026, 11, day))

    assert titles(client, news_index.url) == ["Meldung 3", "Meldung 2", "Meldung 1"]


def test_category_and_year_narrow_the_list_together(client, news_index):
    clubs = make_category("Vereine")
    make_news(news_index, "Treffer", [clubs], date=date(2025, 5, 1))
    make_news(news_index, "Falsches Jahr", [clubs], date=date(2026, 5, 1))
    make_news(news_index, "Falsches Thema", date=date(2025, 5, 1))

    assert titles(client, f"{news_index.url}?kategorie=vereine&jahr=2025") == ["Treffer"]


def test_filter_offers_only_what_has_news(client, news_index):
    make_category("Leer")
    make_news(news_index, "Meldung", [make_category("Vereine")])

    html = client.get(news_index.url).content.decode()

    assert "?kategorie=vereine" in html
    assert "?kategorie=leer" not in html


@pytest.mark.parametrize(("years", "offered"), [([2026], False), ([2025, 2026], True)])
def test_years_are_offered_where_there_is_a_choice(client, news_index, years, offered):
    for year in years:
        make_news(news_index, f"Meldung {year}", date=date(year, 1, 1))

    assert ("?jahr=2026" in client.get(news_index.url).content.decode()) == offered


def test_renamed_category_shows_in_the_filter_at_once(client, news_index, django_capture_on_commit_callbacks):
    category = make_category("Vereine")
    make_news(news_index, "Meldung", [category])
    client.get(news_index.url)

    category.name = "Klubs"
    with django_capture_on_commit_callbacks(execute=True):
        category.save()

    soup = BeautifulSoup(client.get(news_index.url).content, "html.parser")
    assert soup.select_one(".news-filter .chip").get_text(strip=True) == "Klubs"


def test_head_names_the_neighbouring_pages_and_keeps_the_filter(client, news_index):
    for number in range(30):
        make_news(news_index, f"Meldung {number}")

    soup = BeautifulSoup(client.get(f"{news_index.url}?jahr=2026&seite=2").content, "html.parser")

    assert soup.head.find("link", rel="prev")["href"] == "?jahr=2026&seite=1"
    assert soup.head.find("link", rel="next")["href"] == "?jahr=2026&seite=3"


def test_filter_without_a_match_leads_back_to_all_news(client, news_index):
    make_news(news_index, "Mit Thema", [make_category("Vereine")], date=date(2025, 5, 1))
    make_news(news_index, "Ohne Thema", date=date(2026, 5, 1))

    soup = BeautifulSoup(client.get(f"{news_index.url}?kategorie=vereine&jahr=2026").content, "html.parser")

    assert soup.select_one(f".empty a[href='{news_index.url}']")
