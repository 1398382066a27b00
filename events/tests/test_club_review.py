"""The office decides about clubs' dates, trusts clubs, and changes single days of any series."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.mail.models import Mail
from directory.models import Offer
from directory.tests.factories import make_directory, make_entry
from events.models import DateVersion, Occurrence, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import announce
from home.starter import NewTown, add_town
from tests.support.admin_town import town_group
from tests.support.making import make_user
from tests.support.recorded import recorded

from .making import make_event, make_event_index

pytestmark = pytest.mark.django_db
TODAY = date(2030, 3, 4)  # a Monday
CLUB = "petra@example.org"


@pytest.fixture(autouse=True)
def a_monday_in_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
@recorded
def entry(db):
    training = Offer(name="Training", frequency="weekly", weekdays="WE", starts_at=time(17), ends_at=time(18))
    return make_entry(make_directory(), "Chor am Markt", offers=[training])


@pytest.fixture
def event(entry):
    return announced(entry)


def announced(entry, title="Vereinsfest", **fields):
    defaults = {"first_date": date(2030, 3, 9), "starts_at": time(14), "place_key": "changing"}
    found = PartnerEvent(organisation=entry, title=title, **(defaults | fields))
    announce(found, email=CLUB)
    return found


@pytest.fixture
def staff(entry, client):
    user = make_user("buero", group="Ehrenamtsagentur")
    client.force_login(user)
    return user


def shown(title, last=TODAY + timedelta(days=20)):
    rows = Occurrence.objects.between(TODAY, last).filter(event__title=title).order_by("start", "pk")
    return [(row.day.isoformat(), row.status) for row in rows]


def decide(client, event, action, **more):
    version = event.versions.waiting().first()
    data = {"action": action, "version": version.pk if version else ""} | more
    return client.post(reverse("club_date", args=[event.pk]), data)


def test_waiting_date_stands_in_the_to_do_list_and_on_the_start_page(client, staff, event):
    for address in (reverse("directory_tasks"), reverse("dates_of_clubs")):
        page = client.get(address).content.decode()
        assert "Vereinsfest" in page and reverse("club_date", args=[event.pk]) in page
    assert "Termine der Vereine" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_office_accepts_and_trusts_in_one_step(client, staff, event, entry):
    text = client.get(reverse("club_date", args=[event.pk])).content.decode()
    assert "Samstag, 9. März 2030" in text and CLUB in text
    decide(client, event, "accept-and-trust")
    assert shown("Vereinsfest") == [("2030-03-09", "on")]
    assert TrustedOrganiser.objects.get().by == staff
    assert Mail.objects.filter(kind="club-date-accepted", to=CLUB).count() == 1
    announced(entry, "Herbstfest")
    assert shown("Herbstfest") == [("2030-03-09", "on")]
    listed = client.get(reverse("dates_of_clubs")).content.decode()
    assert "Herbstfest" in listed and "seit 4. März 2030" not in listed
    client.post(reverse("dates_of_club", args=[entry.pk]), {"action": "distrust"})
    announced(entry, "Winterfest")
    assert shown("Winterfest") == []


def test_refusing_needs_a_reason(client, staff, event):
    assert decide(client, event, "refuse").status_code == 422
    decide(client, event, "refuse", reason="Ohne Werbung bitte.")
    assert PartnerEvent.objects.get().state == "refused"
    assert "Ohne Werbung bitte." in Mail.objects.get().text


def test_nobody_decides_about_what_has_been_replaced_meanwhile(client, staff, event):
    old = event.versions.waiting().get().pk
    event.title = "Herbstfest"
    announce(event, email=CLUB)
    decide(client, event, "accept", version=old)
    assert PartnerEvent.objects.get().state == "waiting"
    decide(client, event, "accept")
    assert shown("Herbstfest") == [("2030-03-09", "on")]


def test_change_is_shown_beside_what_it_replaces_and_can_be_undone(client, staff, event):
    decide(client, event, "accept")
    changed = PartnerEvent.objects.get()
    changed.title = "Herbstfest"
    announce(changed, email=CLUB)
    text = client.get(reverse("club_date", args=[event.pk])).content.decode()
    assert "<del>Vereinsfest</del>" in text and "<ins>Herbstfest</ins>" in text
    decide(client, event, "accept")
    client.post(reverse("club_date", args=[event.pk]), {"action": "undo"})
    assert len(shown("Vereinsfest")) == 1
    client.post(reverse("club_date", args=[event.pk]), {"action": "withdraw"})
    assert shown("Vereinsfest") == []


def test_history_of_the_entry_tells_each_step(client, staff, event, entry):
    decide(client, event, "accept")
    actions = PageLogEntry.objects.filter(page=entry.pk, action__startswith="events.")
    assert {each.action for each in actions} == {"events.send_date", "events.accept_date"}
    history = client.get(reverse("wagtailadmin_pages:history", args=[entry.pk])).content.decode()
    assert "Termin angenommen: Vereinsfest" in history


@pytest.mark.parametrize("source", ["page", "offer", "club"])
def test_office_calls_off_moves_and_takes_back_a_day_of_any_series(client, entry, source):
    client.force_login(make_user("leitung", is_superuser=True))
    title = "Training" if source == "offer" else "Lauftreff"
    if source == "page":
        home = entry.get_parent().get_parent()
        home.refresh_from_db()
        page = make_event(
            make_event_index(home), title, "2030-03-06 17:00", "2030-03-06 18:00", repeats="weekly"
        )
        key = page.translation_key
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert reverse("series_days", args=[key]) in editor
    elif source == "offer":
        key = entry.offers.get().key
        assert (
            reverse("dates_of_club", args=[entry.pk])
            in client.get(reverse("wagtailadmin_pages:edit", args=[entry.pk])).content.decode()
        )
        assert (
            reverse("series_days", args=[key])
            in client.get(reverse("dates_of_club", args=[entry.pk])).content.decode()
        )
    else:
        TrustedOrganiser.objects.create(page=entry)
        fields = {"first_date": TODAY, "starts_at": time(17), "frequency": "weekly", "weekdays": "WE"}
        key = announced(entry, title, **fields).key
    address = reverse("series_days", args=[key])
    assert "Mi, 6. März" in client.get(address).content.decode()
    client.post(address, {"day": "2030-03-06", "action": "cancel", "reason": "Halle zu"})
    client.post(address, {"day": "2030-03-13", "action": "full"})
    move = reverse("move_series_day", args=[key, date(2030, 3, 20)])
    assert client.get(move).status_code == 200
    assert client.post(move, {"day": ""}).status_code == 422
    client.post(move, {"day": "2030-03-21", "starts_at": "18:30"})
    assert shown(title)[:4] == [
        ("2030-03-06", "cancelled"),
        ("2030-03-13", "full"),
        ("2030-03-20", "moved_away"),
        ("2030-03-21", "moved"),
    ]
    client.post(address, {"day": "2030-03-06", "action": "back"})
    assert shown(title)[0] == ("2030-03-06", "on")


def test_without_the_right_nothing_is_seen_or_done(client, event, entry):
    client.force_login(make_user("redaktion", group="Redaktion"))
    for address in (
        reverse("dates_of_clubs"),
        reverse("dates_of_club", args=[entry.pk]),
        reverse("club_date", args=[event.pk]),
    ):
        assert client.get(address).status_code in (302, 403, 404)
        assert client.post(address, {"action": "trust"}).status_code in (302, 403, 404)
    assert DateVersion.objects.get().is_waiting


def test_dates_of_another_town_do_not_exist(client, event, entry):
    other = add_town(NewTown("Zwiebelau", "http://zwiebelau.example", "HE", "99999", "amt@example.org"))
    user = make_user("fremd")
    user.groups.add(town_group(other, "Ehrenamtsagentur"))
    client.force_login(user)
    client.defaults["HTTP_HOST"] = other.hostname
    for address in (
        reverse("dates_of_club", args=[entry.pk]),
        reverse("club_date", args=[event.pk]),
        reverse("series_days", args=[event.key]),
        reverse("series_days", args=[entry.offers.get().key]),
    ):
        assert client.get(address).status_code == 404
    assert "Vereinsfest" not in client.get(reverse("dates_of_clubs")).content.decode()
    assert "Vereinsfest" not in client.get(reverse("directory_tasks")).content.decode()
