"""A citizen who reads is asked nothing, given nothing and sent nowhere else."""

import pytest

pytestmark = pytest.mark.browser

FORMS = ["/kontakt/", "/anmelden/", "/barriere-melden/", "/fehler-melden/"]
ADMIN_PAGES = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/account/"]
INLINE = """() => {
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken = 1'>");
    document.body.append(Object.assign(document.createElement("script"), {text: "window.broken = 1"}));
}"""


def breaches_of_policy(traffic) -> list[str]:
    """What the browser complains about, but for the page that is not there on purpose."""
    return [error for error in traffic.errors if "404" not in error]


def test_reading_asks_no_other_host_sets_no_cookie_and_breaks_no_policy(live_demo, demo_pages, visitor):
    with visitor(live_demo) as (page, traffic):
        for path in [*demo_pages.all, *demo_pages.by_type.values()]:
            if path not in FORMS:
                page.goto(path)
        assert traffic.foreign == []
        assert traffic.cookies == []
        assert breaches_of_policy(traffic) == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_form_sets_no_cookie_but_the_one_against_forgery_and_breaks_no_policy(live_demo, visitor):
    with visitor(live_demo) as (page, traffic):
        for path in FORMS:
            page.goto(path)
        assert traffic.foreign == []
        assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}
        assert breaches_of_policy(traffic) == []


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
