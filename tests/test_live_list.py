"""Filtering the directory's list in a browser."""

import re

import pytest
from playwright.sync_api import expect

from .support.axe import assert_no_axe_violations
from .support.browser import PHONE

pytestmark = pytest.mark.browser

LIST = "/verzeichnis/"
FOCUSED = "document.activeElement.name + '=' + document.activeElement.value"
# What screen readers announce: all texts of the status line, and the number of status lines.
LISTEN = """() => {
  window.told = [];
  const line = document.querySelector('[role=status]');
  new MutationObserver(() => told.push(line.textContent)).observe(line, {
    childList: true, characterData: true, subtree: true
  });
}"""


@pytest.fixture
def page(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        page.goto(LIST)
        page.evaluate("window.isSamePage = true")
        yield page
        assert traffic.errors == []


def rows(page):
    return page.locator("main ul.rows > li")


def box(page, name: str):
    return page.locator("#finder").get_by_label(re.compile(rf"^{name}\b")).first


def wait_for_query(page, query: str) -> None:
    page.wait_for_function("query => decodeURI(location.search) === query", arg=query)


def test_a_tick_renews_the_list_in_place(page):
    everything = page.locator("#results-count").inner_text()
    box(page, "kostenlos").focus()
    page.keyboard.press("Space")
    wait_for_query(page, "?kostenlos=1")
    assert page.locator("#results-count").inner_text() != everything
    assert page.evaluate("window.isSamePage")
    assert page.evaluate(FOCUSED) == "kostenlos=1"
    assert page.locator("ul.chips").first.inner_text().strip().endswith("kostenlos")
    assert_no_axe_violations(page, "(renewed)")


def test_the_list_in_place_is_the_list_of_its_address(page):
    box(page, "sucht Mithilfe").check()
    wait_for_query(page, "?mithilfe=1")
    page.locator("details.more-options summary").first.click()
    page.locator("#finder [name=ortsteil]").first.check()
    page.wait_for_function("() => location.search.includes('ortsteil=')")
    areas = "[...document.querySelectorAll('[data-live]')].map(area => area.innerText.replace(/\\s+/g, ' '))"
    in_place = page.evaluate(areas)
    assert page.locator("details.more-options").first.get_attribute("open") is not None
    page.reload()
    page.locator("details.more-options summary").first.click()
    assert page.evaluate(areas) == in_place


def test_the_number_is_announced_once_and_politely(page):
    page.evaluate(LISTEN)
    box(page, "kostenlos").check()
    wait_for_query(page, "?kostenlos=1")
    assert page.locator("[role=status]:not(:empty)").count() == 1
    count = page.locator("#results-count").inner_text()
    assert re.match(r"\d+ Einträge", count)
    assert page.evaluate("told.at(-1)").strip() == count
    assert page.locator("#results-list").get_attribute("aria-busy") is None


def test_typing_renews_after_a_pause_and_is_one_step_back(page):
    everything = rows(page).count()
    page.locator("main [name=q]").press_sequentially("Chor", delay=20)
    wait_for_query(page, "?q=Chor")
    page.locator("main [name=q]").press_sequentially("gesang", delay=20)
    wait_for_query(page, "?q=Chorgesang")
    assert page.evaluate("document.activeElement.id") == "q"
    page.go_back()
    wait_for_query(page, "")
    page.wait_for_function(
        "count => document.querySelectorAll('main ul.rows > li').length === count", arg=everything
    )
    assert page.locator("main [name=q]").input_value() == ""
    assert page.evaluate("window.isSamePage")


def test_the_back_button_takes_each_tick_back(page):
    box(page, "kostenlos").check()
    wait_for_query(page, "?kostenlos=1")
    box(page, "sucht Mithilfe").check()
    wait_for_query(page, "?kostenlos=1&mithilfe=1")
    page.go_back()
    wait_for_query(page, "?kostenlos=1")
    page.wait_for_function("() => !document.querySelector('[name=mithilfe]').checked")
    assert box(page, "kostenlos").is_checked()


def test_a_chip_and_an_order_work_in_place(page):
    page.goto(f"{LIST}?kostenlos=1")
    page.evaluate("window.isSamePage = true")
    page.get_by_role("link", name="zuletzt bestätigt").click()
    wait_for_query(page, "?kostenlos=1&sortierung=bestaetigt")
    page.get_by_role("link", name="Filter entfernen: kostenlos").click()
    wait_for_query(page, "?sortierung=bestaetigt")
    assert not box(page, "kostenlos").is_checked()
    assert page.evaluate("document.activeElement.id") == "results-title"
    assert page.evaluate("window.isSamePage")


def test_a_list_that_cannot_be_fetched_is_opened_as_ever(page):
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')) }")
    box(page, "kostenlos").check()
    wait_for_query(page, "?kostenlos=1")
    page.wait_for_load_state()
    assert page.evaluate("window.isSamePage") is None
    assert box(page, "kostenlos").is_checked()


def test_nothing_found_is_told_in_place(page):
    page.locator("main [name=q]").press_sequentially("xyzzyx", delay=20)
    wait_for_query(page, "?q=xyzzyx")
    assert "Nichts gefunden" in page.locator("#results").inner_text()
    assert_no_axe_violations(page, "(nothing found)")


def test_filters_of_a_phone_fold_away_with_the_number_of_results(live_demo, visitor):
    with visitor(live_demo, viewport=PHONE) as (page, _traffic):
        page.goto(LIST)
        assert not box(page, "kostenlos").is_visible()
        page.locator("summary", has_text="Filter").click()
        box(page, "kostenlos").check()
        wait_for_query(page, "?kostenlos=1")
        count = page.locator("#results-count").inner_text().split(",")[0]
        assert_no_axe_violations(page, "(filters open)")
        page.get_by_role("button", name=f"{count} zeigen").click()
        page.wait_for_function("() => document.activeElement.id === 'results-title'")
        assert not box(page, "kostenlos").is_visible()
        assert rows(page).first.is_visible()


def test_dates_are_chosen_by_day_age_and_filter_in_place(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        page.goto("/termine/")
        page.evaluate("window.isSamePage = true")
        page.get_by_role("link", name="Wochenende").click()
        wait_for_query(page, "?wann=wochenende")
        box(page, "kostenlos").check()
        wait_for_query(page, "?wann=wochenende&kostenlos=1")
        page.get_by_label("Für welches Alter?").fill("7")
        page.keyboard.press("Enter")
        wait_for_query(page, "?wann=wochenende&alter=7&kostenlos=1")
        chosen = page.get_by_role("link", name="Filter entfernen: für 7 Jahre")
        expect(chosen).to_be_visible()
        assert_no_axe_violations(page, "(dates renewed)")
        chosen.click()
        wait_for_query(page, "?wann=wochenende&kostenlos=1")
        expect(page.get_by_label("Für welches Alter?")).to_have_value("")
        page.get_by_label("besondere Termine").check()
        wait_for_query(page, "?wann=wochenende&kostenlos=1&art=besonders")
        expect(page.locator("details.regular")).to_have_count(0)
        assert page.evaluate("window.isSamePage")
        assert traffic.errors == []


def test_an_open_map_shows_the_new_selection(page):
    page.get_by_role("button", name="Karte hier öffnen").click()
    told = page.locator("[data-town-map] [role=status]:not(:empty)")
    before = told.inner_text()
    box(page, "kostenlos").check()
    wait_for_query(page, "?kostenlos=1")
    page.wait_for_function(
        "old => document.querySelector('[data-town-map] [role=status]').textContent.trim().length > 0"
        " && document.querySelector('[data-town-map] [role=status]').textContent !== old",
        arg=before,
    )
    assert page.locator(".town-map__marker").count() > 0
    assert page.evaluate(FOCUSED) == "kostenlos=1"
