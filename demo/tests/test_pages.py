import re

import pytest
from django.test import Client

from .conftest import HOST

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?:\+\s?49|\b0\d{2,5}\s?[/\s–-])\s?\d{3,}")
ADDRESSES = [
    *("/", "/die-idee/", "/das-programm/", "/strategie/", "/strategie/vision/", "/strategie/entstehung/"),
    *("/strategie/handlungsfelder/", "/strategie/partner/", "/aktuelles/", "/termine/", "/verzeichnis/"),
    "/mithilfe/",
    *(
        "/kontakt/",
        "/anmelden/",
        "/barriere-melden/",
        "/fehler-melden/",
        "/termin-vorschlagen/",
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
    ),
    *("/leichte-sprache/", "/en/", "/en/the-idea/", "/en/contact/", "/de-simple/", "/de-simple/die-idee/"),
]

STRATEGY = ["/", "/die-idee/", "/das-programm/", "/strategie/", "/strategie/vision/", "/strategie/partner/"]


def count_below(answers, address):
    return sum(url.startswith(address) and url != address for url in answers)


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_stands_at_its_address(answers, address):
    assert address in answers


def test_every_page_answers_200(answers):
    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 200} == {}


@pytest.mark.parametrize(
    ("address", "number"),
    [("/aktuelles/", 6), ("/termine/", 4), ("/verzeichnis/", 33), ("/strategie/handlungsfelder/", 6)],
)
def test_section_has_its_pages(answers, address, number):
    assert count_below(answers, address) == number


def test_every_page_has_one_heading_of_the_first_level(soups):
    assert [url for url, soup in soups.items() if len(soup.find_all("h1")) != 1] == []


def test_no_e_mail_address_outside_example_org(answers):
    found = {mail for answer in answers.values() for mail in EMAIL.findall(answer.text)}
    assert found
    assert {mail for mail in found if not mail.endswith("@example.org")} == set()


def test_no_phone_number_anywhere(answers, texts):
    assert {url: PHONE.findall(text) for url, text in texts.items() if PHONE.search(text)} == {}
    assert [url for url, answer in answers.items() if "tel:" in answer.text] == []


@pytest.mark.parametrize("leftover", ["[[", "{{", "{%", "$page", "page:/", "TODO", "Lorem", "None,"])
def test_no_leftover_of_writing(texts, leftover):
    assert [url for url, text in texts.items() if leftover in text] == []


def test_every_link_inside_the_site_leads_somewhere(answers, soups):
    links = {link["href"] for soup in soups.values() for link in soup.find_all("a", href=True)}
    paths = {re.split(r"[?#]", link)[0] for link in links if link.startswith("/")} - answers.keys()
    client = Client(SERVER_NAME=HOST)
    assert {path for path in paths if client.get(path).status_code != 200} == set()


@pytest.mark.parametrize("address", ["/impressum/", "/datenschutz/", "/barrierefreiheit/"])
def test_what_only_the_town_knows_is_marked(texts, address):
    assert "[Bitte ergänzen: " in texts[address]


def test_invented_pages_say_so(answers, texts):
    invented = ("/aktuelles/", "/termine/", "/verzeichnis/", "/strategie/handlungsfelder/")
    pages = [url for url in answers if url.startswith(invented) and url.count("/") > 2]
    assert len(pages) > 40
    assert [url for url in pages if "Beispielinhalt" not in texts[url]] == []


FIELD = "/strategie/handlungsfelder/ankommen/"


@pytest.mark.parametrize("address", ["/", FIELD])
def test_brochure_link_names_type_pages_and_size(texts, address):
    assert re.search(r"PDF, \d Seiten, [\d,]+\s(KB|MB)", texts[address])


def test_pages_that_lead_on_have_no_calls_to_action(soups):
    leading = [url for url, soup in soups.items() if soup.select(".next")]
    assert "/strategie/" in leading and "/die-idee/" in leading
    assert [url for url in leading if soups[url].select(".acts")] == []


@pytest.mark.parametrize("address", ["/", FIELD])
def test_three_calls_to_action_stand_where_a_way_ends(soups, address):
    links = [link["href"] for link in soups[address].main.find_all("a", href=True)]
    assert {"/kontakt/", "/anmelden/"} <= set(links)
    assert any(link.startswith("/dokumente/") for link in links)


def test_pages_with_dated_facts_show_when_they_were_checked(texts):
    dated = ("/", "/die-idee/", "/das-programm/", "/strategie/", "/strategie/partner/")
    assert [url for url in dated if "Stand" not in texts[url]] == []
