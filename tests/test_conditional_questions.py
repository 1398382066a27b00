"""A form with headings and a question that is asked only under a condition, as people use it."""

import json
import re

import pytest
from playwright.sync_api import expect

from .support.browser import PHONE
from .support.citizen import WRITING_SPEED, send
from .support.keyboard import tab_to
from .support.looks import look_at

pytestmark = pytest.mark.browser

FORM, THANKS = "/barriere-melden/", re.compile("/barriere-melden/danke/")
WHAT, WANTED, E_MAIL = "Was hat nicht funktioniert?", "Ich möchte eine Antwort", "Ihre E-Mail-Adresse"
SHIFT = """() => new Promise((done) => {
    let shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => { shift += each.value; }))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(shift), 100));
})"""


def newest_answers(site) -> dict[str, str]:
    [(answers,)] = site.ask("SELECT answers FROM forms_app_submission ORDER BY id DESC LIMIT 1")
    return {each["label"]: each["value"] for each in json.loads(answers)}


def write(page):
    page.goto(FORM)
    page.get_by_label(WHAT).press_sequentially("Das Menü geht mit Tabulator nicht auf.", **WRITING_SPEED)
    page.wait_for_timeout(1600)


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE}])
def test_a_question_appears_below_by_keyboard_and_the_focus_stays(own_demo, visitor, options):
    with visitor(own_demo, **options) as (page, traffic):
        write(page)
        address, box = page.get_by_label(E_MAIL), page.get_by_label(WANTED)
        expect(address).to_be_hidden()
        assert page.evaluate(SHIFT) < 0.01
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(address).to_be_visible()
        expect(box).to_be_focused()
        expect(page.locator("form [role=status]")).to_have_text(f"Weitere Frage: {E_MAIL}")
        assert page.get_by_text("Nur, wenn").count() == 0
        page.keyboard.press("Tab")
        expect(address).to_be_focused()
        send(page)
        page.get_by_role("alert").get_by_role("link", name=E_MAIL).click()
        expect(address).to_be_focused()
        assert traffic.errors == []


def test_what_is_hidden_again_is_not_sent(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        write(page)
        page.get_by_label(WANTED).check()
        page.get_by_label(E_MAIL).fill("petra@example.org")
        page.get_by_label(WANTED).uncheck()
        with page.expect_request(lambda request: request.method == "POST") as sent:
            send(page)
        assert "petra" not in sent.value.post_data
        expect(page).to_have_url(THANKS)
        answers = newest_answers(own_demo)
        assert WHAT in answers and E_MAIL not in answers


def test_without_javascript_the_question_says_when_it_is_meant(own_demo, visitor):
    with visitor(own_demo, java_script_enabled=False) as (page, _traffic):
        write(page)
        expect(page.get_by_label(E_MAIL)).to_have_accessible_description(
            f"Nur, wenn „{WANTED}“ angekreuzt ist."
        )
        send(page)
        expect(page).to_have_url(THANKS)
        assert E_MAIL not in newest_answers(own_demo)


def test_headings_and_both_states_are_accessible(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        page.goto(FORM)
        expect(page.get_by_role("group", name="Unsere Antwort")).to_contain_text(WANTED)
        look_at(page, "not asked")
        page.get_by_label(WANTED).check()
        look_at(page, "asked")
    with visitor(own_demo, java_script_enabled=False) as (page, _traffic):
        page.goto(FORM)
        expect(page.get_by_label(E_MAIL)).to_be_visible()
