"""Private data appears in none of the files: planted words × every address."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.exports.formats import FORMATS, OPENING_FORMATS
from directory.models import ContactPerson, Maintainership, MeetingPlace, Offer, Opening
from directory.tests.factories import make_entry

WORD = "Geheimwort"
MAIL = f"{WORD.lower()}@example.org"

ADDRESSES = [
    *(f"/daten/verzeichnis.{extension}" for extension in FORMATS),
    *(f"/daten/mithilfe.{extension}" for extension in OPENING_FORMATS),
    "/daten/geloescht.json",
    "/daten/",
    "/catalog.ttl",
    *(f"/api/hsds/v3/{name}" for name in ("", "services", "organizations", "taxonomy_terms")),
    "/api/hsds/v3/services?full=true",
    "/api/hsds/v3/organizations?full_service=true",
    f"/api/hsds/v3/organizations?search={WORD}",
    *(f"/api/v1/organisations{end}" for end in ("/", f"/?q={WORD}", ".csv", ".geojson", ".jsonl")),
    "/api/v1/changes?limit=1000",
    *(f"/api/v1/openings/{end}" for end in ("", f"?q={WORD}")),
]
CONSENT = {"consented_on": date(2026, 1, 1), "name_is_public": True, "email_is_public": True}
PUBLIC = {
    "places": lambda: [
        MeetingPlace(name="Halle", street=WORD, show_exact_address=True, latitude="49.98765", longitude="6.5")
    ],
    "contacts": lambda: [ContactPerson(role="Leitung", name=WORD, email=MAIL, **CONSENT)],
    "openings": lambda: [Opening(title=WORD, task=WORD, valid_until=date(2099, 1, 1))],
    "offers": lambda: [Offer(name=WORD, description=WORD, frequency="weekly", weekdays="MO")],
}


def leaks(client, *words) -> list[str]:
    """Name the addresses that contain one of the words."""
    found = []
    for path in [*ADDRESSES, *own_addresses()]:
        text = client.get(path).getvalue().decode("utf-8", "replace").replace("\r\n ", "")
        found += [path for word in words if word.casefold() in text.casefold()]
    return found


def own_addresses() -> list[str]:
    from directory.models import OrganisationPage

    keys = list(OrganisationPage.objects.values_list("public_id", flat=True))
    ways = ("/eintrag/{}/kalender.ics", "/api/v1/organisations/{}")
    return [way.format(key) for way in ways for key in keys]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def hide_address(page):
    page.meeting_places = [MeetingPlace(name=WORD, street=WORD, latitude="49.98765", longitude="6.5")]
    page.save_revision().publish()


def withdraw_consent(page):
    (person,) = page.contact_people.all()
    person.consented_on = None
    page.contact_people = [person]
    page.save_revision().publish()


def switch_to_internal(page):
    (person,) = page.contact_people.all()
    person.name_is_public = person.email_is_public = False
    page.contact_people = [person]
    page.save_revision().publish()


def let_the_call_end(page):
    (opening,) = page.openings.all()
    opening.valid_until = timezone.localdate() - timedelta(days=1)
    page.openings = [opening]
    page.save_revision().publish()


def end_the_offer(page):
    (offer,) = page.offers.all()
    offer.status = "closed"
    page.offers = [offer]
    page.save_revision().publish()


def protect(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def protect_above(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


CASES = {
    "hidden address": ("places", hide_address),
    "withdrawn consent": ("contacts", withdraw_consent),
    "internal contact": ("contacts", switch_to_internal),
    "call that is over": ("openings", let_the_call_end),
    "offer that has ended": ("offers", end_the_offer),
    "hidden entry": ("offers", lambda page: page.unpublish()),
    "deleted entry": ("offers", lambda page: page.delete()),
    "protected entry": ("offers", protect),
    "below a protected page": ("offers", protect_above),
}


@pytest.mark.parametrize(("part", "hide"), CASES.values(), ids=CASES)
def test_what_is_hidden_leaves_every_file_at_once(client, directory, committed, part, hide):
    with committed():
        page = make_entry(directory, "Verein", **{part: PUBLIC[part]()})
    # Otherwise the test could pass because nothing is ever exported.
    assert leaks(client, WORD)

    with committed():
        hide(page)

    assert leaks(client, WORD, MAIL, "49.98765") == []


@pytest.mark.parametrize("part", ["draft", "maintainer", "change", "internal from the start"])
def test_what_was_never_public_is_in_no_file(client, directory, committed, part):
    with committed():
        page = make_entry(directory, "Verein", live=part != "draft")
        if part == "maintainer":
            Maintainership.objects.update_or_create(
                page=page,
                defaults={"maintainer_email": MAIL, "assured_by": WORD, "source": WORD, "source_id": WORD},
            )
        elif part == "internal from the start":
            page.contact_people = [ContactPerson(role=WORD, name=WORD, email=MAIL, consent_note=WORD)]
            page.meeting_places = [MeetingPlace(name=WORD, street=WORD, city=WORD, public_transport=WORD)]
            page.save_revision().publish()
        else:
            page.title = page.summary = WORD
            page.save_revision()
    assert leaks(client, WORD, MAIL) == []


def test_entry_of_another_town_is_in_no_file(client, directory):
    from wagtail.models import Page, Site

    other = Page(title="Nachbarstadt", slug="nachbarstadt")
    Page.get_first_root_node().add_child(instance=other)
    Site.objects.create(hostname="nachbar.example", port=80, root_page=other)
    own = type(directory)(title="Verzeichnis", slug="verzeichnis")
    other.add_child(instance=own)
    make_entry(own, WORD)
    assert leaks(client, WORD) == []


# Parts of a page that may be hidden. Their models' tables, so that new ones are noticed.
PRIVATE = [model._meta.db_table for model in (MeetingPlace, ContactPerson, Offer, Opening, Maintainership)]


@pytest.mark.parametrize("part", PUBLIC)
def test_nothing_public_asks_for_more_than_the_record(client, directory, part):
    page = make_entry(directory, **{part: PUBLIC[part]()})
    pages = [page.url, directory.url, f"{directory.url}?q={WORD}&kostenlos=1", "/", "/sitemap.xml"]
    for path in [*pages, *ADDRESSES, *own_addresses()]:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(path)
            b"".join(response) if response.streaming else response.content
        queries = [query["sql"] for query in asked.captured_queries]
        assert [sql for sql in queries if any(f'"{table}"' in sql for table in PRIVATE)] == [], path
