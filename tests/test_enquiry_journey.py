"""From a call for volunteers to the club's answer, without JavaScript; and how each page on the way looks."""

import pytest

from .support.citizen import WRITING_SPEED, mailed_path, send
from .support.looks import look_at

pytestmark = pytest.mark.browser

MESSAGE = {
    "name": "Petra Beispiel",
    "email": "petra@example.org",
    # Written no faster than people do, which forms check.
    "message": "Ich lese gern vor und habe samstags Zeit. " * 6,
}
CALL = """
    SELECT page.slug FROM directory_opening opening
    JOIN wagtailcore_page page ON page.id = opening.page_id
    JOIN directory_maintainership keeping ON keeping.page_id = page.id
    WHERE opening.valid_until > date('now') AND page.live AND keeping.maintainer_mode = 'club'
      AND keeping.maintainer_email <> '' ORDER BY page.id LIMIT 1
"""


def write(page, message=MESSAGE) -> None:
    for name, text in message.items():
        page.locator(f"[name={name}]").press_sequentially(text, **WRITING_SPEED)


def open_form(site, page) -> None:
    [(slug,)] = site.ask(CALL)
    page.goto(f"/verzeichnis/{slug}/")
    with page.expect_navigation():
        page.locator(".opening .button").first.click()


def kinds(site) -> list[str]:
    return [kind for (kind,) in site.ask("SELECT kind FROM mail_mail WHERE kind LIKE 'enquiry%' ORDER BY id")]


@pytest.mark.parametrize("javascript", [True, False])
def test_call_is_answered_and_the_club_taps_once(own_demo, visitor, javascript):
    before = len(kinds(own_demo))
    with visitor(own_demo, java_script_enabled=javascript) as (page, traffic):
        open_form(own_demo, page)
        if javascript:
            look_at(page, "message to a club")
            send(page)
            page.get_by_role("alert").wait_for()
            look_at(page, "message refused")
        write(page)
        send(page)
        page.wait_for_url("**/danke/**")
        if javascript:
            look_at(page, "confirm")
        page.goto(mailed_path(own_demo, "enquiry-confirm"))
        if javascript:
            look_at(page, "link")
        send(page)
        page.locator("main a.button").wait_for()
        page.goto(mailed_path(own_demo, "enquiry-club"))
        if javascript:
            look_at(page, "club's page")
        with page.expect_navigation():
            page.locator("[value=taken]").click()
        page.locator("[value=close]").wait_for()
        if javascript:
            look_at(page, "already taken")
        assert traffic.foreign == [] and traffic.errors == []
    sent = ["enquiry-confirm", "enquiry-club", "enquiry-delivered", "enquiry-taken"]
    assert kinds(own_demo)[before:] == sent


def test_form_without_a_club_says_where_to_begin(own_demo, visitor):
    with visitor(own_demo) as (page, _traffic):
        page.goto("/nachricht/")
        look_at(page, "no club")
        assert page.locator("main .notice a").count() == 1
