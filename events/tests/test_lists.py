from datetime import timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from news.tests.making import make_news

from .making import make_event

pytestmark = pytest.mark.django_db


def titles(client, url):
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return [link.get_text(strip=True) for link in soup.select("main a.stretch")]


def in_days(days, hour="10:00"):
    return f"{timezone.localdate() + timedelta(days=days)} {hour}"


def test_empty_lists_say_so(client, news_index, event_index):
    for page in (news_index, event_index):
        response = client.get(page.url)

        assert BeautifulSoup(response.content, "html.parser").select_one(".empty")


HOSTILE = ["\x00", "9" * 20, "9" * 5000, "abc", "-1", "0", "1.5", "' OR 1=1 --", "\u202e", "٣", "<script>"]


PARAMETERS = ["kategorie", "jahr", "seite", "wann", "monat", "von", "bis", "alter", "veranstalter", "q"]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_strange_parameter_is_never_an_error_of_ours(client, news_index, event_index, parameter):
    make_news(news_index)
    make_event(event_index)

    for page in (news_index, event_index):
        for value in HOSTILE:
            assert client.get(f"{page.url}?{parameter}={quote(value)}").status_code in (200, 404)


def test_archive_has_what_is_over_by_year(client, event_index):
    make_event(event_index, "Alt", "2024-05-01 10:00", None)
    make_event(event_index, "An Silvester", "2024-12-31 10:00", None)
    make_event(event_index, "Jünger", "2025-05-01 10:00", None)
    make_event(event_index, "Kommt", in_days(3), None)

    assert titles(client, f"{event_index.url}?jahr=2024") == ["An Silvester", "Alt"]
    assert titles(client, event_index.url) == ["Kommt"]


def test_cancelled_event_is_marked_in_list_and_page(client, event_index):
    event = make_event(
        event_index, start=in_days(30), end=None, status="cancelled", registration_url="https://example.org/a"
    )

    listed = BeautifulSoup(client.get(event_index.url).content, "html.parser")
    page = BeautifulSoup(client.get(event.url).content, "html.parser")

    assert listed.select_one(".later .row--off s")
    assert page.select_one(".page-header .badge--danger")
    assert not page.select("a[href='https://example.org/a']")


def test_archive_offers_the_year_in_which_an_event_took_place(client, event_index):
    make_event(event_index, "An Silvester", "2024-12-31 10:00", None)

    assert titles(client, f"{event_index.url}?jahr=2024") == ["An Silvester"]
    assert client.get(f"{event_index.url}?jahr=2025").status_code == 404
