"""A new colleague sets up a second factor with keyboard and phone, and signs in with it."""

import base64
import hmac
import struct
import time

import pytest

from .support.looks import look_at
from .support.site import ADMIN, copy_of_demo, running_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def strict_demo(shared_folder, tmp_path_factory):
    """As in production, where a password alone is not enough."""
    folder = copy_of_demo(shared_folder, tmp_path_factory.mktemp("demo") / "data")
    login = {"ADMIN_USER": ADMIN[0], "ADMIN_PASSWORD": ADMIN[1]}
    with running_site(folder, SECOND_FACTOR_REQUIRED="true", **login) as site:
        yield site


def shown_by_app(secret: str) -> str:
    """The current code by RFC 6238, implemented again, so that both sides cannot share an error."""
    key, counter = base64.b32decode(secret.replace(" ", "")), struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def enter_password(page) -> None:
    page.goto("/admin/login/")
    page.locator("[name=username]").fill(ADMIN[0])
    page.keyboard.press("Tab")
    page.keyboard.type(ADMIN[1])
    page.keyboard.press("Enter")


def test_way_in(strict_demo, visitor):
    with visitor(strict_demo) as (page, traffic):
        enter_password(page)
        page.wait_for_url("**/admin/login/einrichten/")
        look_at(page, "set-up")
        secret = page.locator(".sign-in__secret").text_content()
        page.keyboard.type("000000")
        page.keyboard.press("Enter")
        page.get_by_text("Dieser Code passt nicht").wait_for()
        look_at(page, "wrong code")
        page.locator("[name=code]").fill(shown_by_app(secret))
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Ihre Notfallcodes").wait_for()
        look_at(page, "emergency codes")
        codes = page.locator(".sign-in__codes code").all_text_contents()
        page.get_by_role("link", name="Ich habe sie aufbewahrt").press("Enter")
        page.wait_for_url("**/admin/")

        page.goto("/admin/zweiter-faktor/")
        look_at(page, "own factor")
        page.context.clear_cookies()
        enter_password(page)
        page.wait_for_url("**/admin/login/code/")
        look_at(page, "code")
        page.keyboard.type(codes[0])
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        assert traffic.foreign == []
        assert not [error for error in traffic.errors if "Content Security Policy" in error]


def test_after_six_wrong_passwords_a_page_says_what_to_do(strict_demo, visitor):
    with visitor(strict_demo) as (page, _traffic):
        for _ in range(6):
            page.goto("/admin/login/")
            page.locator("[name=username]").fill("jemand")
            page.locator("[name=password]").fill("falsch")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        page.get_by_role("heading", name="Zu viele Versuche").wait_for()
        look_at(page, "locked")
