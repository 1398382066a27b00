"""What citizens may not see stands in no list, feed, calendar or teaser."""

import pytest

from news.teasers import latest_news, upcoming_events

from .making import make_event, make_news, protect

pytestmark = pytest.mark.django_db
WORD = "Geheimwort"


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
    event = make_event(event_index, WORD, slug="wort", summary=WORD, place_name=WORD)
    for page in (news, event):
        request.param(page)


def everything_public(client, home):
    channels = [
        "/aktuelles/",
        "/aktuelles/feed/",
        "/aktuelles/wort/",
        "/termine/",
        "/termine/kalender.ics",
        "/termine/wort/",
        "/termine/wort/termin.ics",
        "/sitemap.xml",
    ]
    answers = [client.get(url).content.decode() for url in channels]
    return "".join([*answers, str(latest_news(home)), str(upcoming_events(home))])


@pytest.mark.parametrize("hidden_pages", HIDE, indirect=True)
def test_hidden_page_shows_nowhere(client, home, hidden_pages):
    assert WORD not in everything_public(client, home)


@pytest.mark.parametrize("hidden_pages", [lambda page: None], indirect=True)
def test_public_page_shows_in_every_channel(client, home, hidden_pages):
    # Without this, the test above could pass because nothing is ever shown.
    assert everything_public(client, home).count(WORD) > 12


def test_draft_shows_nowhere(client, home, news_index, event_index):
    make_news(news_index, WORD, slug="wort", live=False)
    make_event(event_index, WORD, slug="wort", live=False)

    assert WORD not in everything_public(client, home)


def test_unpublished_change_shows_nowhere(client, home, news_index, event_index):
    for page in (make_news(news_index, slug="wort"), make_event(event_index, slug="wort")):
        page.title = page.summary = WORD
        page.save_revision()

    assert WORD not in everything_public(client, home)


def test_page_made_private_leaves_everything_at_once(
    client, home, news_index, event_index, django_capture_on_commit_callbacks
):
    pages = [make_news(news_index, WORD, slug="wort"), make_event(event_index, WORD, slug="wort")]
    other = make_news(news_index, "Andere Meldung")
    client.get(other.url)
    assert WORD in everything_public(client, home)

    with django_capture_on_commit_callbacks(execute=True):
        for page in pages:
            protect(page)

    assert WORD not in everything_public(client, home) + client.get(other.url).content.decode()


def test_teasers_do_not_cross_into_another_tree(home, news_index, event_index):
    make_news(news_index)
    make_event(event_index)

    assert latest_news(event_index) == []
    assert upcoming_events(news_index) == []
