from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Orderable, Page, PageLogEntry, Revision, Site

from cms.media.models import SiteDocument, SiteImage, SiteRendition
from cms.towns.models import TownSettings
from demo.loader import ContentError, data, load_demo
from demo.loader.media import Media
from demo.loader.pages import load_pages
from demo.loader.references import References
from demo.loader.tree import PageTree
from directory.models import Category, District, HelpType, Maintainership, OrganisationPage, TargetGroup
from home.models import HomePage

COUNTED = [
    *(Page, Revision, PageLogEntry, SiteImage, SiteDocument, SiteRendition, Site, Locale),
    *(Category, District, HelpType, TargetGroup, OrganisationPage, Maintainership, get_user_model()),
]


def count():
    return {model.__name__: model.objects.count() for model in COUNTED}


def record(**changes):
    values = {"title": "Neu", "summary": "Neu."} | changes
    return data.PageRecord(path="/neu/", model="home.StandardPage", source="pages/neu.yaml", values=values)


def load_record(each):
    media, tree = Media(), PageTree()
    return load_pages([each], References(media, tree), tree)


def test_second_load_adds_nothing(demo):
    before = count()
    load_demo(lambda line: None)
    assert count() == before


def test_rows_of_a_page_are_numbered(demo):
    """Without numbers, PostgreSQL reorders rows when one of them is updated."""
    models = [model for model in apps.get_models() if issubclass(model, Orderable)]
    unnumbered = [model.__name__ for model in models if model.objects.filter(sort_order=None).exists()]
    assert unnumbered == []


def test_second_load_keeps_what_editors_changed(demo):
    page = HomePage.objects.get(slug__startswith="engagierte-stadt-bitburg", locale__language_code="de")
    page.hero_title = "Von Hand geändert"
    page.save_revision().publish()
    town = TownSettings.for_site(Site.objects.get(is_default_site=True))
    town.claim = "Eigener Spruch"
    town.save()
    picture = SiteImage.objects.order_by("pk").first()
    SiteImage.objects.filter(pk=picture.pk).update(title="Anders genannt")
    load_demo(lambda line: None)
    page.refresh_from_db()
    town.refresh_from_db()
    assert (page.hero_title, town.claim) == ("Von Hand geändert", "Eigener Spruch")
    assert SiteImage.objects.filter(pk=picture.pk, title="Anders genannt").exists()


def test_page_that_an_editor_unpublished_stays_unpublished(demo):
    page = PageTree().get("/impressum/")
    page.unpublish()
    load_demo(lambda line: None)
    assert not Page.objects.get(pk=page.pk).live


def test_site_begins_at_the_home_page_with_the_address_of_the_settings(demo):
    site = Site.objects.get()
    assert isinstance(site.root_page.specific, HomePage)
    assert (site.root_url, site.site_name) == (settings.SITE_URL, "Engagierte Stadt Bitburg")


def test_welcome_page_is_gone(demo):
    assert not Page.objects.filter(depth=2, slug="home").exists()


def test_tree_is_sound(demo):
    assert not any(Page.find_problems())


def test_every_page_is_published_through_a_revision(demo):
    pages = Page.objects.filter(depth__gt=1, live=True)
    assert pages.count() > 60
    # Hidden on purpose, for the staff's to-do list.
    hidden = Page.objects.filter(depth__gt=1, live=False)
    assert list(hidden.values_list("slug", flat=True)) == ["beispiel-wanderkreis-hoehenluft"]
    assert not pages.filter(live_revision=None).exists()
    assert not pages.filter(has_unpublished_changes=True).exists()


@pytest.mark.parametrize(
    ("name", "group"),
    [("redaktion", "Redaktion"), ("agentur", "Ehrenamtsagentur"), ("leitung", "Leitung")],
)
def test_each_role_has_a_user_whose_password_is_kept(demo, name, group):
    user = get_user_model().objects.get(username=name)
    kept = dict(line.split() for line in (settings.DATA_DIR / "demo-users.txt").read_text().splitlines())
    assert user.groups.get().name == group
    assert user.check_password(kept[name])


def test_passwords_are_readable_by_the_owner_only(demo):
    assert (settings.DATA_DIR / "demo-users.txt").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        ({"share_image": {"$image": "nirgends"}}, "share_image: images/images.yaml has no “nirgends”"),
        ({"next_page": {"$page": "/weg/"}}, "next_page: no page stands at /weg/"),
        ({"gibt_es_nicht": 1}, "gibt_es_nicht"),
        ({"body": [{"blok": "<p>x</p>"}]}, "body: blok: “blok” is unknown"),
        ({"body": [{"quote": {"texd": "x"}}]}, "body: quote: “texd” is unknown"),
        ({"body": [{"heading": {"text": "x" * 200, "level": "h2"}}]}, "body: "),
        ({"body": [{"richtext": '<a href="page:/weg/">x</a>'}]}, "richtext: no page stands at /weg/"),
        ({"as_of": "irgendwann"}, "as_of: "),
        ({"next_text": "x" * 300}, "next_text"),
    ],
)
def test_mistake_in_the_content_names_file_page_and_key(demo, mistake, words):
    with pytest.raises(ContentError) as error:
        load_record(record(**mistake))
    assert str(error.value).startswith("pages/neu.yaml: /neu/: ")
    assert words in str(error.value)


def test_command_reports_a_mistake_without_a_traceback(demo, monkeypatch):
    monkeypatch.setattr("demo.loader.read_page_records", lambda: [record(gibt_es_nicht=1)])
    with pytest.raises(CommandError, match="pages/neu.yaml: /neu/: gibt_es_nicht"):
        call_command("load_demo", stdout=StringIO())


def test_loader_tells_what_it_did(loaded):
    told = "\n".join(loaded)
    assert "Pictures: " in told
    assert "redaktion, agentur, leitung" in told
