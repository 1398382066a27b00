import pytest
from wagtail.models import PageViewRestriction

from cms.core.caching import cached, content_version, version_fixed
from cms.core.models import TownSettings

from .making import make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def version_after(django_capture_on_commit_callbacks):
    """Do something and tell whether citizens get fresh pieces afterwards."""

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


def test_a_cache_that_forgets_costs_only_time(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
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
