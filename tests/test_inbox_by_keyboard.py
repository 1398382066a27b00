"""The inbox without a mouse: read, tick, decide, reply, export."""

import csv
import re

import pytest

from .support.citizen import CONTACT, send, write_contact
from .support.keyboard import tab_to
from .support.looks import look_at

pytestmark = pytest.mark.browser

INBOX = "/admin/einsendungen/"
LOOKS = [
    ({"width": width, "height": 900}, colours)
    for width, colours in [(320, "light"), (800, "light"), (1280, "light"), (1280, "dark")]
]


@pytest.fixture(scope="module")
def letters(own_demo, browser):
    """Three submissions of citizens."""
    context = browser.new_context(base_url=own_demo.url, locale="de-DE")
    page = context.new_page()
    for name in ("Petra Beispiel", "Klaus Winter", "Nadia Haddad"):
        page.goto("/kontakt/")
        write_contact(page, CONTACT | {"Ihr Name": name})
        send(page)
        page.wait_for_url("**/kontakt/danke/**")
    context.close()


def row(page, name: str):
    return page.get_by_role("row").filter(has_text=name)


def test_list_and_letter_are_accessible(own_demo, letters, editor):
    with editor(own_demo) as (page, traffic):
        for path in (INBOX, f"{INBOX}?status=all&due=overdue", f"{INBOX}?q=xyzzyx&status=all"):
            page.goto(path)
            look_at(page, "list", LOOKS)
        page.goto(INBOX)
        row(page, "Petra Beispiel").get_by_role("link").click()
        page.wait_for_url("**/inspect/**")
        for summary in page.locator("details.submission__compose summary").all():
            summary.click()
        look_at(page, "letter", LOOKS)
        page.locator("[name=action][value=reply]").click()
        page.locator(".error-message").first.wait_for()
        look_at(page, "refused reply", LOOKS)
        assert traffic.errors == []
        assert traffic.foreign == []


def test_letter_is_read_assigned_and_answered(own_demo, letters, editor):
    with editor(own_demo) as (page, _traffic):
        page.goto(INBOX)
        tab_to(page, row(page, "Klaus Winter").get_by_role("link"))
        page.keyboard.press("Enter")
        page.wait_for_url("**/inspect/**")
        tab_to(page, page.locator("details summary").first)
        page.keyboard.press("Enter")
        tab_to(page, page.locator("[name=message]"))
        page.keyboard.type("kommen Sie gern am Dienstag vorbei.")
        tab_to(page, page.locator("[name=action][value=reply]"))
        page.keyboard.press("Enter")
        page.locator(".submission__event--reply").wait_for()
        assert "kommen Sie gern am Dienstag" in page.locator(".submission__event--reply").inner_text()
        tab_to(page, page.locator("[name=assigned_to]"))
        page.keyboard.press("ArrowDown")
        tab_to(page, page.locator("[name=action][value=assignment]"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(".messages").wait_for()
        page.goto(f"{INBOX}?assigned=me")
        assert row(page, "Klaus Winter").count() == 1


def test_letters_are_ticked_and_done_together(own_demo, letters, editor):
    with editor(own_demo) as (page, _traffic):
        page.goto(INBOX)
        for name in ("Petra Beispiel", "Nadia Haddad"):
            tab_to(page, row(page, name).get_by_role("checkbox"))
            page.keyboard.press("Space")
            page.evaluate("document.activeElement.blur()")
        assert page.locator("#bulk-label").inner_text().startswith("2")
        tab_to(page, page.locator("[name=action][value=done]"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator(".messages").wait_for()
        assert row(page, "Petra Beispiel").count() == 0
        page.goto(f"{INBOX}?status=done")
        assert row(page, "Petra Beispiel").count() == row(page, "Nadia Haddad").count() == 1


def test_without_javascript_everything_still_works(own_demo, letters, browser, editor):
    with editor(own_demo) as (page, _traffic):
        cookies = page.context.cookies()
    context = browser.new_context(base_url=own_demo.url, locale="de-DE", java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"{INBOX}?status=all")
    row(page, "Petra Beispiel").get_by_role("checkbox").check()
    with page.expect_navigation():
        page.locator("[name=action][value=spam]").click()
    page.goto(f"{INBOX}?status=spam")
    assert row(page, "Petra Beispiel").count() == 1
    row(page, "Petra Beispiel").get_by_role("checkbox").check()
    with page.expect_navigation():
        page.locator("[name=action][value=delete]").click()
    with page.expect_navigation():
        page.locator("main form [type=submit]").last.click()
    page.goto(f"{INBOX}?status=all")
    assert row(page, "Petra Beispiel").count() == 0
    context.close()


def test_list_is_saved_with_a_progress_bar(own_demo, letters, editor, tmp_path):
    with editor(own_demo) as (page, _traffic):
        page.goto(f"{INBOX}?status=all")
        tab_to(page, page.get_by_role("link", name="CSV"))
        with page.expect_download() as waiting:
            page.keyboard.press("Enter")
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        assert target.suffix == ".csv"
        with target.open(encoding="utf-8-sig", newline="") as file:
            names = {line["Ihr Name"] for line in csv.DictReader(file, delimiter=";")}
        assert "Klaus Winter" in names
        status = page.locator(".inbox__export [role=status]")
        status.filter(has_text=re.compile(r"\w")).wait_for()
        assert page.locator(".inbox__export progress").get_attribute("value") == page.locator(
            ".inbox__export progress"
        ).get_attribute("max")
