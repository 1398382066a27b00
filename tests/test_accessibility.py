import pytest
from playwright.sync_api import expect

from .support.axe import assert_no_axe_violations
from .support.browser import DESKTOP, PHONE
from .support.citizen import FORMS, send
from .support.looks import SCROLLS_SIDEWAYS, look_at

pytestmark = pytest.mark.browser

LIGHT_DESKTOP = [(DESKTOP, "light")]
OTHER_LOOKS = [(PHONE, "light"), (PHONE, "dark"), (DESKTOP, "dark")]


def breaches_of_policy(traffic) -> list[str]:
    """The browser's complaints, except about the deliberately missing page."""
    return [error for error in traffic.errors if "404" not in error]


def test_every_page_of_the_demo_is_accessible_asks_no_other_host_sets_no_cookie_and_breaks_no_policy(
    live_demo, demo_pages, visitor
):
    """One test, because opening all pages takes most of the time."""
    with visitor(live_demo) as (page, traffic):
        for path in dict.fromkeys([*demo_pages.all, *demo_pages.by_type.values()]):
            if path not in FORMS:
                page.goto(path)
                look_at(page, "", LIGHT_DESKTOP)
        assert traffic.foreign == []
        assert traffic.cookies == []
        assert breaches_of_policy(traffic) == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_form_is_accessible_sets_no_cookie_but_the_one_against_forgery_and_breaks_no_policy(
    live_demo, visitor
):
    with visitor(live_demo) as (page, traffic):
        for path in FORMS:
            page.goto(path)
            look_at(page, "", LIGHT_DESKTOP)
        assert traffic.foreign == []
        assert page.context.cookies() == []
        assert breaches_of_policy(traffic) == []


def test_every_page_type_is_accessible_on_a_phone_in_the_dark_and_with_text_of_double_size(
    live_demo, demo_pages, visitor
):
    """Double size according to WCAG 1.4.4 and 1.4.10: 1280 pixels at 200 % leave 640."""
    with visitor(live_demo) as (page, _traffic):
        for path in demo_pages.by_type.values():
            page.goto(path)
            look_at(page, "", OTHER_LOOKS)
            page.set_viewport_size({"width": 640, "height": 450})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert not page.evaluate(SCROLLS_SIDEWAYS), path


@pytest.mark.parametrize("path", FORMS)
def test_refused_form_is_accessible(live_demo, visitor, path):
    with visitor(live_demo) as (page, _traffic):
        page.goto(path)
        send(page)
        page.get_by_role("alert").wait_for()
        look_at(page, "refused")


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
        assert page.evaluate("document.documentElement.scrollHeight") < 28_000
        assert_no_axe_violations(page)
        assert not page.evaluate(SCROLLS_SIDEWAYS)


def test_keyboard_reaches_the_content_first(live_demo, visitor):
    with visitor(live_demo) as (page, _traffic):
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
