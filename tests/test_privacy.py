"""No requests to other hosts and no foreign scripts; test_accessibility.py opens all pages."""

import pytest

pytestmark = pytest.mark.browser

ADMIN_PAGES = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/account/"]
INLINE = """() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken = 1'>");
    document.body.append(Object.assign(document.createElement("script"), {text: "window.broken = 1"}));
}"""


def test_admin_asks_no_other_host(own_demo, editor):
    with editor(own_demo) as (page, traffic):
        for path in ADMIN_PAGES:
            page.goto(path)
            page.wait_for_load_state("networkidle")
        assert traffic.foreign == []
        assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken", "sessionid"}


def test_admin_runs_under_its_own_policy(own_demo, editor):
    with editor(own_demo) as (page, traffic):
        page.goto("/admin/pages/")
        page.locator("a[href*='/edit/']").first.click()
        page.locator("[name=title]").wait_for()
        page.wait_for_load_state("networkidle")
        assert [error for error in traffic.errors if "Content Security Policy" in error] == []
        assert page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'blocked')") == "blocked"


def test_policy_blocks_what_is_inline(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        page.goto("/")
        page.evaluate(INLINE)
        page.wait_for_timeout(300)
        assert page.evaluate("window.broken") is None
        assert any("Content Security Policy" in error for error in traffic.errors)
