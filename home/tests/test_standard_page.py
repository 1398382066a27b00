import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from tests.support.making import make_image, make_page

pytestmark = pytest.mark.django_db


def heading(text, level="h2"):
    return {"type": "heading", "value": {"text": text, "level": level}}


def contents(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    toc = soup.find("nav", class_="toc")
    return toc and [(link.get_text(), link["href"]) for link in toc.find_all("a")]


def test_three_headings_make_a_table_of_contents(client, home):
    page = make_page(home, body=[heading("Erstens"), heading("Zweitens"), heading("Drittens", "h3")])
    assert contents(client, page) == [
        ("Erstens", "#erstens"),
        ("Zweitens", "#zweitens"),
        ("Drittens", "#drittens"),
    ]


def test_two_headings_make_none(client, home):
    assert contents(client, make_page(home, body=[heading("Erstens"), heading("Zweitens")])) is None


def test_every_entry_of_the_contents_leads_to_a_heading(client, home):
    page = make_page(home, body=[heading("Über uns"), heading("Größe & Maß"), heading("C")])
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert all(soup.find(id=href[1:]) for _text, href in contents(client, page))


def test_the_same_heading_twice_is_refused(home):
    page = make_page(home)
    page.body = [heading("Kontakt"), heading("Kontakt")]
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert "body" in error.value.message_dict


@pytest.mark.parametrize("number", [1, 50])
def test_a_page_of_text_stays_within_six_queries(client, home, queries_of, number):
    body = [heading(f"Kapitel {each}") for each in range(number)]
    page = make_page(home, body=body, share_image=make_image(), next_page=home)
    for each in range(number):
        make_page(page, f"Unterseite {each}")
    assert queries_of(page.url) <= 6
