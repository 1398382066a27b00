import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Site

from cms.pages.models import NavigationSettings
from cms.pages.site_context import get_site_context
from cms.towns.models import TownSettings
from tests.support.making import make_document, make_image, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(home):
    return Site.objects.get(is_default_site=True)


def frame_of(site):
    return get_site_context(RequestFactory().get("/", headers={"host": site.hostname}))


def set_menu(site, *pages):
    navigation = NavigationSettings.for_site(site)
    navigation.main = [("page", {"page": page, "title": ""}) for page in pages]
    navigation.save()


def test_menu_shows_published_pages_in_the_editors_order(site, home):
    one, two = make_page(home, "Eins"), make_page(home, "Zwei")
    set_menu(site, two, one)
    assert [link.title for link in frame_of(site).main_menu] == ["Zwei", "Eins"]


def test_menu_leaves_out_drafts_and_private_pages(site, home):
    draft, private = make_page(home, "Entwurf", live=False), make_page(home, "Intern")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    set_menu(site, draft, private)
    assert frame_of(site).main_menu == []


def test_a_pages_address_is_empty_until_it_is_public(site, home):
    page = make_page(home, "Kontakt", live=False)
    settings = TownSettings.for_site(site)
    settings.contact_page = page
    settings.save()
    assert frame_of(site).town.contact_url == ""


def test_brochure_is_described(site):
    settings = TownSettings.for_site(site)
    settings.brochure = make_document("Broschüre")
    settings.logo = make_image("Logo")
    settings.save()
    town = frame_of(site).town
    assert town.brochure["describe"].startswith("PDF, 1 Seite")
    assert town.logo["width"] == 60


def test_menu_marks_the_page_and_its_section(client, site, home):
    section = make_page(home, "Strategie", slug="strategie")
    make_page(section, "Vision", slug="vision")
    set_menu(site, section)
    assert client.get("/strategie/").context["menu"][0]["current"] == "page"
    assert client.get("/strategie/vision/").context["menu"][0]["current"] == "true"
    assert client.get("/").context["menu"][0]["current"] == ""


def test_the_kept_header_is_that_of_the_page(client, site, home, english):
    section = make_page(home, "Strategie", slug="strategie")
    make_page(section, "Vision", slug="vision")
    set_menu(site, section)

    def header(path):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        marked = {each["href"]: each["aria-current"] for each in soup.select("header [aria-current]")}
        return marked, [each["href"] for each in soup.select(".utility a")]

    for _twice in range(2):
        assert header("/strategie/vision/") == ({"/strategie/": "true"}, ["/strategie/vision/", "/en/"])
        assert header("/strategie/") == ({"/strategie/": "page"}, ["/strategie/", "/en/"])
        assert header("/") == ({}, ["/", "/en/"])


@pytest.fixture
def english(home):
    """The home page in English; its other pages are German only."""
    from wagtail.models import Locale

    english = home.copy_for_translation(Locale.objects.create(language_code="en"))
    english.title = "Home"
    english.save_revision().publish()
    return english


def test_menu_falls_back_to_german_and_says_so(client, site, home, english):
    set_menu(site, home, make_page(home, "Termine", slug="termine"))
    own, foreign = client.get("/en/").context["menu"]
    assert (own["title"], own["url"], own["lang"]) == ("Home", "/en/", "")
    assert (foreign["title"], foreign["url"], foreign["lang"]) == ("Termine", "/termine/", "de")


def test_words_of_the_town_are_marked_as_german_on_english_pages(client, site, home, english):
    settings = TownSettings.for_site(site)
    settings.organisation, settings.opening_hours = "Ehrenamtsagentur", "montags 9 Uhr"
    settings.save()
    english_page = client.get("/en/").content.decode()
    assert '<div lang="de">montags 9 Uhr</div>' in english_page
    assert "<div>montags 9 Uhr</div>" in client.get("/").content.decode()


def languages_at(client, path):
    offered = client.get(path).context["languages"]
    return [(each["code"], each["url"], each["is_translation"]) for each in offered]


def test_each_page_leads_to_its_translation_or_to_the_home_page_of_the_language(client, home, english):
    make_page(home, "Nur deutsch", slug="nur-deutsch")
    assert languages_at(client, "/") == [("de", "/", True), ("en", "/en/", True)]
    german_only = languages_at(client, "/nur-deutsch/")
    assert german_only == [("de", "/nur-deutsch/", True), ("en", "/en/", False)]


def test_search_engines_are_told_of_true_translations_only(client, home, english):
    make_page(home, "Nur deutsch", slug="nur-deutsch")
    assert 'hreflang="en" href="http' in client.get("/").content.decode()
    assert 'hreflang="en" href="http' not in client.get("/nur-deutsch/").content.decode()
