import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Site

from directory.browse.teasers import finder_options, newest_entries
from directory.models import Category, District, PublicEntry
from directory.workflow import confirm_entry, create_entry

from .factories import make_category, make_directory, make_district, make_entry


def register(directory, **fields):
    known = {
        "title": "Chor Klangbrücke",
        "summary": "Wir singen.",
        "category": Category.objects.first() or make_category("Chor"),
        "districts": [District.objects.first() or make_district()],
        "email": "chor@example.org",
        "by": None,
    }
    return create_entry(directory, **known | fields)


def test_a_new_entry_waits_unpublished(directory):
    page = register(directory, maintainer_email="maintainer@example.org")
    assert not page.live
    assert not PublicEntry.objects.exists()
    draft = page.get_latest_revision_as_object()
    assert [district.name for district in draft.districts.all()] == ["Stahl"]
    assert page.maintainership.maintainer_mode == "club"
    assert page.maintainership.assured_on is None


def test_a_new_entry_can_be_published(directory, client):
    page = register(directory)
    page.latest_revision.publish()
    assert client.get(page.url).status_code == 200
    assert PublicEntry.objects.get().title == "Chor Klangbrücke"


def test_equal_names_get_addresses_of_their_own(directory):
    first, second = register(directory), register(directory)
    assert (first.slug, second.slug) == ("chor-klangbruecke", "chor-klangbruecke-2")


@pytest.mark.parametrize("missing", [{"summary": ""}, {"email": ""}])
def test_an_entry_needs_a_sentence_and_a_way_of_contact(directory, missing):
    with pytest.raises(ValidationError):
        register(directory, **missing)


def test_the_newest_entries_come_first(directory, django_assert_num_queries):
    for name in ("Alt", "Neu", "Neuer"):
        make_entry(directory, name)
    make_entry(directory, "Entwurf", live=False)
    site = Site.objects.get(is_default_site=True)
    newest_entries(site, 2)
    with django_assert_num_queries(2):
        newest = newest_entries(site, 2)
    assert [entry["name"] for entry in newest] == ["Neuer", "Neu"]
    assert newest[0]["url"].startswith("/verzeichnis/")


def test_what_nobody_has_confirmed_is_no_news(directory, django_assert_num_queries):
    for name in ("Alt", "Neu"):
        confirm_entry(make_entry(directory, name), by="Verein")
    make_entry(directory, "Nie bestätigt")
    site = Site.objects.get(is_default_site=True)
    newest_entries(site, 2)
    with django_assert_num_queries(1):
        assert [entry["name"] for entry in newest_entries(site, 2)] == ["Neu", "Alt"]
    assert [entry["name"] for entry in newest_entries(site, 3)] == ["Neu", "Alt", "Nie bestätigt"]


def test_another_site_s_entries_stay_there(directory):
    make_entry(directory)
    root = make_directory().get_parent()
    other = Site.objects.get(is_default_site=True)
    assert other.root_page_id == root.pk
    assert newest_entries(other, 5) == []


def test_the_finder_offers_what_has_entries(directory, django_assert_num_queries):
    sport = make_category("Sport")
    make_category("Leer")
    make_entry(directory, category=make_category("Fußball", parent=sport), districts=[make_district("Stahl")])
    make_entry(directory, category=sport)
    options = finder_options(None)
    assert [(each["name"], each["count"]) for each in options["categories"]] == [("Sport", 2)]
    assert [each["slug"] for each in options["districts"]] == ["stahl"]
    with django_assert_num_queries(0):
        finder_options(None)


def test_a_used_category_stays_and_the_editor_is_told_why(directory, admin_client):
    page = make_entry(directory)
    category = page.main_category
    url = reverse(category.snippet_viewset.get_url_name("delete"), args=[category.pk])
    response = admin_client.post(url, follow=True)
    assert Category.objects.filter(pk=category.pk).exists()
    assert "kann nicht gelöscht werden" in response.content.decode()


def test_an_unused_category_can_go(directory, admin_client):
    category = make_category("Leer")
    admin_client.post(reverse(category.snippet_viewset.get_url_name("delete"), args=[category.pk]))
    assert not Category.objects.filter(pk=category.pk).exists()


def test_a_used_district_cannot_be_deleted_by_any_way(directory):
    make_entry(directory)
    for delete in (District.objects.get().delete, District.objects.all().delete):
        with pytest.raises(ProtectedError):
            delete()
