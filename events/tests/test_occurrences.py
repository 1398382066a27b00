from datetime import date, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from cms.towns.models import TownSettings
from directory.models import MeetingPlace, Offer, SchoolHoliday
from directory.tests.factories import make_category, make_directory, make_entry
from events.browse.query.index import FLAGS
from events.browse.query.results import Results
from events.browse.query.selection import Selection
from events.models import ChangedDay, Occurrence, PartnerEvent, PublicEvent
from events.publishing.projection import extend, rebuild
from tests.support.recorded import recorded

from .making import announce, make_event, make_event_index, moment

pytestmark = pytest.mark.django_db
TODAY = date(2030, 3, 4)  # a Monday


@pytest.fixture(autouse=True)
def a_monday_in_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
@recorded
def directory(db):
    return make_directory()


@pytest.fixture
def index(directory):
    home = directory.get_parent()
    home.refresh_from_db()
    return make_event_index(home)


def training(**fields):
    return Offer(
        name="Training", frequency="weekly", weekdays="WE", starts_at=time(17), ends_at=time(18), **fields
    )


def shown(first=TODAY, last=TODAY + timedelta(days=6)):
    rows = Occurrence.objects.between(first, last).select_related("event").order_by("start", "pk")
    return [(row.day.isoformat(), row.event.title, row.status) for row in rows]


def test_event_page_stands_in_the_calendar_as_long_as_it_is_public(index):
    page = make_event(index, "Sommerfest", "2030-03-06 15:00", "2030-03-06 20:00")
    assert shown() == [("2030-03-06", "Sommerfest", "on")]
    page.unpublish()
    assert shown() == []


@pytest.mark.parametrize("which", ["page", "above"])
def test_a_password_takes_dates_out_and_its_end_brings_them_back(index, which):
    page = make_event(index, "Sommerfest", "2030-03-06 15:00", "2030-03-06 20:00")
    closed = page if which == "page" else index
    restriction = PageViewRestriction.objects.create(
        page=closed, restriction_type="password", password="geheim"
    )
    assert shown() == []
    restriction.delete()
    assert len(shown()) == 1


def test_offer_of_an_entry_has_a_date_each_week(directory):
    entry = make_entry(directory, offers=[training()])
    assert shown() == [("2030-03-06", "Training", "on")]
    assert PublicEvent.objects.get().kind == "regular"
    assert PublicEvent.objects.get().organiser_id == entry.pk
    assert shown(TODAY + timedelta(days=390), TODAY + timedelta(days=396)) != []
    entry.unpublish()
    assert not Occurrence.objects.exists()


def test_offer_that_pauses_in_holidays_waits_for_them_to_be_known(directory):
    make_entry(directory, offers=[training(pauses_in_holidays=True)])
    assert shown() == []
    SchoolHoliday.objects.create(name="Ostern", first_day=date(2030, 3, 11), last_day=date(2030, 3, 22))
    assert shown(TODAY, date(2030, 4, 1)) == [("2030-03-06", "Training", "on")]


def test_date_that_pauses_in_holidays_waits_for_them_to_be_known(directory):
    fields = {"frequency": "weekly", "weekdays": "WE", "pauses_in_holidays": True}
    announce(make_entry(directory), "Kurs", TODAY, **fields)
    assert shown() == []
    SchoolHoliday.objects.create(name="Ostern", first_day=date(2030, 3, 11), last_day=date(2030, 3, 22))
    assert shown(TODAY, date(2030, 4, 1)) == [("2030-03-06", "Kurs", "on")]


@pytest.mark.parametrize("source", ["page", "offer", "partner_event"])
def test_public_holidays_of_the_land_are_left_out_and_follow_it(directory, index, source):
    rule = {"frequency": "weekly", "weekdays": "TH", "pauses_on_public_holidays": True}
    entry = make_entry(directory, offers=[Offer(name="Treff", **rule)] if source == "offer" else [])
    if source == "page":
        fields = {"repeats": "weekly", "pauses_on_public_holidays": True}
        make_event(index, "Treff", "2030-03-07 17:00", "2030-03-07 18:00", **fields)
    elif source == "partner_event":
        announce(entry, "Treff", date(2030, 3, 7), **rule)
    site = Site.objects.get()
    corpus_christi = date(2030, 6, 20)
    assert len(shown(date(2030, 6, 13), date(2030, 6, 27))) == 2
    assert shown(corpus_christi, corpus_christi) == []
    settings = TownSettings.for_site(site)
    settings.land = "NI"
    settings.save()
    assert shown(corpus_christi, corpus_christi) == [("2030-06-20", "Treff", "on")]
    assert shown(date(2030, 5, 30), date(2030, 5, 30)) == []
    assert rebuild() == []


def test_days_that_come_into_reach_leave_public_holidays_out(directory, monkeypatch):
    rule = {"frequency": "weekly", "weekdays": "TH", "pauses_on_public_holidays": True}
    make_entry(directory, offers=[Offer(name="Treff", **rule)])
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY + timedelta(days=90))
    extend()
    ascension_day = date(2031, 5, 22)
    assert shown(ascension_day, ascension_day) == []
    assert len(shown(date(2031, 5, 15), date(2031, 5, 29))) == 2


def test_club_announces_a_date_once_it_is_public(directory):
    entry = make_entry(directory)
    party = PartnerEvent.objects.create(
        organisation=entry,
        title="Vereinsfest",
        first_date=date(2030, 3, 9),
        starts_at=time(14),
        state="waiting",
    )
    assert shown() == []
    party.state = PartnerEvent.State.PUBLIC
    party.save()
    assert shown() == [("2030-03-09", "Vereinsfest", "on")]
    entry.unpublish()
    assert shown() == []


@pytest.mark.parametrize("source", ["page", "offer", "partner_event"])
def test_a_day_of_a_series_is_cancelled_moved_or_full(directory, index, source):
    entry = make_entry(directory, offers=[training()] if source == "offer" else [])
    if source == "page":
        make_event(index, "Training", "2030-03-06 17:00", "2030-03-06 18:00", repeats="weekly")
    elif source == "partner_event":
        fields = {"first_date": TODAY, "starts_at": time(17), "ends_at": time(18), "state": "public"}
        PartnerEvent.objects.create(
            organisation=entry, title="Training", frequency="weekly", weekdays="WE", **fields
        )
    series = PublicEvent.objects.get().series
    days = [date(2030, 3, 6), date(2030, 3, 13), date(2030, 3, 20)]
    ChangedDay.objects.create(series=series, day=days[0], change="cancelled", reason="Halle gesperrt")
    ChangedDay.objects.create(series=series, day=days[1], change="full")
    moved = ChangedDay.objects.create(
        series=series, day=days[2], change="moved", new_start=moment("2030-03-22 19:00"), new_place="Rathaus"
    )
    assert [(day, status) for day, _title, status in shown(TODAY, date(2030, 3, 24))] == [
        ("2030-03-06", "cancelled"),
        ("2030-03-13", "full"),
        ("2030-03-20", "moved_away"),
        ("2030-03-22", "moved"),
    ]
    assert Occurrence.objects.get(day=days[0]).note == "Halle gesperrt"
    there = Occurrence.objects.get(status="moved")
    assert (there.place, there.end - there.start) == ("Rathaus", timedelta(hours=1))
    assert there.key == f"{series}-20300320"
    moved.delete()
    assert shown(days[2], days[2])[0][2] == "on"


def test_what_lasts_several_days_is_found_on_each_of_them(index):
    make_event(index, "Ausstellung", "2030-03-01 10:00", "2030-03-10 18:00")
    assert len(shown()) == 1
    assert shown(date(2030, 3, 11), date(2030, 3, 12)) == []


def test_party_until_night_belongs_to_its_evening(index):
    make_event(index, "Tanz", "2030-03-05 20:00", "2030-03-06 02:00")
    assert shown(date(2030, 3, 6), date(2030, 3, 6)) == []


def test_filters_hold_together(directory):
    sport = make_category("Sport")
    hall = MeetingPlace(name="Halle", street="Weg", show_exact_address=True, has_step_free_entrance=True)
    children = training(age_from=6, age_to=10, cost="free")
    make_entry(directory, "Kicker", category=sport, offers=[children], places=[hall])
    make_entry(directory, "Chor", category=make_category("Musik"), offers=[training(cost="donation")])
    home = directory.get_parent().pk

    def titles(**filters):
        chosen = Selection(home, TODAY, TODAY + timedelta(days=6), **filters)
        return sorted(row.event.document["organiser"] for row in chosen.occurrences().for_reading())

    assert titles() == ["Chor", "Kicker"]
    assert titles(age=7) == ["Chor", "Kicker"]
    assert titles(age=30) == ["Chor"]
    assert titles(categories=(sport.pk,)) == ["Kicker"]
    assert titles(flags=frozenset({"free", "step_free"}), age=7) == ["Kicker"]
    assert titles(text="Kicker") == ["Kicker"]
    assert titles(text="Handball") == []
    found = Results(Selection(home, TODAY, TODAY + timedelta(days=6), categories=(sport.pk,)))
    assert found.counts("category")[sport.pk] == (1, 0)
    assert len(found.counts("category")) == 2
    assert {name: found.having(name) for name in FLAGS} == {"free": 1, "step_free": 1, "toilet": 0}


def test_rebuilding_finds_no_difference_and_mends_one(directory, index, capsys):
    make_entry(directory, offers=[training()])
    make_event(index, "Sommerfest", "2030-03-06 15:00", "2030-03-06 20:00")
    call_command("rebuild_calendar")
    assert capsys.readouterr().out == "0 differed.\n"
    Occurrence.objects.filter(event__title="Training").first().delete()
    call_command("rebuild_calendar")
    assert capsys.readouterr().out == "Training\n1 differed.\n"


def test_each_day_the_horizon_moves_on(directory, monkeypatch):
    make_entry(directory, offers=[training()])
    before = Occurrence.objects.count()
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY + timedelta(days=70))
    assert extend() == 10
    days = Occurrence.objects.values_list("day", flat=True)
    assert len(set(days)) == len(days)
    assert Occurrence.objects.count() < before + 10
    call_command("rebuild_calendar")
