from datetime import date

import pytest
from wagtail.models import Site

from news.teasers import latest_news

from .making import make_category, make_news

pytestmark = pytest.mark.django_db


def test_latest_news_are_the_newest_and_no_more(home, news_index):
    for day in range(1, 6):
        make_news(news_index, f"Meldung {day}", date=date(2026, 11, day))

    assert [row["title"] for row in latest_news(home, 2)] == ["Meldung 5", "Meldung 4"]


def test_news_row_has_what_its_component_needs(home, news_index):
    news = make_news(news_index, "Meldung", [make_category("Vereine")])

    (row,) = latest_news(Site.objects.get())

    assert row["url"] == news.url
    assert row["category"] == "Vereine"
    assert row["image"] is None
    assert row["date"] == date(2026, 11, 3)
