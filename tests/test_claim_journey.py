"""Taking over an unmaintained entry, using a shortlist, and reporting an error, in a real browser."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from .support.axe import assert_no_axe_violations
from .support.browser import PHONE
from .support.citizen import WRITING_SPEED, mailed_path, send
from .support.keyboard import tab_to
from .support.looks import SCROLLS_SIDEWAYS
from .support.maintainer import Maintainer

pytestmark = pytest.mark.browser
SLUG = "beispiel-bachpatinnen-klarwasser"
ERROR = "Die Gruppe trifft sich nicht mehr montags, sondern samstags um zehn. " * 3
ADDRESS = "Chor am Markt\nMarkt 1\n54634 Bitburg"
STORED = "localStorage.length"


@pytest.fixture(scope="module")
def unkept(own_demo):
    """The path of an entry that the office maintains, and that has an address for letters."""
    maintainer = Maintainer(own_demo, SLUG)
    maintainer.reach_by_letter(ADDRESS)
    return maintainer.public


def looks_well(page) -> None:
    assert not page.evaluate(SCROLLS_SIDEWAYS)
    assert_no_axe_violations(page)


def print_letter(editor, site) -> tuple[str, str]:
    """Print and record the letter as staff do; return the number and code on the paper."""
    with editor(site) as (page, _traffic):
        page.goto("/admin/verzeichnis/aufgaben/?kind=claims")
        assert_no_axe_violations(page, within=(".tasks",))
        with page.expect_download(timeout=60_000) as download:
            page.get_by_role("button", name=re.compile("^Brief drucken")).click()
        paper = PdfReader(BytesIO(download.value.path().read_bytes())).pages[0].extract_text()
        page.reload()
        page.get_by_role("button", name=re.compile("^Brief ist gesendet|^Brief gesendet")).click()
        page.get_by_text("Nichts wartet").or_(page.get_by_text("Davon wartet nichts")).first.wait_for()
    return re.search(r"/brief/(\w{6})/", paper)[1], re.search(r"\b(\w{4}-\w{4})\b", paper)[1]


def test_entry_is_taken_over_by_letter_with_the_keyboard_on_a_phone(own_demo, visitor, editor, unkept):
    with visitor(own_demo, viewport=PHONE, color_scheme="dark") as (page, traffic):
        page.goto(unkept)
        tab_to(page, page.get_by_role("link", name="Eintrag übernehmen"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/uebernehmen/")
        looks_well(page)
        tab_to(page, page.get_by_label("Ihre E-Mail-Adresse"))
        page.keyboard.type("neu@example.org")
        page.keyboard.press("Enter")
        page.wait_for_url("**angefragt=1")
        looks_well(page)
        tab_to(page, page.get_by_role("link", name="Lieber per Brief"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/brief/")
        looks_well(page)
        tab_to(page, page.get_by_role("button", name="Bitte einen Brief schicken"))
        page.keyboard.press("Enter")
        page.wait_for_url("**angefragt=1")
        looks_well(page)
        number, code = print_letter(editor, own_demo)
        page.goto(f"/brief/{number}/")
        tab_to(page, page.get_by_label("Code"))
        page.keyboard.type("falsch")
        page.keyboard.press("Enter")
        page.locator("[aria-invalid=true]").first.wait_for()
        looks_well(page)
        page.get_by_label("Code").fill(code.lower().replace("-", " "))
        page.keyboard.press("Enter")
        page.wait_for_url("**/brief/offen/**")
        looks_well(page)
        tab_to(page, page.get_by_label("Ihre E-Mail-Adresse"))
        page.keyboard.type("neu@example.org")
        page.keyboard.press("Enter")
        page.wait_for_url("**gesendet=1")
        looks_well(page)
        page.goto(mailed_path(own_demo, "entry-claim-link"))
        looks_well(page)
        tab_to(page, page.get_by_role("button", name="Eintrag übernehmen"))
        page.keyboard.press("Enter")
        page.get_by_text("Ab jetzt pflegen Sie diesen Eintrag").wait_for()
        page.goto(unkept)
        assert page.get_by_role("link", name=re.compile("Ist das Ihr Eintrag")).is_visible()
        assert page.context.cookies() == []


def test_shortlist_is_kept_by_keyboard_announced_and_passed_on(own_demo, visitor):
    with visitor(own_demo, viewport=PHONE) as (page, traffic):
        page.goto("/verzeichnis/")
        assert page.evaluate(STORED) == 0
        buttons = page.locator("[data-shortlist]")
        tab_to(page, buttons.first)
        page.keyboard.press("Enter")
        assert buttons.first.get_attribute("aria-pressed") == "true"
        assert page.locator("[data-shortlist-status]").inner_text() == "Steht auf Ihrer Merkliste."
        buttons.nth(1).click()
        looks_well(page)
        page.get_by_role("link", name="Merkliste (2)").click()
        page.wait_for_url("**/merkliste/?eintrag=**")
        assert page.locator(".shortlist__sheet").count() == 2
        looks_well(page)
        shared = page.url
        page.get_by_role("button", name=re.compile("Meine Merkliste leeren")).click()
        page.wait_for_url("**/merkliste/")
        assert page.evaluate(STORED) == 0
    with visitor(own_demo, java_script_enabled=False) as (page, traffic):
        page.goto(shared)
        assert page.locator(".shortlist__sheet").count() == 2
        assert not page.locator("[data-shortlist]").first.is_visible()
        page.goto("/merkliste/")
        assert page.get_by_text("Ihr Browser führt keine Skripte aus").is_visible()


def test_error_is_reported_without_javascript(own_demo, visitor, unkept):
    with visitor(own_demo, viewport=PHONE, java_script_enabled=False) as (page, traffic):
        page.goto(unkept)
        page.get_by_role("link", name="Fehler melden").click()
        page.get_by_role("checkbox", name="Zeiten").check()
        page.get_by_label("Was wäre richtig?").press_sequentially(ERROR, **WRITING_SPEED)
        send(page)
        page.wait_for_url("**/danke/**")
        assert page.get_by_text("Danke für den Hinweis").is_visible()
