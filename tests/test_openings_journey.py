"""Looking for a way to volunteer: by keyboard, on a phone, without JavaScript."""

import re

import pytest

from .support.axe import assert_no_axe_violations
from .support.browser import PHONE
from .support.keyboard import tab_to
from .support.looks import SCROLLS_SIDEWAYS

pytestmark = pytest.mark.browser

LIST = "/mithilfe/"
ROWS = "main ul.rows > li"


def wait_for_query(page, query: str) -> None:
    page.wait_for_function("query => decodeURI(location.search) === query", arg=query)


def box(page, name: str, value: str):
    return page.locator(f"#finder [name={name}][value='{value}']")


def test_the_keyboard_leads_from_the_start_page_to_a_call(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        page.goto("/")
        tab_to(page, page.locator(".finder__help"))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{LIST}")
        everything = page.locator(ROWS).count()
        page.evaluate("window.isSamePage = true")
        tab_to(page, box(page, "zeit", "einmal"))
        page.keyboard.press("Space")
        wait_for_query(page, "?zeit=einmal")
        count = page.locator("#results-count")
        assert re.fullmatch(r"\d+ Gesuche", count.inner_text())
        assert count.get_attribute("role") == "status"
        assert 0 < page.locator(ROWS).count() < everything
        assert page.evaluate("window.isSamePage")
        assert box(page, "zeit", "einmal").evaluate("box => box === document.activeElement")
        assert_no_axe_violations(page, "(renewed)")
        first = page.locator(ROWS).first.locator("h3 a")
        title = first.inner_text()
        tab_to(page, first)
        page.keyboard.press("Enter")
        page.wait_for_url("**/verzeichnis/**#mithilfe-*")
        assert page.locator(".opening:target h3").inner_text() == title
        assert traffic.errors == []


def test_each_row_has_a_link_to_its_group_above_the_one_to_the_call(live_demo, visitor):
    with visitor(live_demo) as (page, _traffic):
        page.goto(LIST)
        page.locator(".opening-row__who a").first.click()
        page.wait_for_url(re.compile(r"/verzeichnis/[^#]+$"))


def test_a_phone_shows_what_is_left_when_nothing_fits(live_demo, visitor):
    with visitor(live_demo, viewport=PHONE, color_scheme="dark") as (page, _traffic):
        page.goto(f"{LIST}?hilfe=lehren&zeit=einmal&zuhause=1")
        page.locator("summary", has_text="Filter").click()
        assert box(page, "zuhause", "1").is_checked()
        page.get_by_role("button", name="0 Gesuche zeigen").click()
        page.wait_for_function("() => document.activeElement.id === 'results-title'")
        assert "Kein passendes Gesuch" in page.locator("#results").inner_text()
        assert "Sprechstunde" in page.locator("#results").inner_text()
        assert_no_axe_violations(page, "(nothing fits)")
        assert not page.evaluate(SCROLLS_SIDEWAYS)
        page.get_by_role("link", name="Alle Gesuche zeigen").press("Enter")
        page.locator(ROWS).first.wait_for()


def test_without_javascript_the_button_filters(live_demo, visitor):
    with visitor(live_demo, java_script_enabled=False) as (page, _traffic):
        page.goto(LIST)
        page.locator("main [name=q]").fill("vorlesen")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{LIST}?*q=vorlesen*")
        assert page.locator(ROWS).count() == 1
