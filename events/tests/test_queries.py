from datetime import date
from typing import NamedTuple

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from cms.caching.content_version import _start_new_version
from events.browse.query.dates import grouped
from events.browse.teasers import whats_on
from events.models import Occurrence
from events.models.repetition import Repeats
from news.teasers import latest_news
from news.tests.making import make_category, make_news
from tests.support.making import make_image

from .making import make_event

pytestmark = pytest.mark.django_db


def count_queries(work):
    work()  # warm
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def fill_news(index, number):
    category = make_category(f"Thema{number}")
    return [
        make_news(index, f"Meldung {number}-{each}", [category], share_image=make_image())
        for each in range(number)
    ]


def fill_events(index, number):
    rule = {"repeats": Repeats.WEEKLY}
    return [
        make_event(index, f"Termin {number}-{each}", share_image=make_image(), **(rule if each % 2 else {}))
        for each in range(number)
    ]


@pytest.mark.parametrize(
    ("fill", "fixture", "queries"),
    [(fill_news, "news_index", ["", "?jahr=2026"]), (fill_events, "event_index", [""])],
)
def test_list_and_page_stay_in_their_budgets_with_1_and_50_others(client, request, fill, fixture, queries):
    index = request.getfixturevalue(fixture)
    (page,) = fill(index, 1)
    budgets = {index.url + query: 8 for query in queries} | {page.url: 6}
    one = {url: count_both(client, url) for url in budgets}
    fill(index, 50)
    fifty = {url: count_both(client, url) for url in budgets}

    assert all(fifty[url].first <= one[url].first for url in budgets)
    assert all(fifty[url].again == one[url].again <= most for url, most in budgets.items())


class Counts(NamedTuple):
    """Queries for the first visit after a change, and for the next one."""

    first: int
    again: int


def count_both(client, url) -> Counts:
    client.get(url)  # makes pictures
    _start_new_version()
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return Counts(len(queries), count_queries(lambda: client.get(url)))


def test_feed_and_calendar_do_not_ask_per_entry(client, news_index, event_index):
    urls = (news_index.feed_url, event_index.calendar_url)
    fill_news(news_index, 2), fill_events(event_index, 2)
    few = [count_queries(lambda url=url: client.get(url)) for url in urls]
    fill_news(news_index, 20), fill_events(event_index, 20)
    many = [count_queries(lambda url=url: client.get(url)) for url in urls]

    assert few == many
    assert max(many) <= 8


def test_teasers_take_three_queries_with_pictures(home, news_index, event_index):
    fill_news(news_index, 5)
    fill_events(event_index, 5)

    def use_news():
        assert all(list(row["image"].renditions.all()) == [] for row in latest_news(home, 3))

    assert count_queries(use_news) <= 3
    assert count_queries(lambda: whats_on(home, 3)) <= 3


def test_the_dates_of_a_month_are_read_from_an_index_alone(home):
    dates = Occurrence.objects.in_tree(home.pk).order_by()
    month = dates.beginning(date(2030, 3, 1), date(2030, 3, 31)).annotate(shown_day=F("day"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows would be read one after the other.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = grouped(month).explain()
    way = {"postgresql": "Index Only Scan using", "sqlite": "USING COVERING INDEX"}[connection.vendor]
    assert f"{way} events_occurrences_by_day" in plan
