from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from .making import make_category, make_news, protect

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read_feed(client, index):
    response = client.get(f"{index.url}feed/")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_feed_names_itself_and_its_page(client, news_index):
    feed = read_feed(client, news_index)

    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}

    assert links == {
        "self": "http://testserver/aktuelles/feed/",
        "alternate": "http://testserver/aktuelles/",
    }
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert feed.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")
    assert feed.findtext("a:author/a:name", namespaces=ATOM)


def test_entry_carries_what_the_news_says(client, news_index):
    news = make_news(news_index, "Neues & Gutes", [make_category("Vereine")], summary="Kurz <gesagt>")

    entry = read_feed(client, news_index).find("a:entry", ATOM)

    assert entry.findtext("a:title", namespaces=ATOM) == "Neues & Gutes"
    summary = entry.find("a:summary", ATOM)
    assert (summary.get("type"), summary.text) == ("text", "Kurz <gesagt>")
    assert entry.find("a:link", ATOM).get("href") == f"http://testserver{news.url}"
    assert entry.find("a:category", ATOM).get("term") == "Vereine"


def test_entry_keeps_its_id_and_tells_its_change(client, news_index):
    news = make_news(news_index)
    before = read_feed(client, news_index).find("a:entry", ATOM)
    news.first_published_at -= timedelta(days=1)
    news.title, news.slug = "Anders", "anders"

    news.save_revision().publish()
    after = read_feed(client, news_index).find("a:entry", ATOM)

    assert after.findtext("a:id", namespaces=ATOM) == before.findtext("a:id", namespaces=ATOM)
    assert after.findtext("a:updated", namespaces=ATOM) >= before.findtext("a:updated", namespaces=ATOM)
    assert after.findtext("a:published", namespaces=ATOM) < before.findtext("a:published", namespaces=ATOM)


def test_list_and_article_announce_the_feed(client, news_index):
    news = make_news(news_index)

    for page in (news_index, news):
        soup = BeautifulSoup(client.get(page.url).content, "html.parser")
        assert soup.head.find("link", type="application/atom+xml")["href"] == "/aktuelles/feed/"


def test_feed_without_news_is_valid(client, news_index):
    assert read_feed(client, news_index).findall("a:entry", ATOM) == []


def test_protected_list_has_no_feed(client, news_index):
    protect(news_index)

    assert client.get("/aktuelles/feed/").status_code == 404


def test_unpublished_list_has_no_feed(client, news_index):
    news_index.unpublish()

    assert client.get("/aktuelles/feed/").status_code == 404


def test_nothing_lies_below_the_feed(client, news_index):
    assert client.get("/aktuelles/feed/feed/").status_code == 404
