"""What a club's date may not tell everybody appears nowhere: states of a date × channels, with a planted word."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from cms.mail.models import Mail
from cms.media.models import SiteImage
from cms.webhooks.models import EVENTS, WebhookEndpoint, WebhookMessage
from directory.models import Maintainership, Offer, OrganisationPage, PublicEntry
from events.feeds.found import FoundEvent, Reading
from events.feeds.keeping import accept_feed, enter_feed, refuse_feed, remove_feed
from events.feeds.storing import store
from events.models import ChangedDay, DateVersion, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import accept, announce, bring_back, refuse, undo, withdraw
from events.workflow.changed_days import change_day, take_back
from events.workflow.pictures import keep_picture
from tests.support.making import make_picture_file, make_user

from .test_leaks import API, BAIT, CHANNELS, HARMLESS, SOON, WORD, make_town, read

pytestmark = pytest.mark.django_db

CLUB = "petra@geheim.example"
FEED = "https://kalender.geheim.example/abc123.ics"
REASON = "Verschwiegener Grund"
FILES = {f"file, {kind}": f"/daten/termine.{kind}" for kind in ("ics", "csv", "json")}
CHANNELS_OF_DATES = CHANNELS | {
    "dates of the week": "/termine/?wann=woche",
    "dates of the club": "/termine/?veranstalter={club}",
    "printed": "/termine/?druck=1",
    "entry": "/verzeichnis/eine-seite/",
    "page of the date": "/termine/d/{date}/",
    "calendar of the date": "/daten/termine.ics?reihe={date}",
    "entry's calendar": "/eintrag/{club}/kalender.ics",
    **FILES,
    "file, searched": f"/daten/termine.json?q={BAIT}",
    "API, single dates": f"{API}/occurrences/?limit=100",
    "API, single dates searched": f"{API}/occurrences/?q={BAIT}",
    "API, dates of a series": f"{API}/occurrences/?series={{date}}",
    "API, entry": f"{API}/organisations/{{club}}",
    "API, entries as lines": f"{API}/organisations.jsonl",
    "directory as lines": "/daten/verzeichnis.jsonld",
    "HSDS": "/api/hsds/v3/services",
}
# Where a club's date that everybody may see is told of; the change feed tells its key only.
TELLING = {
    "start page",
    "list of dates",
    "dates of a month",
    "dates, searched",
    "dates for the notice board",
    "feed of dates",
    "dates of the week",
    "dates of the club",
    "printed",
    "entry",
    "page of the date",
    "calendar of the date",
    *FILES,
    "file, searched",
    "API, single dates",
    "API, single dates searched",
    "API, dates of a series",
}


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def club(committed):
    with committed():
        make_town(HARMLESS)
        entry = OrganisationPage.objects.get(slug=HARMLESS["slug"])
        Maintainership.objects.create(page=entry, maintainer_email=CLUB)
        site = Site.objects.get(is_default_site=True)
        events = [event for event, _label in EVENTS]
        WebhookEndpoint.objects.create(name="Landkreis", site=site, url="https://example.org/", events=events)
    return entry


@pytest.fixture
def office(db):
    return make_user("leitung", is_superuser=True)


def date_of(club, word=WORD, **fields) -> PartnerEvent:
    """An unsent date whose every text has the word."""
    texts = dict.fromkeys(("summary", "place_name", "street", "cost_note", "status_note"), word)
    when = {"first_date": SOON, "place_key": Offer.CHANGING_PLACES}
    return PartnerEvent(organisation=club, title=f"{word} {BAIT}", **(texts | when | fields))


def with_picture(event):
    event.picture = keep_picture(event.organisation, SimpleUploadedFile("b.png", make_picture_file().read()))
    event.picture_description = event.picture_author = WORD
    return event


def send(club, **fields):
    return announce(with_picture(date_of(club, **fields)), email=CLUB).event


def leaks(client, event) -> list[str]:
    """Name the channels that reveal the date: its words, its key, its sender or the address of its calendar."""
    club = PublicEntry.objects.filter(page=event.organisation_id).first()
    public_id = club.public_id if club else event.organisation.public_id
    channels = {
        name: address.format(date=event.key, club=public_id) for name, address in CHANNELS_OF_DATES.items()
    }
    return [name for name, text in read(client, channels).items() if tells(text)] + messages()


def messages() -> list[str]:
    return [
        f"webhook: {body}" for body in WebhookMessage.objects.values_list("body", flat=True) if tells(body)
    ]


def tells(text: str) -> bool:
    return any(secret in text for secret in (WORD, CLUB, "geheim.example", REASON))


def told_as(event, client) -> list[str]:
    """What the change feed says of the date, which is its key alone."""
    items = client.get(f"{API}/changes?limit=1000").json()["items"]
    return [each["change"] for each in items if each.get("id") == str(event.key)]


def version_of(event):
    return DateVersion.objects.waiting().get(event=event)


def test_public_date_shows_where_dates_are_told_of(client, club, office, committed):
    # Otherwise the tests below could pass because nothing is ever shown.
    with committed():
        event = send(club)
        accept(version_of(event), by=office)
    found = {name for name in leaks(client, event) if not name.startswith("webhook")}
    assert found == TELLING
    assert told_as(event, client) == ["upsert"]
    with committed():
        withdraw(event)
    assert told_as(event, client) == ["delete"]


def wait(club, office):
    return send(club)


def be_refused(club, office):
    event = send(club)
    refuse(version_of(event), REASON, by=office)
    return event


def be_withdrawn_before_anybody_looked(club, office):
    event = send(club)
    withdraw(event)
    return event


def be_withdrawn(club, office):
    event = accepted(club, office)
    withdraw(event)
    return event


def be_taken_out_by_the_office(club, office):
    event = accepted(club, office)
    withdraw(event, by=office)
    return event


def be_undone(club, office):
    TrustedOrganiser.objects.create(page=club)
    event = send(club)
    undo(event, by=office)
    return event


def be_brought_back_but_never_accepted(club, office):
    event = be_withdrawn_before_anybody_looked(club, office)
    bring_back(event)
    return event


def accepted(club, office):
    event = send(club)
    accept(version_of(event), by=office)
    return PartnerEvent.objects.get(pk=event.pk)


def feed_with_a_date(club):
    feed = enter_feed(club, FEED, email=CLUB)
    texts = dict.fromkeys(("summary", "place_name", "street"), WORD)
    facts = {"title": f"{WORD} {BAIT}", "first_date": SOON, "place_key": Offer.CHANGING_PLACES} | texts
    store(feed, Reading([FoundEvent("a", facts)], [f"„{WORD}“ ist als privat gekennzeichnet."]))
    return feed, feed.events.get()


def stand_in_a_calendar_that_waits(club, office):
    return feed_with_a_date(club)[1]


def stand_in_a_refused_calendar(club, office):
    feed, event = feed_with_a_date(club)
    refuse_feed(feed, REASON, by=office)
    return event


def stand_in_a_removed_calendar(club, office):
    feed, event = feed_with_a_date(club)
    accept_feed(feed, by=office)
    remove_feed(feed)
    return event


def lose_its_club(club, office):
    event = accepted(club, office)
    club.unpublish()
    return event


def stand_behind_a_password(club, office):
    event = accepted(club, office)
    page = Page.objects.get(pk=club.pk)
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim-geheim")
    return event


HIDDEN = [
    wait,
    be_refused,
    be_withdrawn_before_anybody_looked,
    be_withdrawn,
    be_taken_out_by_the_office,
    be_undone,
    be_brought_back_but_never_accepted,
    stand_in_a_calendar_that_waits,
    stand_in_a_refused_calendar,
    stand_in_a_removed_calendar,
    lose_its_club,
    stand_behind_a_password,
]


NEVER_PUBLIC = [wait, be_refused, be_withdrawn_before_anybody_looked, stand_in_a_calendar_that_waits]


@pytest.mark.parametrize("hide", NEVER_PUBLIC, ids=lambda hide: hide.__name__)
def test_changes_do_not_name_what_was_never_public(client, club, office, committed, hide):
    with committed():
        event = hide(club, office)
    assert told_as(event, client) == []


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_date_that_is_not_public_shows_in_no_channel(client, club, office, committed, hide):
    with committed():
        event = hide(club, office)
    WebhookMessage.objects.all().delete()
    with committed():
        Page.objects.get(pk=club.pk).specific.save()

    assert leaks(client, event) == []


def test_picture_of_a_waiting_date_is_in_no_library_and_at_no_public_address(client, club, committed):
    with committed():
        event = send(club)
    assert not SiteImage.objects.filter(title__contains=WORD).exists()
    assert client.get(f"/admin/termine/bild/{event.picture_id}/").status_code == 302


def test_change_that_waits_shows_in_no_channel(client, club, office, committed):
    with committed():
        event = announce(date_of(club, "Sommerfest"), email=CLUB).event
        accept(version_of(event), by=office)
        changed = with_picture(date_of(club, pk=event.pk, key=event.key, state="public"))
        announce(changed, email=CLUB)
    assert leaks(client, event) == []
    with committed():
        refuse(version_of(event), REASON, by=office)
    assert leaks(client, event) == []
    assert "Sommerfest" in client.get(f"/termine/d/{event.key}/").content.decode()


def test_public_date_tells_neither_who_sent_it_nor_what_was_refused(client, club, office, committed):
    with committed():
        event = announce(date_of(club, "Sommerfest"), email=CLUB).event
        accept(version_of(event), by=office)
        PartnerEvent.objects.get(pk=event.pk)
        announce(date_of(club, pk=event.pk, key=event.key, state="public"), email=CLUB)
        refuse(version_of(event), REASON, by=office)
        feed = feed_with_a_date(club)[0]
        PartnerEvent.objects.filter(feed=feed).update(title="Ball", summary="", place_name="", street="")
        accept_feed(feed, by=office)
    assert Mail.objects.filter(to=CLUB).exists()
    assert leaks(client, event) == []
    assert "Ball" in client.get("/termine/").content.decode()


def test_reason_of_a_day_is_gone_when_it_is_taken_back(client, club, office, committed):
    with committed():
        event = announce(date_of(club, "Sommerfest"), email=CLUB).event
        accept(version_of(event), by=office)
        changed = ChangedDay(series=event.key, day=SOON, change="cancelled", reason=REASON)
        change_day(changed, instance=club, title="Sommerfest")
    assert "page of the date" in leaks(client, event)
    with committed():
        take_back(event.key, SOON, instance=club, title="Sommerfest")
    assert leaks(client, event) == []


def test_what_is_over_for_long_is_in_no_list(client, club, office, committed):
    with committed():
        event = send(club)
        PartnerEvent.objects.filter(pk=event.pk).update(first_date=timezone.localdate() - timedelta(days=70))
        version = version_of(event)
        version.data["first_date"] = str(timezone.localdate() - timedelta(days=70))
        version.save()
        accept(version, by=office)
    # Whoever has kept its address, or the calendar, still finds it.
    assert set(leaks(client, event)) <= {"page of the date", "calendar of the date"}
