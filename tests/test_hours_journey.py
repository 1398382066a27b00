"""Hours of a helper in a browser: entered on a club's phone, agreed to, downloaded, checked, deleted."""

import re
from datetime import date

import pytest

from .support.browser import PHONE
from .support.citizen import mailed_path
from .support.html_checker import html_errors
from .support.keyboard import tab_to
from .support.looks import look_at
from .support.maintainer import Maintainer

pytestmark = pytest.mark.browser
HELPER, NAME, DEED = "xaverine@example.org", "Xaverine Planthold", "Auf- und Abbau beim Sommerfest"
DAY = date(date.today().year - 1, 5, 2).isoformat()
CODE = re.compile(r"(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")


@pytest.fixture
def maintainer(own_demo):
    return lambda name: Maintainer(own_demo, f"beispiel-{name}")


def press(page, name: str, role: str = "button") -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=re.compile(name)).first.click()


def enter(page, **answers: str) -> None:
    facts = {"name": NAME, "email": HELPER, "activity": DEED, "first_day": DAY, "hours": "2,5"} | answers
    for name, value in facts.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main [name=knows]").check()
    press(page, "Zustimmung erfragen")


def test_whole_journey_on_a_phone_without_javascript(own_demo, visitor, maintainer):
    mine = maintainer("springerrunde")
    with visitor(own_demo, viewport=PHONE, java_script_enabled=False, accept_downloads=True) as (
        page,
        traffic,
    ):
        page.goto(mine.new_link())
        press(page, "Stunden eintragen", "link")
        enter(page)
        assert "wartet auf Zustimmung" in page.locator("main").inner_text()
        page.goto(mailed_path(own_demo, "hours-consent"))
        press(page, "Ja, das stimmt")
        shown = page.locator("main").inner_text()
        assert "Bestätigt" in shown
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Nachweis herunterladen").click()
        assert waiting.value.suggested_filename.endswith(".pdf")
        page.goto("/nachweis/")
        page.get_by_label("Code auf dem Nachweis").fill(CODE.search(shown)[0].lower())
        press(page, "Prüfen")
        assert "Gültig" in page.locator("main").inner_text()
        assert NAME in page.locator("main").inner_text()
        assert traffic.foreign == [] and traffic.cookies == []


def test_every_state_is_accessible_and_valid_and_reached_by_keyboard(own_demo, visitor, maintainer, tmp_path):
    mine = maintainer("lesezeit")
    sources = {}
    with visitor(own_demo) as (page, traffic):

        def look(state: str) -> None:
            look_at(page, state)
            sources[state] = page.content().encode()

        session = mine.new_link()
        page.goto(session)
        look("section of the entry")
        page.goto(f"{session}stunden/")
        look("no hours")
        press(page, "Stunden eintragen", "link")
        press(page, "Zustimmung erfragen")
        look("form with mistakes")
        enter(page)
        enter_again = page.locator("main").get_by_role("link", name="Stunden eintragen")
        tab_to(page, enter_again)
        enter_again.click()
        enter(page, activity="Kasse", name="x" * 100)
        look("hours")
        press(page, "Ändern", "link")
        look("change")
        page.go_back()
        press(page, "Zurückziehen", "link")
        look("withdraw")
        page.goto(mailed_path(own_demo, "hours-consent"))
        look("answer")
        tab_to(page, page.get_by_role("button", name="Ja, das stimmt").first)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        look("agreed to one")
        press(page, "Ja, das stimmt")
        look("agreed to all")
        code = CODE.search(page.locator("main").inner_text())[0]
        page.goto("/meine-stunden/")
        look("ask")
        page.locator("main [name=email]").fill(HELPER)
        press(page, "Link")
        look("asked")
        page.goto(mailed_path(own_demo, "hours-access"))
        look("open")
        press(page, "Meine Stunden zeigen")
        look("opened")
        press(page, "Meine Stunden löschen")
        look("not sure")
        page.goto("/nachweis/")
        look("check")
        for typed, state in ((code, "valid"), ("falsch", "not valid")):
            page.locator("main [name=code]").fill(typed)
            press(page, "Prüfen")
            look(state)
        for path in ("/en/nachweis/", "/de-simple/meine-stunden/"):
            page.goto(path)
            look(path)
        assert traffic.foreign == []
    assert html_errors(sources, tmp_path) == []
