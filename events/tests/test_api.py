import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.tests.making import make_category, make_news, make_news_index, protect
from tests.support.making import make_image, make_page

from .making import make_event, make_event_index

pytestmark = pytest.mark.django_db
NEWS, EVENTS = "/api/v1/news/", "/api/v1/events/"
SECRET = "Zaunkönig"


def listed(client, address, **query):
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def titles(client, address, **query):
    return [item["title"] for item in listed(client, address, **query)["items"]]


def test_news_come_whole_with_the_newest_first(client, news_index):
    topic = make_category()
    make_news(news_index, "Alt", date="2026-01-01")
    make_news(news_index, "Neu", [topic], date="2026-02-01", body=[("richtext", "<p>Der ganze Text</p>")])
    answer = listed(client, NEWS)
    assert [item["title"] for item in answer["items"]] == ["Neu", "Alt"]
    assert answer["items"][0]["topics"] == [{"name": "Vereine", "slug": "vereine"}]
    assert "Der ganze Text" in str(answer["items"][0]["body"])
    assert (answer["count"], answer["next"]) == (2, None)
    assert answer["feed_url"] == "http://testserver/aktuelles/feed/"


def test_news_are_read_on_in_either_order(client, news_index):
    for day in range(1, 6):
        make_news(news_index, f"Am {day}.", date=f"2026-03-0{day}")
    for order, expected in (("newest", [5, 4, 3, 2, 1]), ("oldest", [1, 2, 3, 4, 5])):
        address, found = f"{NEWS}?limit=2&order={order}", []
        while address:
            answer = client.get(address).json()
            found += [item["title"] for item in answer["items"]]
            address = answer["next"]
        assert found == [f"Am {day}." for day in expected]


def test_news_are_narrowed_by_topic_and_day(client, news_index):
    topic = make_category()
    make_news(news_index, "Ohne Thema", date="2026-03-01")
    make_news(news_index, "Mit Thema", [topic], date="2026-03-02")
    assert titles(client, NEWS, topic="vereine") == ["Mit Thema"]
    assert titles(client, NEWS, date__gte="2026-03-02") == ["Mit Thema"]
    assert titles(client, NEWS, date__lte="2026-03-01") == ["Ohne Thema"]


def test_dates_come_in_the_order_of_the_next_one(client, event_index):
    make_event(event_index, "Später", "2031-01-01 10:00", "2031-01-01 11:00")
    make_event(event_index, "Wöchentlich", "2020-01-01 10:00", "2020-01-01 11:00", repeats="weekly")
    make_event(event_index, "Vorbei", "2020-02-01 10:00", "2020-02-01 11:00")
    answer = listed(client, EVENTS)
    assert [item["title"] for item in answer["items"]] == ["Wöchentlich", "Später"]
    assert answer["calendar_url"] == "http://testserver/termine/kalender.ics"
    assert titles(client, EVENTS, when="past") == ["Vorbei"]
    assert titles(client, EVENTS, limit=1, cursor=answer_cursor(client)) == ["Später"]


def answer_cursor(client):
    return listed(client, EVENTS, limit=1)["next"].partition("cursor=")[2].replace("%3D", "=")


def test_dates_are_narrowed_by_status(client, event_index):
    make_event(event_index, "Findet statt")
    make_event(event_index, "Fällt aus", status="cancelled")
    assert titles(client, EVENTS, status="cancelled") == ["Fällt aus"]


@pytest.mark.parametrize("address", [NEWS, EVENTS])
def test_only_what_every_citizen_may_see_is_told(client, home, address):
    news, dates = make_news_index(home), make_event_index(home)
    make_news(news, f"{SECRET} Entwurf", live=False)
    make_event(dates, f"{SECRET} Entwurf", live=False)
    make_news(news, f"{SECRET} zurückgezogen").unpublish()
    make_event(dates, f"{SECRET} zurückgezogen").unpublish()
    draft = make_news(news, "Öffentlich")
    draft.title = SECRET
    draft.save_revision()
    make_event(dates, "Öffentlich")
    answer = client.get(address)
    assert titles(client, address) == ["Öffentlich"]
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("address", [NEWS, EVENTS])
def test_a_private_list_tells_of_nothing(client, home, address):
    make_news(make_news_index(home), SECRET)
    make_event(make_event_index(home), SECRET)
    for index in home.get_children():
        protect(index)
    answer = listed(client, address)
    assert (answer["items"], answer["count"]) == ([], 0)
    assert [answer[name] for name in ("feed_url", "calendar_url") if name in answer] == [None]


def test_another_language_has_a_list_of_its_own(client, news_index):
    make_news(news_index)
    assert titles(client, NEWS, locale="en") == []


@pytest.mark.parametrize("number", [1, 20])
def test_whole_items_cost_the_same_number_of_queries(client, home, number):
    news, dates, topic = make_news_index(home), make_event_index(home), make_category()
    other = make_page(home, "Die Idee")
    text = f'<p><a linktype="page" id="{other.pk}">Idee</a></p>'
    for count in range(number):
        body = [("richtext", text), ("picture", {"image": {"image": make_image(), "decorative": True}})]
        fields = {"share_image": make_image(), "body": body}
        make_news(news, f"Nachricht {count}", [topic], **fields)
        make_event(dates, f"Termin {count}", **fields)
    for address in (NEWS, EVENTS):
        assert len(titles(client, address)) == number
        with CaptureQueriesContext(connection) as captured:
            titles(client, address)
        assert len(captured) <= 5, [query["sql"] for query in captured]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (NEWS, {"topic": "gibt-es-nicht"}),
        (NEWS, {"topic": "a\x00"}),
        (NEWS, {"order": "title"}),
        (NEWS, {"date__gte": "gestern"}),
        (NEWS, {"date__gte": "9" * 30}),
        (NEWS, {"cursor": "ä"}),
        (NEWS, {"limit": "101"}),
        (NEWS, {"title": "x"}),
        (EVENTS, {"when": "now"}),
        (EVENTS, {"status": "x"}),
        (EVENTS, {"cursor": "WyJwYXRoIl0"}),
        (EVENTS, {"fields": "password"}),
    ],
)
def test_what_makes_no_sense_is_refused(client, home, address, query):
    answer = client.get(address, query)
    assert answer.status_code == 422
    assert answer.json()["errors"]
