import json

import pytest
from bs4 import BeautifulSoup

from cms.towns.models import TownSettings
from tests.support.making import make_image

from .making import make_news

pytestmark = pytest.mark.django_db


def read(client, page):
    """Return the page's JSON-LD and its visible text."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    data = json.loads(soup.find("script", type="application/ld+json").string)
    return data, soup.main.get_text(" ", strip=True)


def test_article_says_what_the_page_says(client, news_index):
    news = make_news(news_index, author="Redaktion", share_image=make_image())

    data, text = read(client, news)

    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-11-03"
    assert data["image"][0].startswith("http://")
    for shown in (data["headline"], data["description"], data["author"]["name"]):
        assert shown in text


def test_article_without_author_is_by_the_office(client, home, news_index):
    town = TownSettings.for_site(home.get_site())
    town.organisation = "Ehrenamtsagentur"
    town.save()

    data, text = read(client, make_news(news_index))

    assert data["author"]["name"] == "Ehrenamtsagentur"
    assert "Ehrenamtsagentur" in text
