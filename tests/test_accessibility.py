import pytest

from .support.axe import assert_no_axe_violations
from .support.browser import DESKTOP, PHONE
from .support.citizen import send

pytestmark = pytest.mark.browser

VIEWPORTS = {"desktop": DESKTOP, "phone": PHONE}
SCROLLS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
FORMS = ["/kontakt/", "/anmelden/", "/barriere-melden/", "/fehler-melden/"]


@pytest.mark.parametrize(("width", "colours"), [("desktop", "dark"), ("phone", "light"), ("phone", "dark")])
def test_every_page_type_is_accessible(live_demo, demo_pages, visitor, width, colours):
    with visitor(live_demo, viewport=VIEWPORTS[width], color_scheme=colours) as (page, _traffic):
        for path in demo_pages.by_type.values():
            page.goto(path)
            assert_no_axe_violations(page, f"({width}, {colours})", only_colours=colours == "dark")
            assert not page.evaluate(SCROLLS_SIDEWAYS), f"{path} scrolls sideways ({width})"


def test_every_page_of_the_demo_is_accessible(live_demo, demo_pages, visitor):
    with visitor(live_demo) as (page, _traffic):
        for path in demo_pages.all:
            page.goto(path)
            assert_no_axe_violations(page)
            assert not page.evaluate(SCROLLS_SIDEWAYS), f"{path} scrolls sideways"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", FORMS)
def test_refused_form_is_accessible(live_demo, visitor, path, colours):
    with visitor(live_demo, viewport=PHONE, color_scheme=colours) as (page, _traffic):
        page.goto(path)
        send(page)
        page.get_by_role("alert").wait_for()
        assert_no_axe_violations(page, "(refused)", only_colours=colours == "dark")
        assert not page.evaluate(SCROLLS_SIDEWAYS)


def test_open_menu_of_a_phone_is_accessible(live_demo, visitor):
    with visitor(live_demo, viewport=PHONE) as (page, _traffic):
        page.goto("/")
        page.locator("header button[popovertarget]:visible").click()
        assert_no_axe_violations(page, "(menu open)")


def test_the_reference_of_the_api_is_accessible_and_opens_what_a_link_leads_to(live_demo, visitor):
    with visitor(live_demo, viewport=PHONE) as (page, _traffic):
        page.goto("/api/v1/docs#schema-Teaser")
        page.locator("#schema-Teaser").wait_for()
        assert page.locator(".api__schema[open]").count() == 1
        assert page.evaluate("document.documentElement.scrollHeight") < 25_000
        assert_no_axe_violations(page)
        assert not page.evaluate(SCROLLS_SIDEWAYS)


def test_text_of_double_size_fits_a_small_window(live_demo, demo_pages, visitor):
    """WCAG 1.4.4 and 1.4.10: 1280 pixels at 200 % leave 640."""
    with visitor(live_demo, viewport={"width": 640, "height": 450}) as (page, _traffic):
        for path in demo_pages.by_type.values():
            page.goto(path)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert not page.evaluate(SCROLLS_SIDEWAYS), path


def test_keyboard_reaches_the_content_first(live_demo, visitor):
    with visitor(live_demo) as (page, _traffic):
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
