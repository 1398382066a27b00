"""Purges, as a cache in front of the site sees them."""

import socket
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import purge_url_from_cache
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageViewRestriction

from cms.pages.models import NavigationSettings
from cms.publishing.front_cache import outbox
from cms.publishing.models import Purge
from cms.towns.models import TownSettings
from tests.support.making import make_document, make_image, make_page, make_user
from tests.support.purges import front_cache

pytestmark = pytest.mark.django_db
ROOT = "http://testserver"


@pytest.fixture(scope="module")
def server():
    with front_cache() as purges:
        yield purges


@pytest.fixture
def told(server, settings, django_capture_on_commit_callbacks):
    """Do something; return the resulting purges. Wagtail's reference index is updated, too."""
    settings.FRONT_CACHE_URLS = [server.url]

    def change(action):
        server.clear()
        # Purges from creating the site, its pages and pictures.
        Purge.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return server

    yield change
    server.status = 200


@pytest.fixture
def page(home):
    return make_page(home, "Über uns")


@pytest.fixture
def other(home):
    return make_page(home, "Ganz anderes")


def republish(page):
    page.save_revision().publish()


def test_publishing_drops_the_page_and_its_lists_and_nothing_else(told, home, page, other):
    seen = told(lambda: republish(page))
    assert {page.full_url, home.full_url} <= set(seen.addresses)
    assert other.full_url not in seen.addresses
    assert {f"page-{page.pk}", "pages", "search", "changes"} <= seen.keys
    assert f"page-{other.pk}" not in seen.keys
    assert not {"site", "news", "organisations"} & seen.keys


def test_publishing_drops_pages_that_link_to_it(told, home, page, other):
    other.body = [("richtext", f'<p><a linktype="page" id="{page.pk}">mehr</a></p>')]
    told(lambda: republish(other))
    seen = told(lambda: republish(page))
    assert other.full_url in seen.addresses
    assert f"page-{other.pk}" in seen.keys


def test_news_drop_their_list_its_feed_and_the_start_page(told, home, page):
    index = make_page(home, "Aktuelles", "news.NewsIndexPage")
    news = make_page(index, "Neu", "news.NewsPage")
    seen = told(lambda: republish(news))
    expected = {news.full_url, index.full_url, f"{index.full_url}?*", f"{index.full_url}feed/", home.full_url}
    assert expected <= set(seen.addresses)
    assert {"news", f"page-{news.pk}", f"page-{index.pk}"} <= seen.keys
    assert f"{ROOT}/api/v1/news*" in seen.addresses
    assert page.full_url not in seen.addresses


def test_a_new_address_drops_what_stood_at_the_old_one(told, home, page):
    below = make_page(page, "Darunter")
    before = page.full_url

    def rename():
        page.slug = "wir"
        republish(page)

    seen = told(rename)
    assert {f"{before}*", f"{ROOT}/wir/", f"{ROOT}/wir/darunter/"} <= set(seen.addresses)
    assert f"page-{below.pk}" in seen.keys


def test_moving_drops_both_places(told, home, page, other):
    before = page.full_url
    seen = told(lambda: page.move(other, pos="last-child"))
    assert {f"{before}*", f"{other.full_url}{page.slug}/", other.full_url} <= set(seen.addresses)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_a_page_that_goes_is_dropped_with_those_that_show_it(told, home, page, other, action):
    other.body = [("richtext", f'<p><a linktype="page" id="{page.pk}">mehr</a></p>')]
    told(lambda: republish(other))
    pk, address = page.pk, page.full_url
    seen = told(getattr(page, action))
    assert any(each.rstrip("*") == address for each in seen.addresses)
    assert {other.full_url, home.full_url} <= set(seen.addresses)
    assert {f"page-{pk}", f"page-{other.pk}"} <= seen.keys


def test_a_page_outside_of_every_site_has_no_address_to_drop(told, home):
    apart = home.get_parent().add_child(instance=Page(title="Willkommen", slug="willkommen"))
    seen = told(apart.delete)
    assert seen.keys
    assert not Purge.objects.filter(is_sent=False).exists()


def test_a_draft_drops_nothing(told, page):
    page.title = "Entwurf"
    seen = told(lambda: page.save_revision())
    assert not seen.keys
    assert not seen.addresses


def test_a_page_that_becomes_private_is_dropped_with_all_below_it(told, home, page, other):
    below = make_page(make_page(page, "Kind"), "Enkel")
    seen = told(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))
    assert {page.full_url, below.full_url, home.full_url} <= set(seen.addresses)
    assert {f"page-{page.pk}", f"page-{below.pk}"} <= seen.keys
    assert other.full_url not in seen.addresses
    restriction = PageViewRestriction.objects.get()
    assert below.full_url in told(restriction.delete).addresses


def test_a_picture_drops_the_pages_that_show_it(told, home, page, other):
    image = make_image()
    page.share_image = image
    told(lambda: republish(page))
    other.body = [("richtext", f'<p><a linktype="page" id="{page.pk}">mehr</a></p>')]
    told(lambda: republish(other))
    alone = make_page(home, "Allein")
    image.title = "Neuer Titel"
    seen = told(image.save)
    assert {page.full_url, other.full_url} <= set(seen.addresses)
    assert {f"image-{image.pk}", f"page-{page.pk}"} <= seen.keys
    assert alone.full_url not in seen.addresses


def test_a_document_drops_the_pages_that_offer_it(told, home, page):
    document = make_document()
    page.body = [("richtext", f'<p><a linktype="document" id="{document.pk}">Datei</a></p>')]
    told(lambda: republish(page))
    assert page.full_url in told(document.save).addresses


def test_a_document_in_the_footer_drops_everything(told, home):
    document = make_document()
    town = TownSettings.for_site(home.get_site())
    town.brochure = document
    told(town.save)
    assert f"{ROOT}/*" in told(document.save).addresses


def test_the_title_of_a_page_in_the_menu_drops_everything_its_text_does_not(told, home, page):
    navigation = NavigationSettings.for_site(home.get_site())
    navigation.main = [("page", {"page": page, "title": ""})]
    told(navigation.save)
    assert f"{ROOT}/*" not in told(lambda: republish(page)).addresses
    page.title = "Wir"
    seen = told(lambda: republish(page))
    assert f"{ROOT}/*" in seen.addresses
    assert {"site", "news", "organisations"} <= seen.keys


def test_settings_drop_everything(told, home):
    town = TownSettings.for_site(home.get_site())
    seen = told(town.save)
    assert seen.addresses == [f"{ROOT}/*"]
    assert "site" in seen.keys


def test_a_redirect_drops_the_answers_about_redirects(told, home):
    seen = told(lambda: Redirect.add_redirect("/alt", "/neu"))
    assert "redirects" in seen.keys
    assert f"{ROOT}/*" not in seen.addresses


def test_what_wagtail_wants_dropped_goes_the_same_way(told, settings):
    settings.WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": "cms.publishing.front_cache.backend.OutboxBackend"}
    }
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = []
    assert f"{ROOT}/etwas/" in told(lambda: purge_url_from_cache(f"{ROOT}/etwas/")).addresses


def test_a_change_that_is_rolled_back_drops_nothing(told, page):
    def fail():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            republish(page)
            raise ZeroDivisionError

    assert not told(fail).addresses
    assert not Purge.objects.exists()


def test_everything_is_dropped_a_second_time(told, server, page, time_travel):
    told(lambda: republish(page))
    assert outbox.send_due() == 0
    server.clear()
    time_travel(timezone.now() + outbox.SECOND_TIME_AFTER + timedelta(seconds=1))
    assert outbox.send_due() > 0
    assert page.full_url in server.addresses
    assert not Purge.objects.exists()


@pytest.mark.parametrize("fault", ["closed", "silent", "refuses"])
def test_a_cache_that_is_away_disturbs_nobody_and_is_told_later(
    told, server, settings, page, time_travel, fault
):
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]
    if fault == "refuses":
        server.status = 503
    else:
        settings.FRONT_CACHE_URLS = [f"http://127.0.0.1:{port}"]
    if fault == "closed":
        silent.close()
    told(lambda: republish(page))
    assert page.live
    assert cache.get(outbox.AWAY)
    silent.close()
    server.status, settings.FRONT_CACHE_URLS = 200, [server.url]
    server.clear()
    time_travel(timezone.now() + outbox.PAUSE + timedelta(seconds=1))
    assert outbox.send_due() > 0
    assert page.full_url in server.addresses


def test_a_cache_that_was_away_is_not_asked_by_the_next_editor(told, settings, page, server):
    cache.set(outbox.AWAY, True)
    assert not told(lambda: republish(page)).addresses
    assert Purge.objects.exists()


def test_after_a_long_pause_everything_is_dropped_at_once(told, settings, home, server, monkeypatch):
    monkeypatch.setattr(outbox, "MOST_ROWS", 3)
    Purge.objects.bulk_create(Purge(keys=[f"page-{home.pk}"]) for _ in range(9))
    while outbox.send_due():
        pass
    assert f"{ROOT}/*" in server.addresses


def test_staff_hear_of_a_cache_that_stays_away(told, settings, client):
    settings.FRONT_CACHE_URLS = ["http://127.0.0.1:1"]
    Purge.objects.create(keys=["site"], created_at=timezone.now() - timedelta(minutes=6))
    client.force_login(make_user(is_superuser=True))
    assert "der Cache vor der Website antwortet nicht" in client.get("/admin/").content.decode()


def test_nothing_is_written_without_a_cache(home, page):
    # Purges from creating them, if the test has a cache.
    Purge.objects.all().delete()
    republish(page)
    assert not Purge.objects.exists()


def test_collecting_many_pictures_refreshes_what_shows_them(told, client, home, page):
    image, collection = make_image(), Collection.get_first_root_node().add_child(name="Intern")
    page.share_image = image
    told(lambda: republish(page))
    client.force_login(make_user(is_superuser=True))
    address = f"/admin/bulk/media/siteimage/add_to_collection/?id={image.pk}"
    seen = told(lambda: client.post(address, {"collection": collection.pk}))
    image.refresh_from_db()
    assert image.collection == collection
    assert page.full_url in seen.addresses
    assert f"image-{image.pk}" in seen.keys
