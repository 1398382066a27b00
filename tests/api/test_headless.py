"""The example front end, built and used in a browser: everything goes through the API."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.support.axe import assert_no_axe_violations
from tests.support.browser import DESKTOP, PHONE
from tests.support.form_sender import SECONDS_TO_WRITE
from tests.support.looks import look_at
from tests.support.ports import unused_port
from tests.support.processes import Background
from tests.support.site import ROOT, Site
from tests.support.tools import program

pytestmark = pytest.mark.browser
EXAMPLE = ROOT / "examples" / "headless"
LOOKS = [(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark")]
STATES = [
    "/",
    "/strategie/",
    "/handlungsfelder/",
    "/aktuelles/",
    "/verzeichnis/?q=musik",
    "/kontakt/",
    "/nichts/",
]


@pytest.fixture(scope="module")
def front_end(api_site, tmp_path_factory):
    """The example, built as its README says and started beside the site."""
    if not (EXAMPLE / "node_modules").exists():
        pytest.skip("its packages are not installed (`npm --prefix examples/headless ci`)")
    build = [program("npm"), "--prefix", str(EXAMPLE), "run", "build"]
    outcome = subprocess.run(build, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    folder, port = tmp_path_factory.mktemp("headless"), unused_port()
    command = (program("node"), str(EXAMPLE / "dist" / "server.js"))
    env = {"API_URL": api_site.url, "PORT": str(port)}
    with Background(command, folder / "output.txt", env) as process:
        site = Site(process, port, folder)
        process.wait_for(site.answers, 20)
        yield site


def test_every_page_is_accessible(visitor, front_end):
    with visitor(front_end) as (page, traffic):
        for path in STATES:
            page.goto(path)
            assert page.locator("h1").count() == 1
            look_at(page, path, LOOKS)
        assert traffic.cookies == []


def test_one_reads_from_the_start_page_to_the_strategy_and_the_news(visitor, front_end):
    with visitor(front_end) as (page, _traffic):
        page.goto("/")
        with page.expect_navigation():
            page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="Strategie").click()
        assert page.locator("h1").inner_text() == "Die Bitburger Engagementstrategie"
        assert page.get_by_role("link", name="Strategie", exact=True).get_attribute("aria-current") == "page"
        with page.expect_navigation():
            page.get_by_role("link", name="Aktuelles", exact=True).first.click()
        first = page.locator("main h2 a").first
        title = first.inner_text()
        with page.expect_navigation():
            first.click()
        assert page.locator("h1").inner_text() == title
        assert page.locator("main article p").count() > 2


def test_one_searches_the_directory_by_keyboard(visitor, front_end):
    with visitor(front_end, java_script_enabled=False) as (page, _traffic):
        page.goto("/")
        page.get_by_label("Was suchen Sie?").press_sequentially("musik")
        page.keyboard.press("Enter")
        page.wait_for_url("**/verzeichnis/?q=musik")
        before = int(page.locator("#count").inner_text().split()[0])
        box = page.get_by_label("kostenlos")
        offered = int(page.locator("label", has=box).locator("span").inner_text().strip("()"))
        box.press("Space")
        with page.expect_navigation():
            page.get_by_role("button", name="Suchen").press("Enter")
        after = int(page.locator("#count").inner_text().split()[0])
        assert 0 < after == offered < before
        with page.expect_navigation():
            page.locator("main h3 a").first.click()
        assert page.get_by_role("heading", name="Kontakt", exact=True).is_visible()


def test_one_writes_to_the_town(visitor, front_end, api_site):
    with visitor(front_end, viewport=PHONE) as (page, _traffic):
        page.goto("/kontakt/")
        with page.expect_navigation():
            page.get_by_role("button", name="Nachricht senden").click()
        assert page.get_by_role("alert").get_by_role("link").count() == 4
        assert_no_axe_violations(page, "with errors")
        page.get_by_role("alert").get_by_role("link").first.click()
        expect(page.locator("[name=ihr_name]")).to_be_focused()
        page.keyboard.type("Erika Muster")
        page.get_by_label("Ihre E-Mail-Adresse").fill("erika@example.org")
        page.get_by_label("Worum geht es?").select_option("Mitmachen")
        page.get_by_label("Ihre Nachricht").fill("Ich möchte mithelfen.")
        page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
        with page.expect_navigation():
            page.get_by_role("button", name="Nachricht senden").click()
        reference = page.locator("main strong").first.inner_text()
        assert_no_axe_violations(page, "sent")
        page.reload()
        assert page.locator("main strong").first.inner_text() == reference
    [(sent,)] = api_site.ask("SELECT count(*) FROM forms_app_submission WHERE reference = ?", reference)
    assert sent == 1
