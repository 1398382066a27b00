"""Two people look for something to do on Saturday: one with text of double size, one who hears the page."""

import re

import pytest
from playwright.sync_api import expect

from .support.keyboard import IS_FOCUSED, demand_visible
from .support.looks import SCROLLS_SIDEWAYS

pytestmark = pytest.mark.browser

# As after "200 %" in the settings for text; the page zoom of 200 % halves the window, too.
DOUBLE_SIZE = """document.addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "200%";
})"""
# Words of which a part is hidden, except what is only there to be heard.
CUT_OFF = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, a, p, button, label)")]
  .filter((each) => each.checkVisibility() && !each.closest(".visually-hidden"))
  .filter((each) => getComputedStyle(each).overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.textContent.trim())"""
SIZE = "(element) => parseFloat(getComputedStyle(element).fontSize)"
STORIES = "Vorlesestunde"
# A regular offer stands in the entry of its club.
OFFER = re.compile(r"/verzeichnis/beispiel-lesezeit/#angebot-")


def demand_readable(page) -> None:
    assert not page.evaluate(SCROLLS_SIDEWAYS), page.url
    assert page.evaluate(CUT_OFF) == [], page.url


@pytest.mark.parametrize("width", [1280, 640])
def test_somebody_with_text_of_double_size_finds_something_for_saturday(live_demo, visitor, width):
    with visitor(live_demo, viewport={"width": width, "height": width * 9 // 16}) as (page, traffic):
        page.add_init_script(DOUBLE_SIZE)
        page.goto("/")
        demand_readable(page)
        menu = page.locator("header button[popovertarget]:visible")
        if menu.count():
            menu.first.click()
        page.locator("header").get_by_role("link", name="Termine", exact=True).locator(
            "visible=true"
        ).first.click()
        page.wait_for_url("**/termine/")
        demand_readable(page)
        page.get_by_label("Was möchten Sie tun?").fill("Samstag")
        page.locator("main").get_by_role("button", name="Suchen", exact=True).click()
        page.wait_for_function("() => location.search.includes('q=Samstag')")
        expect(page.get_by_role("heading", level=2).first).to_contain_text("Samstag")
        folded = page.locator("details.regular:not([open]) > summary")
        if folded.count():
            folded.first.click()
        demand_readable(page)
        found = page.locator("main").get_by_role("link", name=STORIES)
        found.scroll_into_view_if_needed()
        demand_visible(page, found)
        assert found.evaluate(SIZE) >= 32
        assert "10:30" in page.locator(
            "main .row", has=page.get_by_role("link", name=STORIES)
        ).inner_text().replace(".", ":")
        found.click()
        page.wait_for_url(OFFER)
        demand_readable(page)
        offer = page.locator(":target")
        for fact in ("jeden Samstag", "10:30", "kostenlos"):
            assert fact in offer.inner_text(), offer.inner_text()
        assert traffic.errors == []


def headings(page) -> list[tuple[int, str]]:
    """Levels and words, in the order in which the key for the next heading reads them."""
    read = re.findall(r'- heading "(.+?)" \[level=(\d)\]', page.locator("body").aria_snapshot())
    return [(int(level), words) for words, level in read]


def test_somebody_who_hears_the_page_finds_something_for_saturday(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        page.goto("/termine/")
        for landmark in ("banner", "main", "contentinfo"):
            expect(page.get_by_role(landmark)).to_have_count(1)
        expect(page.get_by_role("search", name="Termine durchsuchen")).to_have_count(1)
        navigations = page.get_by_role("navigation").all()
        names = [
            each.get_attribute("aria-label") or each.get_attribute("aria-labelledby") for each in navigations
        ]
        assert all(names) and len(set(names)) == len(names)
        levels = [level for level, _words in headings(page)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))

        told = page.get_by_role("status").filter(has_text="Termin")
        everything = told.inner_text()
        page.get_by_label("Was möchten Sie tun?").press_sequentially("Samstag", delay=20)
        page.wait_for_function("() => location.search.includes('q=Samstag')")
        expect(told).to_have_text(re.compile(r"^\s*\d+ Termine?"))
        assert told.inner_text() != everything
        expect(page.get_by_label("Was möchten Sie tun?")).to_be_focused()

        # The third skip of the page leads to the results, whose heading says which day they are of.
        skip = page.get_by_role("link", name="Zu den Ergebnissen")
        skip.focus()
        page.keyboard.press("Enter")
        title = page.locator("#results-title")
        assert title.evaluate(IS_FOCUSED) and "Samstag" in title.inner_text()
        day = page.get_by_role("region", name=re.compile("Samstag"))
        expect(day).to_have_count(1)
        folded = day.locator("details:not([open]) > summary")
        if folded.count():
            folded.focus()
            page.keyboard.press("Enter")
        assert any(STORIES in words for level, words in headings(page) if level == 4)
        links = [link.inner_text().strip() for link in day.get_by_role("link").all()]
        assert all(links) and "mehr" not in [each.lower() for each in links]
        day.get_by_role("link", name=STORIES).focus()
        page.keyboard.press("Enter")
        page.wait_for_url(OFFER)
        assert any(STORIES in words for _level, words in headings(page))
        offer = page.locator(":target")
        assert STORIES in offer.inner_text() and "jeden Samstag" in offer.inner_text(), offer.inner_text()
        assert traffic.errors == []
