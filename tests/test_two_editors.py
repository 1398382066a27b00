"""In a browser: whoever saves second is asked, and autosave survives a session that ends."""

import pytest
from playwright.sync_api import expect

from .support.site import ADMIN

pytestmark = pytest.mark.browser
SUMMARY = "[name=summary]"


@pytest.fixture
def address(own_demo) -> str:
    [(key,)] = own_demo.ask("SELECT id FROM wagtailcore_page WHERE slug = ?", "barrierefreiheit")
    return f"/admin/pages/{key}/edit/"


def test_second_editor_sees_what_differs_and_decides(own_demo, editor, address):
    with editor(own_demo) as (first, _traffic):
        second = first.context.new_page()
        # No autosave may warn either of them: it is the request that counts.
        first.context.route(
            "**/edit/", lambda route: route.abort() if is_autosave(route) else route.fallback()
        )
        for page in (first, second):
            page.goto(address)
        first.fill(SUMMARY, "Was die Erste schrieb")
        publish(first)
        second.fill(SUMMARY, "Was die Zweite schrieb")
        publish(second)

        asked = second.locator(".overtaken")
        asked.get_by_text("Noch nicht gespeichert").wait_for()
        expect(asked.get_by_role("row").filter(has_text="Was die")).to_contain_text("Erste")
        expect(second.locator(SUMMARY)).to_have_value("Was die Zweite schrieb")


def test_autosave_says_that_the_session_has_ended_and_goes_on_after_signing_in(own_demo, editor, address):
    with editor(own_demo) as (page, _traffic):
        page.goto(address)
        # Only then does the editor watch for changes.
        page.wait_for_timeout(2500)
        page.context.clear_cookies(name="sessionid")
        page.fill(SUMMARY, "Geschrieben ohne Anmeldung")
        page.get_by_text("Sie sind abgemeldet").wait_for()

        sign_in(page.context.new_page())
        page.bring_to_front()
        page.fill(SUMMARY, "Geschrieben nach der Anmeldung")
        page.locator(".w-autosave-indicator__state--saved").wait_for()

        # The button, at once: what autosave has stored is the editor's own, and is not asked about.
        page.context.clear_cookies(name="sessionid")
        page.fill(SUMMARY, "Geschrieben bis zuletzt")
        publish(page)
        again = page.get_by_role("button", name="Weiter speichern")
        again.wait_for()
        sign_in(page.context.new_page())
        page.bring_to_front()
        again.click()
        page.locator(".messages .success").wait_for()
        expect(page.locator(".overtaken")).to_have_count(0)


def is_autosave(route) -> bool:
    return route.request.headers.get("accept") == "application/json"


def publish(page) -> None:
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Veröffentlichen").click()


def sign_in(page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", ADMIN[0])
    page.fill("[name=password]", ADMIN[1])
    page.click("form button[type=submit]")
    page.wait_for_url("**/admin/")
