"""Pages in the API: by address, by id, in lists; who may see what, and at what cost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.media.models import SiteRendition
from cms.pages.api.pages import page_answer
from tests.support.making import make_document, make_image, make_page

pytestmark = pytest.mark.django_db
PAGES, BY_PATH = "/api/v1/pages/", "/api/v1/pages/by-path"


@pytest.fixture(autouse=True)
def town(home):
    return home


def by_path(client, path, **query):
    return client.get(BY_PATH, {"path": path} | query)


def titles(client, **query):
    answer = client.get(PAGES, query)
    assert answer.status_code == 200, answer.content
    return [item["title"] for item in answer.json()["items"]]


def cost(client, url, query) -> int:
    """Queries for a response that is rendered while everything else cacheable is cached."""
    client.get(url, query)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url, query).status_code == 200
    return len(captured)


def rich(*links) -> dict:
    paragraphs = "".join(f'<p>Siehe <a linktype="page" id="{page.pk}">dort</a></p>' for page in links)
    return {"type": "richtext", "value": paragraphs}


def test_a_page_answers_by_address_and_by_number_alike(client, home):
    page = make_page(home, "Die Idee", summary="Kurz gesagt")
    answer = by_path(client, "/die-idee/").json()
    assert answer == client.get(f"{PAGES}{page.pk}").json()
    assert (answer["type"], answer["title"], answer["summary"]) == ("standard", "Die Idee", "Kurz gesagt")
    assert (answer["url"], answer["path"]) == ("http://testserver/die-idee/", "/die-idee/")
    assert answer["breadcrumbs"] == [{"title": "Start", "url": "http://testserver/", "language": None}]


@pytest.mark.parametrize("path", ["/die-idee/", "die-idee", "//die-idee//", "/die%2Didee/"])
def test_slashes_and_escapes_make_no_difference(client, home, path):
    make_page(home, "Die Idee")
    assert by_path(client, path).status_code == 200


def test_a_page_in_another_language_is_found_with_and_without_the_language_in_front(client, home):
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    original = make_page(home, "Die Idee")
    translated = original.copy_for_translation(english)
    translated.title = "The idea"
    translated.save_revision().publish()
    answer = by_path(client, "/en/die-idee/")
    assert answer["Content-Language"] == "en"
    assert answer.json() == by_path(client, "/die-idee/", locale="en").json()
    assert answer.json()["translations"] == [
        {"locale": "de", "id": original.pk, "title": "Die Idee", "url": "http://testserver/die-idee/"}
    ]
    assert titles(client, locale="en") == ["Start", "The idea"]


def test_a_moved_page_answers_with_its_target(client, home):
    page = make_page(home, "Neu")
    Redirect.add_redirect("/alt/", page)
    assert by_path(client, "/alt/").json() == {
        "type": "redirect",
        "url": "http://testserver/neu/",
        "path": "/neu/",
        "is_permanent": True,
    }
    page.unpublish()
    assert by_path(client, "/alt/").status_code == 404


def test_a_changed_redirect_is_told_at_once(client, django_capture_on_commit_callbacks):
    redirect = Redirect.add_redirect("/alt/", "https://example.org/eins/")
    assert by_path(client, "/alt/").json()["url"] == "https://example.org/eins/"
    with django_capture_on_commit_callbacks(execute=True):
        redirect.redirect_link = "https://example.org/zwei/"
        redirect.save()
    assert by_path(client, "/alt/").json()["url"] == "https://example.org/zwei/"


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_what_is_closed_and_what_lies_below_it_is_not_there(client, home, kind):
    closed = make_page(home, "Geheim")
    below = make_page(closed, "Darunter")
    PageViewRestriction.objects.create(page=closed, restriction_type=kind, password="geheim-geheim")
    assert by_path(client, "/geheim/").status_code == 404
    assert by_path(client, "/geheim/darunter/").status_code == 404
    assert client.get(f"{PAGES}{below.pk}").status_code == 404
    assert titles(client) == ["Start"]
    assert titles(client, ancestor=closed.pk) == []


def test_a_link_to_what_is_closed_is_only_text(client, home):
    closed = make_page(home, "Geheimwort")
    make_page(home, "Seite", body=[rich(closed)], next_page=closed)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    answer = by_path(client, "/seite/")
    assert answer.json()["body"][0]["html"] == "<p>Siehe dort</p>"
    assert "geheimwort" not in answer.content.decode().lower()


def test_a_page_of_another_site_is_not_told(client, home):
    other = Page.get_first_root_node().add_child(instance=type(home)(title="Andere Stadt", slug="andere"))
    Site.objects.create(hostname="andere.example", root_page=other)
    page = make_page(other, "Geheimwort")
    make_page(home, "Seite", body=[rich(page)])
    assert client.get(f"{PAGES}{page.pk}").status_code == 404
    assert titles(client, order="title") == ["Seite", "Start"]
    assert by_path(client, "/seite/").json()["body"][0]["html"] == "<p>Siehe dort</p>"


def test_a_list_can_be_filtered_ordered_and_read_on(client, home):
    section = make_page(home, "Bereich", model="strategy.StrategyPage")
    make_page(make_page(section, "Bericht", model="strategy.StrategyPage"), "Anlage", "strategy.StrategyPage")
    assert titles(client) == ["Start", "Bereich", "Bericht", "Anlage"]
    assert titles(client, order="newest") == ["Anlage", "Bericht", "Bereich", "Start"]
    assert titles(client, type="home,standard") == ["Start"]
    assert titles(client, parent=section.pk) == ["Bericht"]
    assert titles(client, ancestor=section.pk) == ["Bericht", "Anlage"]
    assert titles(client, q="Bericht") == ["Bericht"]
    assert titles(client, published__lte="2020-01-01") == []
    assert len(titles(client, published__gte="2020-01-01")) == 4
    first = client.get(PAGES, {"limit": 3, "order": "newest"}).json()
    assert (first["count"], len(first["items"])) == (4, 3)
    assert [item["title"] for item in client.get(first["next"]).json()["items"]] == ["Start"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"type": "standart"}, "type"),
        ({"order": "-id"}, "order"),
        ({"parent": "x"}, "parent"),
        ({"parent": "9" * 30}, "parent"),
        ({"published__gte": "gestern"}, "published__gte"),
        ({"q": "\x00"}, "q"),
        ({"q": "x" * 100_000}, "q"),
        ({"cursor": "x"}, "cursor"),
        ({"fields": "body"}, "fields"),
        ({"search": "x"}, "search"),
        ({"limit": "101"}, "limit"),
    ],
)
def test_what_a_list_does_not_know_is_refused_by_name(client, query, pointer):
    answer = client.get(PAGES, query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("path", ["/\x00/", "x" * 501])
def test_an_impossible_path_is_refused(client, path):
    assert by_path(client, path).status_code == 422


@pytest.mark.parametrize(
    "path", ["/nichts/", "/../../etc/passwd", "/%00/", "/%ff/", "/\ufffd/", "?path=/", "/de/", "//"]
)
def test_a_path_to_nowhere_is_not_found_or_the_start_page(client, path):
    assert by_path(client, path).status_code == (200 if path == "//" else 404)


@pytest.mark.parametrize("key", ["0", "-1", "x", "9" * 30])
def test_an_impossible_number_is_refused(client, key):
    assert client.get(f"{PAGES}{key}").status_code == 422


def test_head_answers_like_get_without_a_body(client, home):
    head = client.head(BY_PATH, {"path": "/"})
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == by_path(client, "/")["ETag"]


def test_publishing_changes_the_tags_of_the_page_and_its_lists_and_of_nothing_else(
    client, home, django_capture_on_commit_callbacks
):
    page, other = make_page(home, "Eins"), make_page(home, "Zwei")

    def tags():
        addresses = [f"{PAGES}{page.pk}", PAGES, f"{PAGES}{other.pk}", f"{PAGES}?parent={page.pk}"]
        return [client.get(address)["ETag"] for address in addresses]

    before = tags()
    with django_capture_on_commit_callbacks(execute=True):
        page.summary = "Neu gefasst"
        page.save_revision().publish()
    assert [old == new for old, new in zip(before, tags(), strict=True)] == [False, False, True, True]


def test_a_changed_picture_reaches_the_pages_that_show_it(client, home, django_capture_on_commit_callbacks):
    image = make_image()
    make_page(home, "Seite", share_image=image)
    assert by_path(client, "/seite/").json()["picture"]["alt"] == "Zwei Menschen reden"
    with django_capture_on_commit_callbacks(execute=True):
        image.description = "Drei Menschen singen"
        image.save()
    assert by_path(client, "/seite/").json()["picture"]["alt"] == "Drei Menschen singen"


def test_an_answer_names_what_it_was_made_of(client, home):
    image, target = make_image(), make_page(home, "Ziel")
    page = make_page(home, "Seite", share_image=image, body=[rich(target)])
    keys = by_path(client, "/seite/")["Surrogate-Key"].split()
    assert {f"page-{page.pk}", f"page-{target.pk}", f"page-{home.pk}", f"image-{image.pk}"} <= set(keys)


def item(value: dict) -> dict:
    """An item of a list as Wagtail stores it; without an id, Wagtail would take the whole for the value."""
    return {"type": "item", "value": value, "id": str(uuid4())}


def body_with(home, number: int) -> list[dict]:
    images = [make_image(f"Bild {each}") for each in range(number)]
    pages = [make_page(home, f"Ziel {each}", share_image=images[each]) for each in range(number)]
    documents = [make_document(f"Blatt {each}", content=b"x", name="x.txt") for each in range(number)]
    teasers = [item({"page": page.pk, "title": "", "text": ""}) for page in pages]
    pictures = [item({"image": image.pk, "caption": ""}) for image in images]
    return [
        rich(*pages),
        {"type": "page_teasers", "value": {"title": "", "intro": "", "pages": teasers}},
        {"type": "gallery", "value": {"title": "", "pictures": pictures}},
        *(
            {"type": "document", "value": {"document": document.pk, "title": "", "text": ""}}
            for document in documents
        ),
    ]


def test_many_links_pictures_and_documents_cost_what_one_does(client, home):
    make_page(home, "Wenig", body=body_with(home, 1))
    make_page(home, "Viel", body=body_with(home, 12))
    assert cost(client, BY_PATH, {"path": "/viel/"}) == cost(client, BY_PATH, {"path": "/wenig/"}) <= 6
    answer = by_path(client, "/viel/").json()
    assert [len(answer["body"][1]["pages"]), len(answer["body"][2]["pictures"])] == [12, 12]


def test_a_list_of_many_costs_what_one_does(client, home):
    for number in range(12):
        make_page(home, f"Seite {number}", share_image=make_image(f"Bild {number}"))
    assert cost(client, PAGES, {"limit": 2}) == cost(client, PAGES, {"limit": 20}) <= 5
    narrowed = {"q": "Seite", "type": "standard", "parent": home.pk}
    assert cost(client, PAGES, narrowed | {"limit": 2}) == cost(client, PAGES, narrowed) <= 5


def test_sizes_of_a_picture_are_made_once(client, home):
    make_page(home, "Seite", share_image=make_image())
    by_path(client, "/seite/")
    made = SiteRendition.objects.count()
    picture = by_path(client, "/seite/").json()["picture"]
    assert SiteRendition.objects.count() == made
    assert picture["srcset"] == [{name: picture[name] for name in ("url", "width", "height")}]


def test_more_pictures_than_one_answer_may_make_come_with_the_next(client, home, monkeypatch):
    monkeypatch.setattr("cms.media.api.MOST_MADE", 1)
    images = [make_image(f"Bild {number}") for number in range(2)]
    pictures = [{"type": "picture", "value": {"image": {"image": image.pk}}} for image in images]
    make_page(home, "Seite", body=pictures)
    counts = []
    for _time in range(2):
        counts.append(len(by_path(client, "/seite/").json()["body"]))
    assert counts == [1, 2]


def test_a_picture_without_its_file_is_left_out(client, home):
    image = make_image()
    make_page(
        home, "Seite", share_image=image, body=[{"type": "picture", "value": {"image": {"image": image.pk}}}]
    )
    image.file.storage.delete(image.file.name)
    answer = by_path(client, "/seite/").json()
    assert (answer["picture"], answer["body"]) == (None, [])


def test_a_draft_is_told_like_a_published_page(rf, home):
    page = make_page(home, "Seite", summary="Alt")
    page.summary, page.body = "Neu", [("richtext", "<p>Im Entwurf</p>")]
    page.save_revision()
    answer = page_answer(page.get_latest_revision_as_object(), rf.get("/"))
    assert (answer["summary"], answer["body"][0]["html"]) == ("Neu", "<p>Im Entwurf</p>")
