"""A club's calendar, from its address to the dates in ours, against a real server."""

from datetime import date, datetime, time
from time import monotonic

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from cms.mail.models import Mail
from cms.recurrence.zone import BERLIN
from cms.towns.models import TownSettings
from directory.models import Maintainership
from directory.tests.factories import make_directory, make_entry
from directory.workflow.links import open_session
from events.feeds import fetching
from events.feeds.fetching import FetchError, fetch
from events.feeds.keeping import accept_feed, read_feed, read_feeds, refuse_feed
from events.models import ChangedDay, EventFeed, Occurrence, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import withdraw
from tests.support.making import make_user
from tests.support.recorded import recorded

from .server import feed_server

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
TODAY = date(2030, 3, 4)  # a Monday


@pytest.fixture(autouse=True)
def a_monday_in_march(monkeypatch):
    cache.clear()
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def server(settings):
    settings.FEEDS_MAY_BE_LOCAL = True
    with feed_server() as found:
        yield found


@pytest.fixture
@recorded
def entry(db):
    page = make_entry(make_directory(), "Chor am Markt")
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    return page


@pytest.fixture
def key(entry):
    return open_session(entry.pk, MAINTAINER)


@pytest.fixture
def trusted(entry):
    TrustedOrganiser.objects.create(page=entry)


def event(uid, title, start="20300306T193000", more=""):
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\nDTSTART:{start}\n{more}END:VEVENT\n"


def calendar(*events):
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(events) + "END:VCALENDAR\n"


def enter(client, key, url):
    return client.post(reverse("add_club_feed", args=[key]), {"url": url, "action": "enter"})


def shown():
    rows = Occurrence.objects.select_related("event").order_by("start", "pk")
    return [(row.day.isoformat(), row.event.title, row.status) for row in rows]


def test_maintainer_sees_what_is_understood_before_anything_is_kept(client, key, server, entry):
    PartnerEvent.objects.create(
        organisation=entry,
        title="Große Chorprobe",
        first_date=date(2030, 3, 6),
        starts_at=time(19),
        state="public",
    )
    url = server.put(calendar(event("a", "Chorprobe"), event("b", "Geheim", more="CLASS:PRIVATE\n")))
    text = client.post(reverse("add_club_feed", args=[key]), {"url": url}).content.decode()
    assert "Wir haben 1 Termin verstanden" in text and "Mittwoch, 6. März 2030" in text
    assert "„Geheim“ ist als privat gekennzeichnet." in text
    assert "Vermutlich derselbe: „Große Chorprobe“ (Chor am Markt)" in text
    assert not EventFeed.objects.exists() and PartnerEvent.objects.count() == 1


def test_calendar_waits_for_the_office_with_its_dates(client, key, server):
    assert enter(client, key, server.put(calendar(event("a", "Probe")))).status_code == 303
    feed = EventFeed.objects.get()
    assert (feed.state, shown()) == ("waiting", [])
    office = make_user("buero", is_superuser=True)
    client.force_login(office)
    for address in (reverse("directory_tasks"), reverse("dates_of_clubs")):
        assert reverse("club_calendar", args=[feed.pk]) in client.get(address).content.decode()
    address = reverse("club_calendar", args=[feed.pk])
    assert "Probe" in client.get(address).content.decode()
    client.post(address, {"action": "accept"})
    assert shown() == [("2030-03-06", "Probe", "on")]
    assert Mail.objects.filter(kind="club-calendar-accepted", to=MAINTAINER).count() == 1


def test_refused_calendar_is_answered_and_read_no_more(client, key, server):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    office = make_user("buero", is_superuser=True)
    refuse_feed(EventFeed.objects.get(), "Nur öffentliche Termine.", by=office)
    assert not PartnerEvent.objects.exists()
    assert "Nur öffentliche Termine." in Mail.objects.get(kind="club-calendar-refused").text
    assert read_feeds() == {"read": 0, "changed": 0, "failed": 0}


def test_same_uid_is_the_same_date_and_what_vanishes_there_vanishes_here(client, key, server, trusted):
    url = server.put(calendar(event("a", "Probe"), event("b", "Fest")))
    enter(client, key, url)
    before = {each.uid: each.key for each in PartnerEvent.objects.all()}
    server.put(calendar(event("a", "Generalprobe", "20300307T180000"), event("c", "Ball")))
    assert read_feeds() == {"read": 1, "changed": 3, "failed": 0}
    assert shown() == [("2030-03-06", "Ball", "on"), ("2030-03-07", "Generalprobe", "on")]
    assert PartnerEvent.objects.get(uid="a").key == before["a"]
    assert read_feeds()["changed"] == 0


def test_unchanged_calendar_is_not_sent_again(client, key, server, trusted):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    server.seen.clear()
    read_feed(EventFeed.objects.get())
    assert server.seen[0]["If-None-Match"] and shown() == [("2030-03-06", "Probe", "on")]


def test_days_of_a_series_follow_the_calendar_unless_somebody_changed_them_here(client, key, server, trusted):
    weekly = event("a", "Probe", more="RRULE:FREQ=WEEKLY\n")
    away = event("a", "Probe", more="RECURRENCE-ID:20300306T193000\nSTATUS:CANCELLED\n")
    enter(client, key, server.put(calendar(weekly, away)))
    assert shown()[:2] == [("2030-03-06", "Probe", "cancelled"), ("2030-03-13", "Probe", "on")]
    series = PartnerEvent.objects.get().key
    ChangedDay.objects.create(series=series, day=date(2030, 3, 13), change="full")
    server.put(calendar(weekly))
    read_feeds()
    assert shown()[:2] == [("2030-03-06", "Probe", "on"), ("2030-03-13", "Probe", "full")]


def test_what_the_office_took_out_stays_out(client, key, server, trusted):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    withdraw(PartnerEvent.objects.get(), by=make_user("buero", is_superuser=True))
    server.put(calendar(event("a", "Andere Probe")))
    read_feeds()
    assert shown() == []


def test_removing_a_calendar_takes_its_dates_along(client, key, server, trusted):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    client.post(reverse("club_feed", args=[key, EventFeed.objects.get().pk]), {"action": "remove"})
    assert shown() == [] and not PartnerEvent.objects.exists()


def test_dead_calendar_is_told_once_and_its_dates_stay(client, key, server, trusted, entry):
    TownSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "amt@example.org"}
    )
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    server.bodies.clear()
    for _number in range(5):
        assert read_feeds()["failed"] == 1
    assert shown() == [("2030-03-06", "Probe", "on")]
    told = Mail.objects.filter(kind__startswith="club-calendar-fails").order_by("kind")
    assert [mail.kind for mail in told] == ["club-calendar-fails", "club-calendar-fails-office"]
    assert "gibt es nichts (mehr)" in told[0].text and entry.title in told[1].text
    assert [mail.to for mail in told] == [MAINTAINER, "amt@example.org"]
    server.put(calendar(event("a", "Probe")))
    read_feeds()
    assert EventFeed.objects.get().failures == 0
    server.bodies.clear()
    for _number in range(5):
        read_feeds()
    # It was well in between, so this is news.
    assert told.all().count() == 4


def test_two_failures_are_nobodys_business(client, key, server, trusted):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    server.bodies.clear()
    for _number in range(2):
        read_feeds()
    assert not Mail.objects.filter(kind__startswith="club-calendar-fails").exists()


@pytest.mark.parametrize(
    "path, fault",
    [
        ("/circle", "redirects"),
        ("/scheme", "private"),
        ("/closed", "status"),
        ("/nirgends", "gone"),
        ("/huge", "large"),
        ("/broken", "connection"),
        ("/slow", "timeout"),
        ("/silent", "timeout"),
        ("/dripping", "timeout"),
    ],
)
def test_hostile_servers_harm_nothing(server, path, fault, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    began = monotonic()
    with pytest.raises(FetchError) as error:
        fetch(server.url(path))
    assert error.value.fault == fault
    assert monotonic() - began < 3
    # Of a gigabyte, what fits into the pipes between us.
    assert server.written < 30_000_000


def test_what_is_packed_is_not_unpacked(entry, server, trusted):
    feed = EventFeed.objects.create(page=entry, url=server.url("/packed"), state="active")
    assert read_feed(feed) is None
    assert EventFeed.objects.get().fault == "format"


def test_ten_thousand_events_and_endless_rules_bring_five_hundred_dates(entry, server, trusted):
    never = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n"
    many = (event(f"{n}", f"Termin {n}", more=never if n % 100 == 0 else "") for n in range(10_000))
    feed = EventFeed.objects.create(page=entry, url=server.put(calendar(*many)), state="active")
    assert read_feed(feed) == 500
    assert PartnerEvent.objects.count() == 500
    assert any("mehr als 500" in problem for problem in EventFeed.objects.get().report)


@pytest.mark.parametrize("path", ["/slow", "/huge", "/circle", "/packed"])
def test_a_hostile_calendar_holds_up_no_other(entry, server, trusted, path, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    EventFeed.objects.create(page=entry, url=server.url(path), state="active")
    good = server.put(calendar(event("a", "Probe")))
    EventFeed.objects.create(page=entry, url=good, state="active")
    assert read_feeds() == {"read": 1, "changed": 1, "failed": 1}
    assert shown() == [("2030-03-06", "Probe", "on")]


def test_redirects_are_followed_but_never_into_our_own_network(server, monkeypatch):
    server.put(calendar(event("a", "Probe")))
    assert b"Probe" in fetch(server.url("/moved")).body
    # As in production, but for the server of this test.
    check = fetching.check_address
    monkeypatch.setattr(
        fetching, "check_address", lambda url, may_be_local: check(url, may_be_local="127.0.0.1" in url)
    )
    for path in ("/inside", "/away"):
        with pytest.raises(FetchError) as error:
            fetch(server.url(path))
        assert error.value.fault == "private"
    assert [request["path"] for request in server.seen][-2:] == ["/inside", "/away"]


@pytest.mark.parametrize(
    "url", ["http://example.org/a.ics", "https://127.0.0.1/a.ics", "https://localhost/", "x"]
)
def test_only_public_addresses_are_asked(client, key, url):
    answer = client.post(reverse("add_club_feed", args=[key]), {"url": url})
    assert answer.status_code == 422 and not EventFeed.objects.exists()


def test_address_of_a_subscription_is_taken(monkeypatch):
    assert fetching.normalised(" webcal://example.org/a.ics ") == "https://example.org/a.ics"


def test_five_calendars_are_enough_and_tries_are_counted(client, key, server, trusted):
    for number in range(6):
        answer = enter(client, key, server.put(calendar(event("a", "Probe")), f"/{number}.ics"))
    assert answer.status_code == 422 and EventFeed.objects.count() == 5
    for _number in range(10):
        answer = client.post(reverse("add_club_feed", args=[key]), {"url": "x"})
    assert answer.status_code == 429


def test_five_hundred_dates_cost_few_queries(entry, server, trusted, django_assert_max_num_queries):
    many = calendar(*(event(str(number), f"Termin {number}") for number in range(500)))
    feed = EventFeed.objects.create(page=entry, url=server.put(many), state="active")
    with django_assert_max_num_queries(4000):
        assert read_feed(feed) == 500


def test_moved_day_keeps_its_time(client, key, server, trusted):
    weekly = event("a", "Probe", more="DTEND:20300306T210000\nRRULE:FREQ=WEEKLY;UNTIL=20300320T235959\n")
    moved = event("a", "Probe", "20300314T180000", "RECURRENCE-ID:20300313T193000\nDTEND:20300314T190000\n")
    enter(client, key, server.put(calendar(weekly, moved)))
    there = Occurrence.objects.get(status="moved")
    assert (there.start, there.end) == (
        datetime(2030, 3, 14, 18, tzinfo=BERLIN),
        datetime(2030, 3, 14, 19, tzinfo=BERLIN),
    )


def test_office_accepts_only_once(client, key, server):
    enter(client, key, server.put(calendar(event("a", "Probe"))))
    office = make_user("buero", is_superuser=True)
    accept_feed(EventFeed.objects.get(), by=office)
    client.force_login(office)
    client.post(
        reverse("club_calendar", args=[EventFeed.objects.get().pk]), {"action": "refuse", "reason": "Nein"}
    )
    assert EventFeed.objects.get().state == "active"
