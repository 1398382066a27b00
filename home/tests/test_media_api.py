"""Pictures and documents in the JSON API: only those on public pages."""

import pytest
from wagtail.models import Collection, PageViewRestriction

from cms.towns.models import TownSettings
from tests.support.making import make_document, make_image, make_page

pytestmark = pytest.mark.django_db
DOCUMENTS, IMAGES = "/api/v1/documents/", "/api/v1/images/"


@pytest.fixture(autouse=True)
def town(home):
    return home


def with_document(document):
    return [{"type": "document", "value": {"document": document.pk, "title": "", "text": ""}}]


def statuses(client, image, document):
    return [
        client.get(f"{IMAGES}{image.pk}").status_code,
        client.get(f"{DOCUMENTS}{document.pk}").status_code,
    ]


def test_what_a_public_page_uses_is_told(client, home):
    image, document = make_image(), make_document("Plan")
    make_page(home, share_image=image, body=with_document(document))
    answer = client.get(f"{IMAGES}{image.pk}").json()
    assert (answer["alt"], answer["author"], answer["licence"]) == (
        "Zwei Menschen reden",
        "Test",
        "all-rights",
    )
    assert all("/images/" in size["url"] for size in answer["srcset"])
    assert client.get(f"{DOCUMENTS}{document.pk}").json() == client.get(DOCUMENTS).json()["items"][0]
    assert client.get(f"{IMAGES}{document.cover_id}").status_code == 200


def test_what_the_town_shows_everywhere_is_told(client, home):
    town = TownSettings.for_site(home.get_site())
    town.logo, town.brochure = make_image(), make_document()
    town.save()
    assert statuses(client, town.logo, town.brochure) == [200, 200]


def unused(home, uses):
    pass


def on_a_draft(home, uses):
    make_page(home, live=False, **uses)


def in_the_draft_of_a_public_page(home, uses):
    page = make_page(home)
    for name, value in uses.items():
        setattr(page, name, value)
    page.save_revision()


def on_an_unpublished_page(home, uses):
    make_page(home, **uses).unpublish()


def below_a_closed_page(home, uses):
    closed = make_page(home, "Intern")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    make_page(closed, **uses)


@pytest.mark.parametrize(
    "place", [unused, on_a_draft, in_the_draft_of_a_public_page, on_an_unpublished_page, below_a_closed_page]
)
def test_what_no_public_page_uses_is_not_there(client, home, place):
    image, document = make_image(), make_document()
    place(home, {"share_image": image, "body": with_document(document)})
    assert statuses(client, image, document) == [404, 404]
    assert client.get(DOCUMENTS).json() == {"items": [], "count": 0, "next": None}


def test_a_document_in_a_closed_collection_is_not_there(client, home):
    closed = Collection.get_first_root_node().add_child(name="Intern")
    closed.view_restrictions.create(restriction_type="login")
    image, document = make_image(), make_document(collection=closed)
    make_page(home, share_image=image, body=with_document(document))
    assert statuses(client, image, document) == [200, 404]


def test_documents_can_be_searched_and_ordered(client, home):
    documents = [make_document(title, content=b"x", name="x.txt") for title in ("Beta", "Alpha", "Alphabet")]
    make_page(home, body=[block for document in documents for block in with_document(document)])

    def titles(**query):
        return [item["title"] for item in client.get(DOCUMENTS, query).json()["items"]]

    assert titles() == ["Alpha", "Alphabet", "Beta"]
    assert titles(order="newest") == ["Alphabet", "Alpha", "Beta"]
    assert titles(q="alpha") == ["Alpha", "Alphabet"]
    assert client.get(DOCUMENTS, {"order": "size"}).status_code == 422
    assert client.get(f"{DOCUMENTS}{'9' * 30}").status_code == 422
