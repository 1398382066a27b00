"""What of clubs' dates is forgotten by itself, and at a person's wish."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.jobs.registry import JOBS
from directory.models import Maintainership
from directory.tests.factories import make_entry
from directory.workflow.links import open_session
from events.feeds.keeping import enter_feed, refuse_feed
from events.models import ChangedDay, DateVersion, EventFeed, PartnerEvent
from events.workflow.announcing import announce, refuse, withdraw
from events.workflow.retention import forget_past_dates, forget_sender, sent_by
from home.starter import NewTown, add_town
from tests.support.making import make_user

from .making import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_monday_in_march")]
CLUB = "petra@example.org"
OLD, RECENT = TODAY - timedelta(days=401), TODAY - timedelta(days=399)
URL = "https://narren.example/termine.ics"


@pytest.fixture
def entry(directory):
    return make_entry(directory, "Narrenzunft")


def announced(entry, title="Fest", day=TODAY + timedelta(days=5), email=CLUB, **fields):
    event = PartnerEvent(organisation=entry, title=title, first_date=day, starts_at=time(14), **fields)
    announce(event, email=email)
    return event


def titles():
    return set(PartnerEvent.objects.values_list("title", flat=True))


def later(monkeypatch, days):
    moment = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_dates_are_forgotten_some_time_after_their_last_day(entry):
    announced(entry, "Vorbei", OLD)
    announced(entry, "Noch nicht lange vorbei", RECENT)
    announced(entry, "Reihe, vorbei", OLD, frequency="weekly", weekdays="MO", until=OLD)
    announced(entry, "Reihe, die noch läuft", OLD, frequency="weekly", weekdays="MO")
    announced(entry, "Lager, das lange ging", OLD, ends_on=RECENT)
    assert forget_past_dates()["dates"] == 2
    assert titles() == {"Noch nicht lange vorbei", "Reihe, die noch läuft", "Lager, das lange ging"}
    assert DateVersion.objects.count() == 3


def test_what_was_refused_or_withdrawn_goes_after_three_months(entry, monkeypatch):
    boss = make_user("leitung", is_superuser=True)
    refuse(announced(entry, "Abgelehnt").versions.get(), "Nein.", by=boss)
    withdraw(announced(entry, "Zurückgezogen"))
    announced(entry, "Wartet")
    feed = EventFeed.objects.create(page=entry, url=URL, state="active")
    withdraw(announced(entry, "Aus dem Kalender, zurückgezogen", feed=feed, uid="a"), by=boss)
    assert forget_past_dates()["dates"] == 0
    later(monkeypatch, 91)
    assert forget_past_dates()["dates"] == 2
    # Otherwise it would be read again.
    assert titles() == {"Wartet", "Aus dem Kalender, zurückgezogen"}


def test_changed_days_of_the_past_are_forgotten(entry):
    event = announced(entry)
    for day in (OLD, RECENT):
        ChangedDay.objects.create(series=event.key, day=day, change="cancelled", from_feed=True)
    assert forget_past_dates()["days"] == 1
    assert ChangedDay.objects.get().day == RECENT


def test_who_sent_a_date_is_forgotten_three_months_after_the_decision(entry, monkeypatch):
    boss = make_user("leitung", is_superuser=True)
    refuse(announced(entry, "Abgelehnt").versions.get(), "Nein.", by=boss)
    announced(entry, "Wartet")
    later(monkeypatch, 89)
    assert forget_past_dates()["senders"] == 0
    later(monkeypatch, 2)
    PartnerEvent.objects.update(state="waiting")
    assert forget_past_dates()["senders"] == 1
    assert {str(each): each.email for each in DateVersion.objects.all()} == {"Abgelehnt": "", "Wartet": CLUB}


def test_who_sent_something_is_forgotten_with_a_withdrawn_club(entry):
    announced(entry)
    enter_feed(entry, URL, email=CLUB)
    entry.unpublish()
    assert forget_past_dates()["senders"] == 2
    assert sent_by(CLUB) == []


def test_refused_calendar_forgets_who_entered_it_and_knows_who_enters_it_again(entry):
    feed = enter_feed(entry, URL, email=CLUB)
    feed.report = ["„Geheim“ ist als privat gekennzeichnet."]
    feed.save()
    refuse_feed(feed, "Bitte nur öffentliche Termine.", by=make_user("leitung", is_superuser=True))
    refused = EventFeed.objects.get()
    assert (refused.email, refused.report) == ("", [])
    again = enter_feed(entry, URL, email="Otto@example.org")
    assert (again.pk, again.state, again.email) == (feed.pk, "waiting", "otto@example.org")


def test_a_second_run_finds_nothing_more_to_forget(entry):
    announced(entry, "Vorbei", OLD)
    forget_past_dates()
    assert set(forget_past_dates().values()) == {0}


def test_the_worker_does_it_each_day_and_tells_numbers_only(entry):
    job = next(each for each in JOBS.values() if each.name == "forget-dates")
    assert job.every == timedelta(days=1)
    counts = job.run()
    assert set(counts) <= set(job.counts) and all(isinstance(each, int) for each in counts.values())


def test_person_is_told_what_was_announced_with_the_address(entry):
    announced(entry, "Fest")
    announced(entry, "Von jemand anderem", email="otto@example.org")
    enter_feed(entry, URL, email=CLUB)
    date_sent, calendar = sent_by("Petra@Example.org")
    assert (date_sent["entry"], date_sent["date"]) == ("Narrenzunft", "Fest")
    assert date_sent["status"] == "wartet auf das Büro"
    assert (calendar["calendar"], calendar["entry"]) == (URL, "Narrenzunft")


def test_person_is_forgotten_and_the_dates_stay(entry):
    announced(entry, "Fest")
    enter_feed(entry, URL, email=CLUB)
    assert forget_sender("PETRA@example.org") == 2
    assert sent_by(CLUB) == [] and titles() == {"Fest"}
    assert EventFeed.objects.get().email == ""


def test_one_town_tells_and_forgets_nothing_of_the_other(entry):
    town = add_town(NewTown("Zwiebelau", "http://zwiebelau.example", "HE", "99999", "amt@example.org"))
    announced(entry, "Fest")
    assert sent_by(CLUB, town) == [] and forget_sender(CLUB, town) == 0
    assert DateVersion.objects.get().email == CLUB


def test_bringing_back_needs_no_sender(client, entry, monkeypatch):
    """Whoever withdraws and thinks again after a while is not mailed, but the date waits."""
    Maintainership.objects.create(page=entry, maintainer_email=CLUB, assured_on=date(2020, 1, 1))
    event = announced(entry)
    withdraw(event)
    forget_past_dates()
    client.post(reverse("bring_club_date_back", args=[open_session(entry.pk, CLUB), event.key]))
    assert PartnerEvent.objects.get().state == "waiting"
