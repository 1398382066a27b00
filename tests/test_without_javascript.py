import pytest
from playwright.sync_api import expect

from .support.citizen import CONTACT, send, write_contact, write_registration

pytestmark = pytest.mark.browser


@pytest.fixture
def page(own_demo, visitor):
    with visitor(own_demo, java_script_enabled=False) as (page, _traffic):
        yield page


def test_contact_form_is_sent(page):
    page.goto("/kontakt/")
    write_contact(page)
    send(page)
    page.wait_for_url("**/kontakt/danke/**")


def test_registration_is_sent(page):
    page.goto("/anmelden/")
    write_registration(page)
    send(page)
    page.wait_for_url("**/anmelden/danke/**")


def test_wrong_input_is_named_and_nothing_is_lost(page):
    page.goto("/kontakt/")
    write_contact(page, CONTACT | {"Ihre E-Mail-Adresse": "petra at example"})
    send(page)
    mistakes = page.get_by_role("alert").get_by_role("link")
    assert mistakes.count() == 1
    wrong = page.locator(mistakes.get_attribute("href"))
    assert wrong.input_value() == "petra at example"
    assert wrong.get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Ihr Name").input_value() == CONTACT["Ihr Name"]
    assert page.get_by_label("Ihre Nachricht").input_value() == CONTACT["Ihre Nachricht"]
    assert page.get_by_label("Worum geht es?").input_value() == "Mitmachen"


def test_error_is_announced_in_the_title(page):
    page.goto("/anmelden/")
    send(page)
    assert page.title().startswith("Fehler:")


def test_search_finds_a_page(page):
    page.goto("/suche/")
    page.locator("main [name=q]").fill("Vision")
    page.keyboard.press("Enter")
    page.wait_for_url("**/suche/?*q=Vision*")
    assert page.locator("main").get_by_role("link", name="Vision").first.is_visible()


def test_directory_is_filtered(page):
    page.goto("/verzeichnis/")
    everything = page.locator("main ul.rows > li").count()
    page.locator("main [name=q]").first.fill("Chor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/verzeichnis/?*q=Chor*")
    assert page.locator("main ul.rows > li").count() < everything


def test_dates_are_filtered_and_what_is_regular_unfolds(page):
    page.goto("/termine/")
    folded = page.locator("details.regular").first
    folded.locator("summary").press("Enter")
    expect(folded.locator("article").first).to_be_visible()
    page.get_by_role("link", name="Wochenende").click()
    page.wait_for_url("**/termine/?wann=wochenende")
    page.get_by_label("kostenlos").check()
    page.get_by_role("button", name="Ergebnisse anzeigen").click()
    page.wait_for_url("**/termine/?*wann=wochenende*kostenlos=1*")
    expect(page.get_by_role("link", name="Filter entfernen: kostenlos")).to_be_visible()


def test_menu_of_a_phone_opens(own_demo, visitor):
    with visitor(own_demo, java_script_enabled=False, viewport={"width": 320, "height": 640}) as (page, _t):
        page.goto("/")
        page.locator("header button[popovertarget]:visible").click()
        page.locator("nav.menu").get_by_role("link", name="Vereine").click()
        page.wait_for_url("**/verzeichnis/")
