"""A citizen who reads is asked nothing, given nothing and sent nowhere else."""

import pytest

pytestmark = pytest.mark.browser

FORMS = ["/kontakt/", "/anmelden/", "/barriere-melden/", "/fehler-melden/"]
ADMIN_PAGES = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/account/"]
INLINE = """() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken = 1'>");
    document.body.append(Object.assign(document.createElement("script"), {text: "window.broken = 1"}));
}"""


def test_reading_asks_no_other_host_and_sets_no_cookie(live_demo, demo_pages, visitor):
    with visitor(live_demo) as (page, traffic):
        for path in [*demo_pages.all, *demo_pages.by_type.values()]:
            if path not in FORMS:
                page.goto(path)
        assert traffic.foreign == []
        assert traffic.cookies == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_form_sets_no_cookie_but_the_one_against_forgery(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        for path in FORMS:
            page.goto(path)
        assert traffic.foreign == []
        assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_no_page_breaks_its_own_security_policy(live_demo, demo_pages, visitor):
    with visitor(live_demo) as (page, traffic):
        for path in demo_pages.by_type.values():
            page.goto(path)
        assert [error for error in traffic.errors if "404" not in error] == []


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
