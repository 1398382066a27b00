from datetime import date, timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.formats import date_format

from news.recurrence import Repeats

from .making import make_category, make_event, make_news

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


def test_empty_lists_say_so(client, news_index, event_index):
    for page in (news_index, event_index):
        response = client.get(page.url)

        assert BeautifulSoup(response.content, "html.parser").select_one(".empty")


def test_filter_without_a_match_leads_back_to_all_news(client, news_index):
    make_news(news_index, "Mit Thema", [make_category("Vereine")], date=date(2025, 5, 1))
    make_news(news_index, "Ohne Thema", date=date(2026, 5, 1))

    soup = BeautifulSoup(client.get(f"{news_index.url}?kategorie=vereine&jahr=2026").content, "html.parser")

    assert soup.select_one(f".empty a[href='{news_index.url}']")


HOSTILE = ["\x00", "9" * 20, "9" * 5000, "abc", "-1", "0", "1.5", "' OR 1=1 --", "\u202e", "٣", "<script>"]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("parameter", ["kategorie", "jahr", "seite"])
def test_strange_parameter_is_never_an_error_of_ours(client, news_index, event_index, parameter, value):
    make_news(news_index)
    make_event(event_index)

    for page in (news_index, event_index):
        assert client.get(f"{page.url}?{parameter}={quote(value)}").status_code in (200, 404)


def test_events_stand_by_next_date_and_once_each(client, event_index):
    make_event(event_index, "In drei Tagen", in_days(3), None)
    make_event(event_index, "In neun Tagen", in_days(9), None)
    # Began long ago, next date in five days.
    make_event(event_index, "Jede Woche", in_days(5 - 700), None, repeats=Repeats.WEEKLY)

    assert titles(client, event_index.url) == ["In drei Tagen", "Jede Woche", "In neun Tagen"]


def test_running_event_is_still_listed_under_this_month(client, event_index):
    make_event(event_index, "Ausstellung", in_days(-70), in_days(70))

    response = client.get(event_index.url)

    (month,) = response.context["months"]
    assert month["title"] == date_format(timezone.localdate(), "YEAR_MONTH_FORMAT")
    assert [event["title"] for event in month["events"]] == ["Ausstellung"]


def test_events_are_grouped_by_month(client, event_index):
    for start in ("2031-01-05 10:00", "2031-01-25 10:00", "2031-02-05 10:00"):
        make_event(event_index, start, start, None)

    months = client.get(event_index.url).context["months"]

    assert [len(month["events"]) for month in months] == [2, 1]


def test_archive_has_what_is_over_by_year(client, event_index):
    make_event(event_index, "Alt", "2024-05-01 10:00", None)
    make_event(event_index, "An Silvester", "2024-12-31 10:00", None)
    make_event(event_index, "Jünger", "2025-05-01 10:00", None)
    make_event(event_index, "Kommt", in_days(3), None)

    assert titles(client, f"{event_index.url}?jahr=2024") == ["An Silvester", "Alt"]
    assert titles(client, event_index.url) == ["Kommt"]


def test_cancelled_event_is_marked_in_list_and_page(client, event_index):
    event = make_event(event_index, status="cancelled", registration_url="https://example.org/anmelden")

    listed = BeautifulSoup(client.get(event_index.url).content, "html.parser")
    page = BeautifulSoup(client.get(event.url).content, "html.parser")

    assert listed.select_one(".row .badge--danger")
    assert page.select_one(".page-header .badge--danger")
    assert not page.select("a[href='https://example.org/anmelden']")


def test_archive_offers_the_year_in_which_an_event_took_place(client, event_index):
    make_event(event_index, "An Silvester", "2024-12-31 10:00", None)

    assert titles(client, f"{event_index.url}?jahr=2024") == ["An Silvester"]
    assert client.get(f"{event_index.url}?jahr=2025").status_code == 404
