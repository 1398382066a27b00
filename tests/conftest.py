"""The real site, a real browser and the services beside it, for tests across apps."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from .support import services
from .support.browser import ARGUMENTS, DESKTOP, Traffic, chromium_path
from .support.demo_pages import DemoPages, read_demo_pages
from .support.migrated import folder_of_demo
from .support.s3_server import running_s3_server
from .support.site import ADMIN, Site, copy_of_demo, logged_in_site


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id) -> Path:
    """One folder for all test processes; without services, later runs reuse it, too."""
    if not services.are_used():
        return folder_of_demo()
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def live_demo(shared_folder, tmp_path_factory):
    """The demo site, only for tests that change nothing."""
    with logged_in_site(copy_of_demo(shared_folder, tmp_path_factory.mktemp("demo") / "data")) as site:
        yield site


@pytest.fixture(scope="module")
def own_demo(shared_folder, tmp_path_factory):
    """A demo site for a module that changes content or sends forms."""
    with logged_in_site(copy_of_demo(shared_folder, tmp_path_factory.mktemp("demo") / "data")) as site:
        yield site


@pytest.fixture(scope="session")
def demo_pages(live_demo) -> DemoPages:
    return read_demo_pages(live_demo.data_dir)


@pytest.fixture(scope="module")
def browser():
    """Only for one module: while it runs, Django refuses database access in this thread."""
    if not chromium_path():
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser):
    """Opens pages as a fresh visitor: `with visitor(site, color_scheme="dark") as (page, traffic):`."""

    @contextmanager
    def open_page(site: Site, **options):
        settings = {"viewport": DESKTOP, "locale": "de-DE", "reduced_motion": "reduce"} | options
        context = browser.new_context(base_url=site.url, **settings)
        context.set_default_timeout(30_000)
        traffic = Traffic(context, site.url)
        try:
            yield context.new_page(), traffic
        finally:
            context.close()

    return open_page


@pytest.fixture
def editor(visitor):
    """Like `visitor`, but logged in to the admin."""

    @contextmanager
    def log_in(site: Site, **options):
        with visitor(site, **options) as (page, traffic):
            page.goto("/admin/login/")
            page.fill("[name=username]", ADMIN[0])
            page.fill("[name=password]", ADMIN[1])
            page.click("form button[type=submit]")
            page.wait_for_url("**/admin/")
            yield page, traffic

    return log_in


@pytest.fixture(scope="module")
def s3_server(tmp_path_factory):
    with running_s3_server(tmp_path_factory.mktemp("s3")) as server:
        yield server
