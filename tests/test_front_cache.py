"""Publish in one process and read through nginx from others: responses are never older than the change.

No test here waits: once the change is made, the next response is the new one.
"""

import gzip

import pytest

from .support.inside import inside
from .support.installation import Installation
from .support.nginx import has_nginx, running_nginx

pytestmark = [pytest.mark.services, pytest.mark.skipif(not has_nginx(), reason="nginx is not installed")]

TOWN = """
from cms.media.models import SiteImage
from cms.towns.models import TownSettings
from tests.support.making import make_home, make_image, make_page
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.contrib.redirects.models import Redirect
home = make_home()
news = make_page(home, "Aktuelles", "news.NewsIndexPage", slug="aktuelles")
part = make_page(home, "Teil", slug="teil")
picture = make_image("Bild", description="Alte Worte")
names = ["neu", "weg", "geloescht", "umzug", "geheim", "intern", "bild", "entwurf", "eltern"]
pages = {name: make_page(part, f"Seite {name}", slug=name, summary=f"Altes von {name}") for name in names}
pages["bild"].body = [("picture", {"image": picture, "caption": ""})]
pages["bild"].save_revision().publish()
"""
PAGE = "page = Page.objects.get(slug='{name}').specific\n"
# The action, its page, and what then disappears (with the status), in the words of that page.
CHANGES = {
    "neu": ("page.summary = 'Frisch'; page.save_revision().publish()", 200),
    "weg": ("page.unpublish()", 404),
    "geloescht": ("page.delete()", 404),
    "umzug": ("page.move(home, pos='last-child')", 301),
    "geheim": (
        "PageViewRestriction.objects.create(page=page, restriction_type='password', password='x')",
        200,
    ),
    "intern": ("PageViewRestriction.objects.create(page=page, restriction_type='login')", 302),
    "bild": ("picture.description = 'Neue Worte'; picture.save()", 200),
}
OLD_WORDS = {"bild": b"Alte Worte"}


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("front-cache")
    town = Installation(folder / "data", FRONT_CACHE_PURGES="keys", TRUSTED_PROXY_HEADER="X-Forwarded-For")
    town.make_tables()
    return town


@pytest.fixture(scope="module")
def proxy(installation, tmp_path_factory):
    with running_nginx(tmp_path_factory.mktemp("nginx"), [installation.port]) as nginx:
        installation.env["FRONT_CACHE_URL"] = nginx.purge_url
        yield nginx


@pytest.fixture(scope="module")
def editor(installation, proxy):
    """Not one of the processes that serve requests."""
    with inside(installation) as worker:
        worker.do(TOWN)
        # Otherwise the same purges would be repeated in the middle of a test.
        worker.do("from cms.publishing.models import Purge; Purge.objects.all().delete()")
        yield worker


@pytest.fixture(scope="module", autouse=True)
def _site(installation, editor):
    with installation.site() as site:
        site.process.wait_for(site.answers, 60)
        yield site


def keep(proxy, *paths: str) -> None:
    for path in paths:
        proxy.ask(path)
        assert proxy.ask(path).cache == "HIT", path


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_new_in_the_next_answer(proxy, editor, name):
    path, other = f"/teil/{name}/", "/teil/entwurf/"
    api = f"/api/v1/pages/by-path?path={path}"
    variant = f"{path}?seite=2"
    keep(proxy, path, variant, api, other)
    old = OLD_WORDS.get(name, b"Altes von " + name.encode())
    assert old in proxy.ask(path, Accept_Encoding="identity").body
    action, status = CHANGES[name]
    editor.do(PAGE.format(name=name) + action)
    for address in (path, variant):
        answer = proxy.ask(address)
        assert (answer.status, answer.cache in {"MISS", "BYPASS"}) == (status, True)
        assert old not in answer.body
    assert old not in proxy.ask(api).body
    assert proxy.ask(other).cache == "HIT"


def test_a_page_stands_at_its_new_address_at_once(proxy, editor):
    assert proxy.ask("/spaeter/").status == 404
    editor.do("make_page(home, 'Später', slug='spaeter')")
    assert proxy.ask("/spaeter/").status == 200


def test_what_lies_below_a_page_becomes_private_with_it(proxy, editor):
    editor.do("below = make_page(pages['eltern'], 'Darunter', slug='darunter', summary='Altes darunter')")
    keep(proxy, "/teil/eltern/darunter/")
    editor.do(PAGE.format(name="eltern") + CHANGES["geheim"][0])
    assert b"Altes darunter" not in proxy.ask("/teil/eltern/darunter/").body


def test_a_draft_changes_nothing(proxy, editor):
    keep(proxy, "/teil/entwurf/")
    editor.do(PAGE.format(name="entwurf") + "page.title = 'Unfertig'; page.save_revision()")
    assert proxy.ask("/teil/entwurf/").cache == "HIT"


def test_news_stand_in_their_list_and_feed_at_once(proxy, editor):
    paths = ("/", "/aktuelles/", "/aktuelles/feed/", "/api/v1/news/")
    keep(proxy, *paths)
    editor.do("make_page(news, 'Eilmeldung', 'news.NewsPage', slug='eilmeldung')")
    for path in paths:
        assert b"Eilmeldung" in proxy.ask(path).body, path


def test_the_towns_name_changes_everywhere(proxy, editor):
    keep(proxy, "/", "/teil/entwurf/", "/api/v1/site/")
    editor.do(
        "town = TownSettings.for_site(Site.objects.get(is_default_site=True)); town.name = 'Umbenannt'; town.save()"
    )
    for path in ("/", "/teil/entwurf/", "/api/v1/site/"):
        assert b"Umbenannt" in proxy.ask(path).body, path


def test_a_new_redirect_works_at_once(proxy, editor):
    assert proxy.ask("/alt/").status == 404
    editor.do("Redirect.objects.create(old_path='/alt', redirect_link='/teil/')")
    assert proxy.ask("/alt/").status == 301


def test_browsers_get_the_page_packed_and_ask_again_by_its_tag(proxy):
    packed = proxy.ask("/teil/entwurf/", Accept_Encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(packed.body)
    again = proxy.ask("/teil/entwurf/", Accept_Encoding="gzip, br", If_None_Match=packed.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("path", ["/teil/entwurf/", "/api/v1/site/"])
def test_foreign_hosts_are_refused_or_never_named(proxy, path):
    proxy.ask(path, Host="evil.example", X_Forwarded_Host="evil.example")
    assert b"evil" not in proxy.ask(path).body


def test_a_wrong_key_of_the_api_is_refused_even_where_the_answer_is_kept(proxy):
    keep(proxy, "/api/v1/site/")
    assert proxy.ask("/api/v1/site/", Authorization="Bearer es_wrong").status == 401


def test_forms_and_the_admin_are_never_kept(proxy):
    for path in ("/admin/login/", "/meine-daten/", "/suche/?q=x"):
        for _time in range(2):
            assert proxy.ask(path).cache in {"", "MISS", "BYPASS"}, path
