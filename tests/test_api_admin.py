"""Admin screens of API keys, webhooks and preview links: accessible, on a phone, without a mouse."""

from datetime import date, timedelta

import pytest

from .support.browser import PHONE
from .support.demo_pages import read_demo_pages
from .support.keyboard import tab_to
from .support.looks import look_at

pytestmark = pytest.mark.browser

KEYS, WEBHOOKS, LOG = "/admin/api-schluessel/", "/admin/webhooks/", "/admin/webhooks-protokoll/"
REVOKE = "Widerrufen"
CALENDAR = ".xdsoft_datetimepicker:visible"
RECEIVER = "https://empfang.landkreis-beispiel.example/systeme/website/ereignisse?von=stadt"


def make_key(page) -> str:
    """Make a key by keyboard; return the text that is shown once."""
    page.goto(KEYS)
    press(page, page.get_by_role("link", name="Neuer Schlüssel"))
    page.wait_for_url("**/neu/")
    write(page, "#id_name", "App des Landkreises")
    press(page, page.locator("[name=scopes]").first, "Space")
    write(page, "#id_expires_on", f"{date.today() + timedelta(days=90):%d.%m.%Y}")
    # It opens a moment after it gets the focus; typing sooner would close it.
    page.locator(CALENDAR).wait_for()
    page.keyboard.press("Escape")
    press(page, page.locator("main form button[type=submit]"))
    return page.locator("#api-key").input_value()


def make_webhook(page) -> str:
    """Enter a receiver by keyboard; return the address of the screen that shows its secret."""
    page.goto(f"{WEBHOOKS}new/")
    write(page, "#id_name", "Website des Landkreises")
    write(page, "#id_url", RECEIVER)
    press(page, page.locator("[name=events]").first, "Space")
    press(page, page.locator("main form button[type=submit]").first)
    page.wait_for_url("**/webhooks-geheimnis/**")
    return page.url


def write(page, field: str, text: str) -> None:
    tab_to(page, page.locator(field))
    page.keyboard.type(text)


def press(page, target, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def test_keys_and_webhooks_are_made_shown_and_revoked(own_demo, editor):
    with editor(own_demo) as (page, traffic):
        assert make_key(page).startswith("es_")
        secret = make_webhook(page)
        preview = f"/admin/seiten/{read_demo_pages(own_demo.data_dir).start_page}/vorschau-link/"
        for path in (KEYS, f"{KEYS}neu/", WEBHOOKS, f"{WEBHOOKS}new/", LOG, secret, preview):
            page.goto(path)
            # Wagtail's menu contains an unlabelled search beside that of a list.
            look_at(page, within=("main",))
        page.set_viewport_size(PHONE)
        page.goto(WEBHOOKS)
        # Not squeezed into a column of single characters.
        assert page.get_by_text(RECEIVER).bounding_box()["width"] >= 200
        assert traffic.errors == []
        page.goto(KEYS)
        press(page, page.get_by_role("link", name=REVOKE))
        page.wait_for_url("**/widerrufen/")
        press(page, page.locator("main form button[type=submit]"))
        page.wait_for_url(f"**{KEYS}")
        assert page.get_by_role("link", name=REVOKE).count() == 0
