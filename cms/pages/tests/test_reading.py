import pytest
from wagtail.models import PageViewRestriction

from tests.support.making import make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(home):
    top = make_page(home, "Strategie", slug="strategie")
    make_page(top, "Vision", slug="vision")
    make_page(top, "Entwurf", slug="entwurf", live=False)
    return top


def titles(response):
    section = response.context["section"]
    return [(page["title"], page["current"]) for page in section["pages"]] if section else None


def test_a_section_lists_its_pages_on_each_of_them(client, strategy):
    assert titles(client.get("/strategie/")) == [("Strategie", True), ("Vision", False)]
    assert titles(client.get("/strategie/vision/")) == [("Strategie", False), ("Vision", True)]


def test_a_page_alone_has_no_section(client, home):
    make_page(home, "Impressum", slug="impressum")
    assert titles(client.get("/impressum/")) is None


def test_a_private_page_stands_in_no_section(client, strategy):
    vision = strategy.get_children().get(slug="vision")
    PageViewRestriction.objects.create(page=vision, restriction_type="login")
    assert titles(client.get("/strategie/")) is None


def test_contents_cost_no_query_for_the_pictures_of_the_page(client, home, queries_of):
    picture = {"image": make_image(), "caption": ""}
    heading = {"text": "Eins", "level": "h2"}
    make_page(home, "Mit Bild", slug="bild", body=[("heading", heading), ("picture", picture)])
    assert queries_of("/bild/") <= 4
