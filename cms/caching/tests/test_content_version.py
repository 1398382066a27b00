import subprocess
import sys
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from cms.caching.content_version import cached, content_version, one_refresh, refresh_content, version_fixed
from cms.jobs.models import JobRun
from cms.jobs.registry import Job
from cms.jobs.state import perform
from cms.towns.models import TownSettings
from tests.support.making import make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def version_after(django_capture_on_commit_callbacks):
    """Do something; return whether the content version changed."""

    def changes(action):
        before = content_version()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return content_version() != before

    return changes


def test_a_piece_is_built_once():
    calls = []
    for _ in range(3):
        cached("piece", lambda: calls.append(1))
    assert len(calls) == 1


def test_publishing_refreshes(home, version_after):
    page = make_page(home)
    assert version_after(lambda: page.save_revision().publish())


def test_unpublishing_refreshes(home, version_after):
    page = make_page(home)
    assert version_after(page.unpublish)


def test_moving_refreshes(home, version_after):
    page, target = make_page(home, "Eins"), make_page(home, "Zwei")
    assert version_after(lambda: page.move(target, pos="last-child"))


def test_deleting_refreshes(home, version_after):
    page = make_page(home)
    assert version_after(page.delete)


def test_making_a_page_private_refreshes(home, version_after):
    assert version_after(lambda: PageViewRestriction.objects.create(page=home, restriction_type="login"))


def test_a_picture_and_a_setting_refresh(home, version_after):
    assert version_after(make_image)
    settings = TownSettings.for_site(home.get_site())
    assert version_after(settings.save)


def test_saving_a_draft_does_not_refresh(home, version_after):
    page = make_page(home)
    assert not version_after(page.save_revision)


def test_one_request_sees_one_version_until_it_changes_something_itself(
    home, django_capture_on_commit_callbacks
):
    with version_fixed():
        before = content_version()
        with django_capture_on_commit_callbacks(execute=True):
            make_image()
        assert content_version() != before


def test_many_changes_in_a_row_refresh_once(home, monkeypatch, django_capture_on_commit_callbacks):
    pages = [make_page(home, "Eins"), make_page(home, "Zwei")]
    refreshed = []
    monkeypatch.setattr("cms.caching.content_version._start_new_version", lambda: refreshed.append(True))
    with django_capture_on_commit_callbacks(execute=True), one_refresh():
        for page in pages:
            page.delete()
    assert refreshed == [True]


ANOTHER_PROCESS_PUBLISHES = """
import os
import django
django.setup()
from cms.caching import content_version
print(content_version.content_version(), flush=True)
if not (child := os.fork()):
    print(content_version.content_version())
    content_version.refresh_content()
    print(content_version.content_version(), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(content_version.content_version())
"""


def test_what_another_process_publishes_refreshes(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    command = [sys.executable, "-c", ANOTHER_PROCESS_PUBLISHES]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    before, for_another, changed_by_another, after = run.stdout.split()
    assert before == for_another != changed_by_another == after


def test_an_alias_follows_its_source_at_once(home, client, django_capture_on_commit_callbacks):
    page = make_page(home, "Quelle")
    alias = page.create_alias(update_slug="zweitort")
    client.get(alias.url)
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "Neuer Name"
        page.save_revision().publish()
    assert "Neuer Name" in client.get(alias.url).content.decode()


@pytest.mark.parametrize(
    "make",
    [
        lambda home: Collection.get_first_root_node().add_child(name="Intern"),
        lambda home: Collection.get_first_root_node().view_restrictions.create(restriction_type="login"),
        lambda home: Locale.objects.create(language_code="en"),
        lambda home: home.create_alias(update_slug="zweite", parent=home.get_parent()),
    ],
    ids=["collection", "restricted collection", "language", "alias"],
)
def test_what_changes_more_than_one_page_refreshes(home, version_after, make):
    assert version_after(lambda: make(home))


def test_what_is_rolled_back_does_not_refresh(home, version_after):
    def fail():
        with suppress(ZeroDivisionError), transaction.atomic():
            make_page(home)
            _ = 1 / 0

    assert not version_after(fail)


def test_a_cache_that_forgets_costs_only_time(settings):
    forgetful = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {"default": forgetful, "versions": forgetful}
    assert cached("piece", lambda: 1) == 1
    assert cached("piece", lambda: 2) == 2


def test_two_streams_of_one_page_are_kept_apart(client, home):
    home.body = [("richtext", "<p>Der Hauptteil</p>")]
    home.numbers = [("fact", {"number": "272", "label": "Städte", "note": ""})]
    home.save_revision().publish()
    for _ in range(2):
        html = client.get("/").content.decode()
        assert html.count("Der Hauptteil") == 1
        assert html.count("272") == 1


def add_site_elsewhere(home) -> Page:
    """As in another process, where no signal reaches this one."""
    Site.get_site_root_paths()
    other = make_page(home.get_parent(), "Andere", model="home.HomePage", slug="andere")
    Site.objects.bulk_create([Site(hostname="andere.example", root_page=other, site_name="Andere")])
    return other


def test_a_site_that_another_process_added_is_known_with_its_version(
    home, client, settings, django_capture_on_commit_callbacks
):
    settings.ALLOWED_HOSTS = ["*"]
    client.get("/")
    page = make_page(add_site_elsewhere(home), "Dort", slug="dort")
    with django_capture_on_commit_callbacks(execute=True):
        refresh_content()
    client.get("/", headers={"host": "andere.example"})
    assert page.get_url() == "http://andere.example/dort/"


def test_jobs_know_a_site_that_another_process_added(home):
    other = add_site_elsewhere(home)
    run = JobRun(job="look", started_at=timezone.now())
    perform(Job("look", timedelta(days=1), lambda: {other.get_url(): 1}, "Look"), run)
    assert run.counts == {"http://andere.example/": 1}
