"""What citizens may not see appears nowhere: states of a page or document × channels, with a planted word."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from cms.pages.models import NavigationSettings
from cms.towns.models import TownSettings
from cms.webhooks.models import EVENTS, WebhookEndpoint, WebhookMessage
from directory.models import Opening
from directory.tests.factories import make_category, make_district, make_openings_page
from events.tests.making import make_event, make_event_index
from news.tests.making import make_news, make_news_index
from strategy.tests.making import make_field, make_overview
from tests.support.making import make_document, make_home, make_image, make_page

pytestmark = pytest.mark.django_db

WORD = "Geheimwort"
BAIT = "Suchwort"  # what is searched for, since the search page repeats it
SLUG = "stilles-blatt"
SECRET = {"title": f"{WORD} {BAIT}", "slug": SLUG, "summary": WORD, "search_description": WORD}
HARMLESS = {"title": "Eine Seite", "slug": "eine-seite", "summary": "Etwas.", "search_description": ""}

SOON = timezone.localdate() + timedelta(days=2)

API = "/api/v1"
BY_PATH = f"{API}/pages/by-path?path="

CHANNELS = {
    "start page": "/",
    "list of news": "/aktuelles/",
    "Atom feed": "/aktuelles/feed/",
    "other news": "/aktuelles/andere/",
    "list of dates": "/termine/",
    "dates of a month": f"/termine/?monat={SOON:%Y-%m}",
    "dates, searched": f"/termine/?q={BAIT}",
    "dates for the notice board": "/termine/?druck=1",
    "feed of dates": "/termine/feed/",
    "calendar": "/termine/kalender.ics",
    "directory": "/verzeichnis/",
    "directory, filtered": "/verzeichnis/?kategorie=musik&stadtteil=stahl",
    "directory, searched": f"/verzeichnis/?q={BAIT}",
    "similar entry, part of": "/verzeichnis/andere/",
    "calls for volunteers": "/mithilfe/",
    "calls for volunteers, searched": f"/mithilfe/?q={BAIT}",
    "fields of action": "/handlungsfelder/",
    "search": f"/suche/?q={BAIT}",
    "search for the beginning": f"/suche/?q={BAIT[:5]}",
    "search in pages": f"/suche/?q={BAIT}&art=seiten",
    "search in entries": f"/suche/?q={BAIT}&art=eintraege",
    "sitemap": "/sitemap.xml",
    "teasers, calls to action, next step": "/wegweiser/",
    "language switch": "/zweisprachig/",
    "menu, footer": "/gibt-es-nicht/",
    "breadcrumbs": f"/bereich/{SLUG}/darunter/",
    "API, pages": f"{API}/pages/?limit=100",
    "API, pages in another language": f"{API}/pages/?limit=100&locale=en",
    "API, pages searched": f"{API}/pages/?q={BAIT}",
    "API, start page": f"{BY_PATH}/",
    "API, teasers, calls to action, next step": f"{BY_PATH}/wegweiser/",
    "API, translations": f"{BY_PATH}/zweisprachig/",
    "API, breadcrumbs": f"{BY_PATH}/bereich/{SLUG}/darunter/",
    "API, fields of action": f"{BY_PATH}/handlungsfelder/",
    "API, news": f"{API}/news/",
    "API, dates": f"{API}/events/",
    "API, entries": f"{API}/organisations/?limit=100",
    "API, entries searched": f"{API}/organisations/?q={BAIT}",
    "API, calls for volunteers": f"{API}/openings/",
    "API, search": f"{API}/search?q={BAIT}",
    "API, search for the beginning": f"{API}/search?q={BAIT[:5]}",
    "API, changes": f"{API}/changes?limit=1000",
    "API, menus": f"{API}/navigation/",
    "API, town": f"{API}/site/",
}
OWN_ADDRESSES = {
    "page": f"/bereich/{SLUG}/",
    "piece of news": f"/aktuelles/{SLUG}/",
    "date": f"/termine/{SLUG}/",
    "calendar of one date": f"/termine/{SLUG}/termin.ics",
    "entry": f"/verzeichnis/{SLUG}/",
    "field of action": f"/handlungsfelder/{SLUG}/",
    "translation": f"/en/{SLUG}/",
}
OWN_ADDRESSES |= {f"API, {name}": f"{BY_PATH}{url}" for name, url in OWN_ADDRESSES.items() if url[-1] == "/"}


def make_town(facts, live=True) -> list[Page]:
    """Return a page of each kind with these facts, in a town that lists each wherever it can."""
    home = make_home()
    section = make_page(home, "Bereich", slug="bereich")
    news, events = make_news_index(home), make_event_index(home)
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    make_openings_page(directory)
    fields = make_overview(home, slug="handlungsfelder")
    membership = {"main_category": make_category("Musik"), "districts": [make_district("Stahl")]}
    entry = {"email": "info@example.org"} | membership
    pages = [
        make_page(section, live=live, **facts),
        make_news(news, live=live, **facts),
        make_event(events, start=f"{SOON} 10:00", end=None, live=live, **facts),
        make_page(directory, model="directory.OrganisationPage", live=live, **(entry | facts)),
        make_field(fields, live=live, **facts),
        make_translation(home, facts, live),
    ]
    seek_help(pages[3], facts["title"], live)
    make_page(pages[0], "Darunter", slug="darunter")
    make_news(news, "Andere Meldung", slug="andere")
    neighbour = {"slug": "andere", "summary": "Wir singen.", "parent_organisation": pages[3]}
    make_page(directory, "Anderer Verein", "directory.OrganisationPage", **(entry | neighbour))
    announce(home, pages)
    return pages


def seek_help(entry, title, live) -> None:
    entry.openings = [Opening(title=title, task=title)]
    revision = entry.save_revision()
    if live:
        revision.publish()


def make_translation(home, facts, live) -> Page:
    english, _ = Locale.objects.get_or_create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    original = make_page(home, "Zweisprachig", slug="zweisprachig")
    page = original.copy_for_translation(english)
    for name, value in facts.items():
        setattr(page, name, value)
    page.save()
    if live:
        page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


def announce(home, pages) -> None:
    page = pages[0]
    link = {"page": page, "document": None, "url": "", "label": ""}
    call = {"title": "Aufruf", "text": "", "link": link, "tone": "coral"}
    teasers = [{"page": each, "title": "", "text": ""} for each in pages]
    body = [
        ("page_teasers", {"title": "", "intro": "", "pages": teasers}),
        ("call_to_action", call),
        ("columns", {"left": [("call_to_action", call)], "right": []}),
    ]
    make_page(home, "Wegweiser", slug="wegweiser", body=body, next_page=page)
    home.hero_buttons, home.idea_page, home.idea_title = [("button", link)], page, "Die Idee"
    home.save_revision().publish()
    navigation = NavigationSettings.for_site(home.get_site())
    navigation.main = [("page", {"page": page, "title": ""})]
    navigation.footer = [("column", {"title": "Mehr", "links": [link]})]
    navigation.save()
    town = TownSettings.for_site(home.get_site())
    town.imprint_page = page
    town.save()


def unpublish(pages):
    for page in pages:
        page.unpublish()


def let_expire(pages):
    passed = timezone.now() - timedelta(hours=1)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=passed)
    call_command("publish_scheduled")


def restrict(page, **how):
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), **how)


def ask_for_password(page):
    restrict(page, restriction_type="password", password="geheim-geheim")


def ask_for_login(page):
    restrict(page, restriction_type="login")


def ask_for_group(page):
    restrict(page, restriction_type="groups")
    page.view_restrictions.get().groups.add(Group.objects.get_or_create(name="Beirat")[0])


def each(protect):
    return lambda pages: [protect(page) for page in pages]


def what_lies_above(protect):
    """The other language's home page is the translation's parent; its own stays public."""
    return lambda pages: [protect(page.get_parent()) for page in pages]


def source_of_alias(pages):
    for page in pages:
        page.create_alias(update_slug=f"{SLUG}-zwei")
    each(ask_for_password)(pages)


HIDDEN_AFTERWARDS = {
    "unpublished": unpublish,
    "expired": let_expire,
    "password": each(ask_for_password),
    "login": each(ask_for_login),
    "group": each(ask_for_group),
    "below a password": what_lies_above(ask_for_password),
    "below a login": what_lies_above(ask_for_login),
    "below a group": what_lies_above(ask_for_group),
    "alias of a protected page": source_of_alias,
}


def save_draft(pages):
    pass


def schedule(pages):
    for page in pages:
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()


HIDDEN_FROM_THE_START = {"draft": save_draft, "scheduled": schedule}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def read(client, channels) -> dict[str, str]:
    return {name: client.get(url).getvalue().decode() for name, url in channels.items()}


def leaks(client) -> list[str]:
    """Name the channels that reveal the page. Its own address repeats the slug, so there only the word counts."""
    others = [name for name, text in read(client, CHANNELS).items() if tells_of_page(text)]
    return others + [name for name, text in read(client, OWN_ADDRESSES).items() if WORD in text]


def tells_of_page(text) -> bool:
    # A child page may be public, and its address contains the slug.
    return WORD in text or SLUG in text.replace(f"{SLUG}/darunter/", "")


def test_public_page_shows_in_every_channel(client, committed):
    # Otherwise the tests below could pass because nothing is ever shown.
    with committed():
        make_town(SECRET)
    assert leaks(client) == [*CHANNELS, *OWN_ADDRESSES]


@pytest.mark.parametrize("hide", HIDDEN_AFTERWARDS.values(), ids=HIDDEN_AFTERWARDS)
def test_page_that_is_hidden_leaves_every_channel_at_once(client, committed, hide):
    with committed():
        pages = make_town(SECRET)
    leaks(client)

    with committed():
        hide(pages)

    assert leaks(client) == []


@pytest.mark.parametrize("hide", HIDDEN_FROM_THE_START.values(), ids=HIDDEN_FROM_THE_START)
def test_page_that_was_never_public_shows_in_no_channel(client, committed, hide):
    with committed():
        hide(make_town(SECRET, live=False))

    assert leaks(client) == []


@pytest.mark.parametrize("hide", HIDDEN_FROM_THE_START.values(), ids=HIDDEN_FROM_THE_START)
def test_page_that_was_never_public_is_told_to_no_receiver(committed, hide):
    events = [event for event, _label in EVENTS]
    with committed():
        pages = make_town(SECRET, live=False)
        site = Site.objects.get(is_default_site=True)
        WebhookEndpoint.objects.create(name="Landkreis", site=site, url="https://example.org/", events=events)
    with committed():
        hide(pages)
        make_page(pages[0].get_parent(), "Daneben")

    bodies = list(WebhookMessage.objects.values_list("body", flat=True))
    assert bodies
    assert not any(map(tells_of_page, bodies))


def test_change_that_is_not_published_shows_in_no_channel(client, committed):
    with committed():
        for page in make_town(HARMLESS):
            for name, value in SECRET.items():
                setattr(page, name, value)
            page.save_revision()

    assert leaks(client) == []


def make_leaflet(home):
    """Return a document with a word in its title, in its own collection, offered wherever possible."""
    collection = Collection.get_first_root_node().add_child(name="Intern")
    leaflet = make_document(f"{WORD} {BAIT}", collection=collection, name=f"{SLUG}.pdf")
    link = {"page": None, "document": leaflet, "url": "", "label": ""}
    body = [
        ("document", {"document": leaflet, "title": "", "text": ""}),
        ("call_to_action", {"title": "Aufruf", "text": "", "link": link, "tone": "coral"}),
    ]
    make_page(home, "Wegweiser", slug="wegweiser", body=body)
    home.hero_buttons = [("button", link)]
    home.body = [("form_teasers", {"title": "", "text": "", "show_brochure": True})]
    home.save_revision().publish()
    town = TownSettings.for_site(home.get_site())
    town.brochure = leaflet
    town.save()
    return leaflet


LEAFLET_CHANNELS = {
    "start page": "/",
    "download, call to action": "/wegweiser/",
    "search": f"/suche/?q={BAIT}",
    "search in documents": f"/suche/?q={BAIT}&art=dokumente",
    "API, start page": f"{BY_PATH}/",
    "API, download, call to action": f"{BY_PATH}/wegweiser/",
    "API, documents": f"{API}/documents/",
    "API, search": f"{API}/search?q={BAIT}",
    "API, search in documents": f"{API}/search?q={BAIT}&type=document",
    "API, changes": f"{API}/changes?limit=1000",
}


def leaflet_leaks(client) -> list[str]:
    return [name for name, text in read(client, LEAFLET_CHANNELS).items() if WORD in text or SLUG in text]


def test_public_document_shows_in_every_channel(client, home, committed):
    with committed():
        leaflet = make_leaflet(home)
    assert leaflet_leaks(client) == [*LEAFLET_CHANNELS]
    assert client.get(leaflet.url).status_code == 200


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_document_made_private_leaves_every_channel_at_once(client, home, committed, kind):
    with committed():
        leaflet = make_leaflet(home)
    leaflet_leaks(client)

    with committed():
        leaflet.collection.view_restrictions.create(restriction_type=kind, password="geheim-geheim")

    assert leaflet_leaks(client) == []
    assert "Content-Disposition" not in client.get(leaflet.url)


def test_document_moved_into_a_private_collection_leaves_every_channel_at_once(client, home, committed):
    with committed():
        leaflet = make_leaflet(home)
    private = Collection.get_first_root_node().add_child(name="Privat")
    private.view_restrictions.create(restriction_type="login")
    leaflet_leaks(client)

    with committed():
        # The order in which the admin does it.
        leaflet.collection.save()
        leaflet.collection.move(private, pos="sorted-child")

    assert leaflet_leaks(client) == []


def use_nowhere(page):
    pass


def use_in_a_scheduled_page(page):
    page.live, page.go_live_at = False, timezone.now() + timedelta(days=1)
    page.save()
    page.save_revision().publish()


@pytest.mark.parametrize("use", [use_nowhere, lambda page: page.save_revision(), use_in_a_scheduled_page])
def test_document_that_no_public_page_uses_shows_in_no_channel(client, home, committed, use):
    leaflet = make_document(f"{WORD} {BAIT}", name=f"{SLUG}.pdf")
    with committed():
        page = make_page(home, "Wegweiser", slug="wegweiser")
    leaflet_leaks(client)
    with committed():
        page.body = [("document", {"document": leaflet, "title": "", "text": ""})]
        use(page)
        make_page(home, "Etwas anderes")

    assert leaflet_leaks(client) == []
    assert client.get(f"{API}/documents/{leaflet.pk}").status_code == 404


def test_picture_of_a_private_collection_shows_only_where_a_public_page_shows_it(client, home, committed):
    """As in Wagtail, private collections protect documents; pictures are public if a page shows them."""
    private = Collection.get_first_root_node().add_child(name="Privat")
    private.view_restrictions.create(restriction_type="login")
    with committed():
        picture = make_image(f"{WORD} {BAIT}", collection=private)
        page = make_page(home, "Wegweiser", slug="wegweiser")
    address = f"{API}/images/{picture.pk}"
    assert (client.get(address).status_code, leaflet_leaks(client)) == (404, [])

    with committed():
        page.share_image = picture
        page.save_revision()
    assert client.get(address).status_code == 404
    with committed():
        page.save_revision().publish()
    shown = client.get(address).json()["url"]
    assert shown in client.get(f"{BY_PATH}/wegweiser/").content.decode()
    with committed():
        page.unpublish()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/{file}",
        "/media/images/../{file}",
        "/media/images/%2e%2e/{file}",
        "/media/images/..%2f{file}",
        "/media/images//../{file}",
        "/media//images/../{file}",
        "/media/images/./.././{file}",
    ],
)
def test_originals_and_documents_have_no_address_below_media(client, db, path):
    for stored in (make_document().file, make_image().file):
        response = client.get(path.format(file=stored.name))
        assert response.status_code in {400, 404}, stored.name


# In a bucket, files have other addresses.
@pytest.mark.embedded
def test_renditions_have_an_address_below_media(client, db):
    assert client.get(make_image().get_rendition("width-20").url).status_code == 200
