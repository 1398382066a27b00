"""Two towns on one installation: nothing of one appears at the other's addresses, in its admin or in its mails."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.log_actions import log
from wagtail.models import Site

from cms.accounts.group_panel import GroupTownPanel
from cms.mail.links import link_address, make_link
from cms.mail.models import Mail
from cms.mail.queueing import queue
from cms.media.models import SiteDocument, SiteImage
from cms.towns.models import GroupTown, TownSettings
from demo.loader import load_demo
from directory.duplicates.lookup import duplicates_for_staff, public_duplicates
from directory.duplicates.similarity import Organisation
from directory.letters.printing import pdf_of
from directory.models import (
    District,
    EntryPicture,
    MaintainerLetter,
    Maintainership,
    OrganisationPage,
    PublicEntry,
    Tombstone,
)
from directory.tests.factories import make_entry
from directory.workflow.letters import print_letter, request_letter
from directory.workflow.links import open_session
from directory.workflow.maintainer_mail import CONFIRM_ENTRY, edit_address
from events.feeds.keeping import enter_feed
from events.models import ChangedDay, EventFeed, PartnerEvent
from events.workflow.announcing import accept, announce, is_trusted
from events.workflow.pictures import keep_picture
from forms_app.models import Submission
from forms_app.services.personal_data import erase_person, export_person
from forms_app.tests.reviewing import make_submission
from home.starter import NewTown, TownRefusedError, add_town
from joining.hours.models import HelperHours
from joining.hours.workflow.access import request_access
from joining.hours.workflow.confirming import offer_hours
from tests.support.making import make_document, make_image, make_picture_file, make_user

HOSTS = {"Bitburg": "demo.example.org", "Musterstadt": "musterstadt.example"}
ROLES = ["Redaktion", "Ehrenamtsagentur", "Leitung"]
API, HSDS = "/api/v1", "/api/hsds/v3"
BESIDE_PAGES = [
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/docs",
    "/api/v1/openapi.json",
    "/gibt-es-nicht/",
    "/suche/?q=verein",
    "/suche/?q=chor",
    "/suche/?q=die",
    "/verzeichnis/?q=gruppe",
    "/verzeichnis/?ortsteil=stahl",
    "/mithilfe/?q=hilfe",
    "/termine/?wann=woche",
    "/termine/feed/",
    "/termine/?druck=1",
    "/daten/",
    "/catalog.ttl",
    "/daten/geloescht.json",
    "/meine-daten/",
    "/brief/",
    "/meine-stunden/",
    "/nachweis/",
    "/merkliste/",
    *(f"/daten/verzeichnis.{each}" for each in ("csv", "xlsx", "geojson", "jsonl", "jsonld", "ics")),
    *(f"/daten/mithilfe.{each}" for each in ("csv", "xlsx")),
    *(f"/daten/termine.{each}" for each in ("csv", "json", "ics")),
    *(
        f"{HSDS}/{each}"
        for each in ("", "services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations")
    ),
    *(
        f"{API}/{each}/"
        for each in (
            "site",
            "navigation",
            "pages",
            "organisations",
            "openings",
            "news",
            "events",
            "occurrences",
            "documents",
            "forms",
        )
    ),
    *(
        f"{API}/{each}"
        for each in (
            "changes",
            "redirects",
            "search?q=verein",
            "organisations.csv",
            "organisations.geojson",
            "organisations.jsonl",
        )
    ),
    f"{API}/pages/?limit=100",
    f"{API}/pages/by-path?path=/",
]
SAME_EVERYWHERE = re.compile(r"/admin/|/static/")
MOST_ADDRESSES = 110


@dataclass(frozen=True)
class Town:
    name: str
    host: str
    site: Site
    entry: OrganisationPage
    image: SiteImage
    document: SiteDocument
    submission: Submission
    # One that everybody sees, with a picture, and one that waits, as does the calendar.
    club_date: PartnerEvent
    waiting_date: PartnerEvent
    feed: EventFeed

    @property
    def other(self) -> str:
        return next(name for name in HOSTS if name != self.name)

    @property
    def client(self) -> Client:
        return Client(SERVER_NAME=self.host)

    def member(self, role: str) -> Client:
        client = self.client
        user = make_user(f"{role}-{self.name}".lower())
        user.groups.add(GroupTown.objects.get(site=self.site, role=role).group)
        client.force_login(user)
        return client


@pytest.fixture
def _own_media():
    """Instead of the usual empty media directory: the pictures are loaded once."""


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker, tmp_path_factory):
    place = tmp_path_factory.mktemp("towns")
    with (
        # Placeholders for the demonstration's pictures, which nothing here looks at; not for those that are made here.
        patch("cms.media.picture_sizes.MOST_PIXELS", 10_000),
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=place / "media", DATA_DIR=place, SITE_URL=f"http://{HOSTS['Bitburg']}"),
        transaction.atomic(),
    ):
        _clear_caches()
        load_demo(lambda line: None)
        first = Site.objects.get(is_default_site=True)
        second = add_town(
            NewTown("Musterstadt", f"http://{HOSTS['Musterstadt']}", "HE", "99999", "amt@musterstadt.example")
        )
        found = {"Bitburg": _bitburg(first), "Musterstadt": _musterstadt(second)}
        yield found
        transaction.set_rollback(True)
    _clear_caches()


@pytest.fixture(params=HOSTS)
def town(towns, db, request) -> Town:
    return towns[request.param]


def _bitburg(site: Site) -> Town:
    entry = OrganisationPage.objects.live().filter(alias_of=None, record__isnull=False).first()
    form = TownSettings.for_site(site).contact_page
    submission = make_submission(
        form, site=site, sender_name="Frau Bitburgerin", sender_email="a@bitburg.example"
    )
    document = SiteDocument.objects.first()
    image = SiteImage.objects.first()
    return Town(
        "Bitburg", HOSTS["Bitburg"], site, entry, image, document, submission, *_dates("Bitburg", entry)
    )


def _musterstadt(site: Site) -> Town:
    settings = TownSettings.for_site(site)
    collection = settings.collection
    district = District.objects.get(site=site)
    image = make_image("Rathaus Musterstadt", collection=collection)
    document = make_document("Satzung Musterstadt", name="satzung-musterstadt.pdf", collection=collection)
    entry = make_entry(settings.directory_page.specific, "Gesangverein Musterstadt", districts=[district])
    news = apps.get_model("news.NewsPage")(
        title="Neues aus Musterstadt", summary="Es geht los.", date="2026-11-20", slug="neues"
    )
    news.share_image = image
    news.body = json.dumps(
        [{"type": "richtext", "value": f'<p><a linktype="document" id="{document.pk}">Satzung</a></p>'}]
    )
    settings.news_page.add_child(instance=news)
    news.save_revision().publish()
    submission = make_submission(
        settings.contact_page,
        site=site,
        sender_name="Herr Musterstädter",
        sender_email="b@musterstadt.example",
    )
    dates = _dates("Musterstadt", entry)
    return Town("Musterstadt", HOSTS["Musterstadt"], site, entry, image, document, submission, *dates)


def _dates(town: str, entry: OrganisationPage) -> tuple[PartnerEvent, PartnerEvent, EventFeed]:
    soon = timezone.localdate() + timedelta(days=3)
    shown, waiting = (
        PartnerEvent(organisation=entry, title=f"{title} in {town}", first_date=soon, all_day=True)
        for title in ("Sommerfest", "Geheimfest")
    )
    shown.picture = keep_picture(entry, SimpleUploadedFile("fest.png", make_picture_file().read()))
    shown.picture_description = f"Das Fest in {town}"
    shown.picture_author = town
    accept(announce(shown, email="a@example.net"), by=make_user(f"annahme-{entry.pk}", is_superuser=True))
    announce(waiting, email="a@example.net")
    feed = enter_feed(entry, f"https://{town.lower()}.example/termine.ics", email="a@example.net")
    return PartnerEvent.objects.get(pk=shown.pk), waiting, feed


def _clear_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


def body_of(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return b"".join(package.read(name) for name in package.namelist())
    return content


def names(body: bytes, word: str) -> bool:
    return word.lower() in body.decode("utf-8", "replace").lower()


def words_around(body: bytes, word: str) -> str:
    text = body.decode("utf-8", "replace")
    place = text.lower().find(word.lower())
    return text[max(0, place - 120) : place + 120]


def crawl(town: Town) -> dict[str, bytes]:
    """Follow every link on the town's host; return the responses."""
    client, said = town.client, {}
    waiting = ["/", *BESIDE_PAGES]
    while waiting and len(said) < MOST_ADDRESSES:
        address = waiting.pop(0)
        if address in said or SAME_EVERYWHERE.match(address):
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        said[address] = body_of(response)
        if response.status_code in (301, 302, 308):
            waiting.append(_here(response["Location"], address, town))
        if "html" in response.get("Content-Type", ""):
            waiting += _links(said[address], address, town)
        waiting = [each for each in waiting if each]
    return said


def _links(body: bytes, address: str, town: Town) -> list[str]:
    soup = BeautifulSoup(body, "html.parser")
    found = [each.get("href") or each.get("src") for each in soup.select("a[href], link[href], img[src]")]
    return [_here(link, address, town) for link in found]


def _here(link: str, address: str, town: Town) -> str:
    parts = urlsplit(urljoin(f"http://{town.host}{address}", link))
    # Filters combine endlessly.
    is_page = not parts.query or parts.path in ("/suche/",)
    return f"{parts.path}" if parts.netloc == town.host and is_page else ""


def test_no_address_of_a_town_names_the_other(town):
    said = crawl(town)
    naming = {
        address: words_around(body, town.other) for address, body in said.items() if names(body, town.other)
    }
    assert not naming
    assert len(said) > 60
    assert names(said["/"], town.name)


MEDIA = [
    ("a document", lambda town: f"/dokumente/{town.document.pk}/{town.document.filename}"),
    ("a document over the API", lambda town: f"{API}/documents/{town.document.pk}"),
    ("a picture over the API", lambda town: f"{API}/images/{town.image.pk}"),
    ("an entry over the API", lambda town: f"{API}/organisations/{town.entry.public_id}"),
    ("an entry over HSDS", lambda town: f"{HSDS}/organizations/{town.entry.public_id}"),
    ("an entry's calendar", lambda town: f"/eintrag/{town.entry.public_id}/kalender.ics"),
    ("a club's date", lambda town: f"/termine/d/{town.club_date.key}/"),
    ("a page over the API", lambda town: f"{API}/pages/{town.entry.get_parent().pk}"),
]


@pytest.mark.parametrize("what", MEDIA, ids=[row[0] for row in MEDIA])
def test_what_has_a_key_is_not_at_the_other_host(towns, town, what):
    theirs = what[1](towns[town.other])

    assert town.client.get(theirs).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/termine/?veranstalter={entry}",
        "/daten/termine.json?reihe={date}",
        f"{API}/occurrences/?series={{date}}",
    ],
)
def test_dates_of_a_club_are_asked_for_in_its_town_only(towns, town, address):
    theirs = towns[town.other]
    address = address.format(entry=theirs.entry.public_id, date=theirs.club_date.key)

    assert theirs.club_date.title in body_of(theirs.client.get(address)).decode()
    assert theirs.club_date.title not in body_of(town.client.get(address)).decode()


def test_a_club_s_session_opens_no_date_of_the_other_town(towns, town):
    theirs = towns[town.other]
    Maintainership.objects.update_or_create(page=town.entry, defaults={"maintainer_email": "a@example.net"})
    key = open_session(town.entry.pk, "a@example.net")
    paths = [
        reverse("change_club_date", args=[key, theirs.club_date.key]),
        reverse("club_days", args=[key, theirs.club_date.key]),
        reverse("club_date_picture", args=[key, theirs.club_date.picture.key]),
        reverse("club_feed", args=[key, theirs.feed.pk]),
        reverse("entry_picture", args=[key, _picture_sent_for(theirs.entry).key]),
    ]

    assert [town.client.get(path).status_code for path in paths] == [404] * 5
    assert theirs.client.get(reverse("club_dates", args=[key])).status_code in {404, 410}


@pytest.mark.parametrize("path", ["aendern/", "uebernehmen/", "brief/"])
def test_pages_about_an_entry_do_not_know_the_other_town_s(towns, town, path):
    theirs = towns[town.other].entry
    body = body_of(town.client.get(f"/eintrag/{theirs.public_id}/{path}"))

    assert theirs.title not in body.decode()


def test_a_list_made_by_hand_takes_none_of_the_other_town(towns, town):
    theirs = towns[town.other].entry
    body = body_of(town.client.get(f"/merkliste/?eintrag={theirs.public_id}"))

    assert theirs.title not in body.decode()


def test_an_entry_that_went_is_remembered_in_its_own_town_only(towns, town):
    theirs = towns[town.other]
    key = theirs.entry.public_id
    theirs.entry.unpublish()
    assert Tombstone.objects.get(public_id=key).site == theirs.site

    assert str(key) in body_of(theirs.client.get("/daten/geloescht.json")).decode()
    assert str(key) not in body_of(town.client.get("/daten/geloescht.json")).decode()
    assert town.client.get(f"{API}/organisations/{key}").status_code == 404
    assert theirs.client.get(f"{API}/organisations/{key}").status_code == 410


def test_a_mail_is_written_by_the_town(town):
    mail = queue("reply", to="a@example.net", site=town.site, context={"reference": "1", "message": "Gern!"})
    message = "\n".join([mail.from_email, mail.text, mail.html, str(mail.headers), mail.message_id])

    assert mail.from_email.startswith(f"{town.name} <")
    assert f"http://{town.host}" in mail.text or town.name in mail.message
    assert town.other.lower() not in message.lower()


def test_links_in_mails_lead_to_the_town_of_the_entry(town):
    address = f"http://{town.host}/"

    assert edit_address(town.entry).startswith(address)
    assert link_address("entry-edit", "x", site=town.site).startswith(address)


def test_a_letter_names_its_town_only(town, admin_user):
    Maintainership.objects.update_or_create(page=town.entry, defaults={"postal_address": "Weg 1\n12345 Ort"})
    request_letter(town.entry.public_id, site=town.site)
    printed = print_letter(town.entry, MaintainerLetter.Purpose.CLAIM, user=admin_user)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf_of([printed]))).pages)

    assert town.host in text
    assert town.other.lower() not in text.lower()


def test_a_link_opens_nothing_at_the_other_host(towns, town):
    theirs = towns[town.other]
    Maintainership.objects.update_or_create(page=theirs.entry, defaults={"maintainer_email": "a@example.net"})
    paths = [
        reverse("edit_entry", args=[open_session(theirs.entry.pk, "a@example.net")]),
        reverse("confirm_entry", args=[make_link(CONFIRM_ENTRY, theirs.entry.pk, "a@example.net")]),
        reverse("send_copy", args=[make_link("copy", theirs.submission.pk, "a@example.net")]),
        reverse("open_personal_data", args=[make_link("data", theirs.site.pk, "a@example.net")]),
    ]

    assert [theirs.client.get(path).status_code for path in paths] == [200] * 4
    # An existing link of another town is “too late”; a link to nothing is unknown.
    assert {town.client.get(path).status_code for path in paths} <= {404, 410}


def test_a_person_learns_from_a_town_what_this_town_has(towns, town):
    for each in towns.values():
        make_submission(site=each.site, sender_email="beide@example.net", reference=f"R-{each.name}"[:12])

    told = export_person("beide@example.net", town.site)
    assert [each["reference"] for each in told["submissions"]] == [f"R-{town.name}"[:12]]
    assert erase_person("beide@example.net", town.site)["submissions"] == 1
    left = Submission.objects.get(sender_email="beide@example.net")
    assert left.site == towns[town.other].site


def test_hours_of_one_town_are_shown_checked_and_erased_there_only(towns, town):
    last_year = timezone.localdate().year - 1
    for each in towns.values():
        day = datetime(last_year, 5, 2).date()
        offer_hours(
            each.entry,
            f"Frau {each.name}",
            "beide@example.net",
            f"Tat in {each.name}",
            day,
            day,
            Decimal(3),
            "hand",
        )
    HelperHours.objects.update(state="confirmed", consented_at=timezone.now())
    mine, theirs = (HelperHours.objects.get(site=towns[name].site) for name in (town.name, town.other))

    mail = Mail.objects.get(kind="hours-consent", site=town.site)
    address = re.search(rf"http://{town.host}(/stunden/\S+)", mail.text)[1]
    assert town.other not in mail.text
    answers = [town.client.post("/nachweis/", {"code": each.code}).text for each in (mine, theirs)]
    assert f"Tat in {town.name}" in answers[0] and f"Tat in {town.other}" not in answers[1]
    assert towns[town.other].client.get(address).status_code == 410
    request_access("beide@example.net", "de", site=town.site)
    opens = re.search(r"http://[^/]+(\S+)", Mail.objects.filter(kind="hours-access").latest("pk").text)[1]
    assert towns[town.other].client.post(opens).status_code == 410
    page = town.client.post(opens).text
    assert f"Tat in {town.name}" in page and town.other not in page
    report = town.member("Leitung").get(reverse("hours_report")).text
    assert mine.club in report and theirs.club not in report

    erase_person("beide@example.net", town.site)
    assert HelperHours.objects.get() == theirs


def test_whoever_registers_is_not_told_of_the_other_town_s_entries(towns, town):
    theirs = Organisation.of(towns[town.other].entry.title)

    assert public_duplicates(theirs, site=towns[town.other].site)
    assert public_duplicates(theirs, site=town.site) == []
    assert duplicates_for_staff(theirs, site=town.site) == []


def test_a_group_is_given_to_a_town_in_its_form(towns, town, admin_client):
    group = Group.objects.create(name="Neu")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    form = BeautifulSoup(body_of(admin_client.get(address, headers={"host": town.host})), "html.parser")
    assert form.select_one("[name=group-town-town]")

    panel = GroupTownPanel({"group-town-town": str(town.site.pk)}, instance=group)
    assert panel.is_valid()
    panel.save()
    assert GroupTown.objects.get(group=group).site == town.site


ADMIN = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/einsendungen/",
    "/admin/einsendungen/formulare/",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=verein",
    "/admin/images/chooser/",
    "/admin/documents/chooser/",
    "/admin/reports/site-history/",
    "/admin/berichte/stand/",
    "/admin/berichte/verarbeitungen/",
    "/admin/e-mails/",
    "/admin/pages/search/?q=verein",
    "/admin/verzeichnis/duplikate/",
    "/admin/snippets/directory/maintainership/",
    "/admin/verzeichnis/aufgaben/",
    "/admin/termine/vereine/",
]


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_the_staff_is_shown_the_other_town(towns, town, role):
    queue(
        "reply",
        to="a@example.net",
        site=towns[town.other].site,
        context={"reference": "77-SECRET", "message": "x"},
    )
    boss = make_user("oberchefin", is_superuser=True)
    log(instance=towns[town.other].submission, action="forms_app.add_note", user=boss)
    client = town.member(role)
    answers = {address: client.get(address) for address in ADMIN}
    said = {address: body_of(answer) for address, answer in answers.items()}
    other = towns[town.other]
    secrets = [town.other, other.submission.sender_name, other.submission.reference, "77-SECRET"]

    assert answers["/admin/"].status_code == 200
    shown = {
        address: words_around(body, word)
        for address, body in said.items()
        for word in secrets
        if names(body, word)
    }
    assert not shown


# address of the other town's object, Redaktion, Ehrenamtsagentur, Leitung
LADDER = [
    ("page", 404, 404, 404),
    ("submission", 302, 404, 404),
    ("image", 404, 404, 404),
    ("document", 404, 404, 404),
    ("settings", 404, 404, 404),
    ("menus", 404, 404, 404),
    ("picture of an entry", 302, 302, 302),
    ("state of an entry", 302, 302, 302),
    ("dates of a club", 302, 404, 404),
    ("date of a club", 302, 404, 404),
    ("waiting date of a club", 302, 404, 404),
    ("picture of a date", 302, 404, 404),
    ("calendar of a club", 302, 404, 404),
    ("days of a club's date", 404, 404, 404),
]


def _picture_sent_for(entry) -> EntryPicture:
    return EntryPicture.objects.create(page=entry, content=b"RIFF", kind="image/webp", width=1, height=1)


def address_of(name: str, town: Town) -> str:
    return {
        "page": lambda: reverse("wagtailadmin_pages:edit", args=[town.entry.pk]),
        "submission": lambda: reverse("einsendungen_modeladmin_inspect", args=[town.submission.pk]),
        "image": lambda: reverse("wagtailimages:edit", args=[town.image.pk]),
        "document": lambda: reverse("wagtaildocs:edit", args=[town.document.pk]),
        "settings": lambda: reverse("wagtailsettings:edit", args=["towns", "townsettings", town.site.pk]),
        "menus": lambda: reverse("wagtailsettings:edit", args=["pages", "navigationsettings", town.site.pk]),
        "state of an entry": lambda: reverse("directory_entry_state", args=[town.entry.pk]),
        "dates of a club": lambda: reverse("dates_of_club", args=[town.entry.pk]),
        "date of a club": lambda: reverse("club_date", args=[town.club_date.pk]),
        "waiting date of a club": lambda: reverse("club_date", args=[town.waiting_date.pk]),
        "picture of a date": lambda: reverse("club_date_picture_for_staff", args=[town.club_date.picture_id]),
        "picture of an entry": lambda: reverse(
            "directory_sent_picture", args=[_picture_sent_for(town.entry).pk]
        ),
        "calendar of a club": lambda: reverse("club_calendar", args=[town.feed.pk]),
        "days of a club's date": lambda: reverse("series_days", args=[town.club_date.key]),
    }[name]()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_the_staff_opens_what_is_the_other_town_s(towns, town, role):
    client = town.member(role)
    answers = {row[0]: client.get(address_of(row[0], towns[town.other])).status_code for row in LADDER}

    assert answers == {row[0]: row[1 + ROLES.index(role)] for row in LADDER}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "action", ["accept", "refuse", "withdraw", "undo", "read", "remove", "trust", "cancel"]
)
def test_nobody_of_the_staff_decides_about_clubs_of_the_other_town(towns, town, role, action):
    theirs, client = towns[town.other], town.member(role)
    data = {"action": action, "reason": "x", "version": theirs.waiting_date.versions.get().pk}
    data["day"] = theirs.club_date.first_date
    for name in LADDER[-6:]:
        assert client.post(address_of(name[0], theirs), data).status_code in {302, 404, 405}, name[0]
    assert set(theirs.entry.announcements.values_list("state", flat=True)) >= {"public", "waiting"}
    assert EventFeed.objects.get(pk=theirs.feed.pk).state == "waiting"
    assert not is_trusted(theirs.entry)
    assert not ChangedDay.objects.filter(series=theirs.club_date.key).exists()


def test_picture_of_a_club_s_date_lies_in_the_town_s_collection(towns, town):
    image = town.club_date.picture.image

    assert image.collection == TownSettings.for_site(town.site).collection
    assert town.member("Leitung").get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    foreign = towns[town.other].member("Leitung")
    assert foreign.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 404


def test_the_head_of_a_town_works_in_it(town):
    client = town.member("Leitung")
    for name in (
        "page",
        "submission",
        "image",
        "document",
        "settings",
        "menus",
        *(row[0] for row in LADDER[-6:-3]),
    ):
        assert client.get(address_of(name, town)).status_code == 200, name


def test_what_is_the_installation_s_belongs_to_no_town(town):
    for role in ROLES:
        client = town.member(role)
        for address in (
            "/admin/users/",
            "/admin/groups/",
            "/admin/sites/",
            "/admin/redirects/",
            "/admin/e-mail-texte/",
        ):
            assert client.get(address).status_code in {302, 403}, (role, address)
    assert Group.objects.filter(name="Betrieb").exists()


def test_an_entry_offers_the_districts_of_its_town(towns, town):
    theirs = set(District.objects.filter(site=towns[town.other].site).values_list("name", flat=True))
    body = body_of(
        town.member("Leitung").get(reverse("wagtailadmin_pages:edit", args=[town.entry.pk]))
    ).decode()

    assert theirs
    assert not [name for name in theirs if f">{name}<" in body]
    assert not PublicEntry.objects.of_town(town.site).filter(page=towns[town.other].entry).exists()


def test_a_third_town_at_a_known_host_is_refused(towns, db):
    with pytest.raises(TownRefusedError):
        add_town(NewTown("Nocheine", f"http://{HOSTS['Musterstadt']}"))
    assert Site.objects.count() == 2
