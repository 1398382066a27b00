"""Nothing private appears in any list, feed, calendar or teaser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.browse.teasers import whats_on
from news.teasers import latest_news
from news.tests.making import make_news, protect

from .making import make_event

pytestmark = pytest.mark.django_db
WORD = "Geheimwort"
TOMORROW = timezone.localdate() + timedelta(days=1)
SOON = f"{TOMORROW} 10:00"


def unpublish(page):
    page.unpublish()


def expire(page):
    page.unpublish(set_expired=True)


def protect_parent(page):
    protect(page.get_parent())


def only_for_staff(page):
    page.view_restrictions.create(restriction_type="login")


HIDE = [unpublish, expire, protect, protect_parent, only_for_staff]


@pytest.fixture
def hidden_pages(news_index, event_index, request):
    news = make_news(news_index, WORD, slug="wort", summary=WORD, body=[("richtext", f"<p>{WORD}</p>")])
    event = make_event(event_index, WORD, SOON, None, slug="wort", summary=WORD, place_name=WORD)
    for page in (news, event):
        request.param(page)


def everything_public(client, home):
    channels = [
        "/aktuelles/",
        "/aktuelles/feed/",
        "/aktuelles/wort/",
        "/termine/",
        f"/termine/?monat={TOMORROW:%Y-%m}",
        "/termine/?wann=morgen",
        "/termine/?druck=1",
        "/termine/feed/",
        "/termine/kalender.ics",
        "/termine/wort/",
        "/termine/wort/termin.ics",
        "/sitemap.xml",
    ]
    answers = [client.get(url).content.decode() for url in channels]
    return "".join([*answers, str(latest_news(home)), str(whats_on(home))])


@pytest.mark.parametrize("hidden_pages", HIDE, indirect=True)
def test_hidden_page_shows_nowhere(client, home, hidden_pages):
    assert WORD not in everything_public(client, home)


@pytest.mark.parametrize("hidden_pages", [lambda page: None], indirect=True)
def test_public_page_shows_in_every_channel(client, home, hidden_pages):
    # Otherwise the test above could pass because nothing is ever shown.
    assert everything_public(client, home).count(WORD) > 12


def test_draft_shows_nowhere(client, home, news_index, event_index):
    make_news(news_index, WORD, slug="wort", live=False)
    make_event(event_index, WORD, SOON, None, slug="wort", live=False)

    assert WORD not in everything_public(client, home)


def test_unpublished_change_shows_nowhere(client, home, news_index, event_index):
    for page in (
        make_news(news_index, slug="wort"),
        make_event(event_index, start=SOON, end=None, slug="wort"),
    ):
        page.title = page.summary = WORD
        page.save_revision()

    assert WORD not in everything_public(client, home)


def test_page_made_private_leaves_everything_at_once(
    client, home, news_index, event_index, django_capture_on_commit_callbacks
):
    pages = [make_news(news_index, WORD, slug="wort"), make_event(event_index, WORD, SOON, None, slug="wort")]
    other = make_news(news_index, "Andere Meldung")
    client.get(other.url)
    assert WORD in everything_public(client, home)

    with django_capture_on_commit_callbacks(execute=True):
        for page in pages:
            protect(page)

    assert WORD not in everything_public(client, home) + client.get(other.url).content.decode()


def test_teasers_do_not_cross_into_another_tree(home, news_index, event_index):
    make_news(news_index)
    make_event(event_index, start=SOON, end=None)

    assert latest_news(event_index) == []
    assert whats_on(news_index) == []
