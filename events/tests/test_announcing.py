"""A club announces, changes and withdraws dates with the link to its entry, and calls off single days."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail
from directory.models import Maintainership, MeetingPlace, Offer
from directory.tests.factories import make_directory, make_entry
from directory.workflow.links import open_session
from events.models import ChangedDay, DateVersion, Occurrence, PartnerEvent, TrustedOrganiser
from events.workflow.announcing import accept, refuse, undo
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
MAINTAINER = "petra@example.org"
TODAY = date(2030, 3, 4)  # a Monday
HOSTILE = "<script>alert(1)</script>\x00'\"{{ 7|add:7 }}\u202e"


@pytest.fixture(autouse=True)
def a_monday_in_march(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
@recorded
def entry(db):
    training = Offer(name="Training", frequency="weekly", weekdays="WE", starts_at=time(17), ends_at=time(18))
    hall = MeetingPlace(name="Turnhalle", street="Weg", show_exact_address=True)
    page = make_entry(make_directory(), "Chor am Markt", offers=[training], places=[hall])
    Maintainership.objects.create(page=page, maintainer_email=MAINTAINER, assured_on=date(2020, 1, 1))
    return page


@pytest.fixture
def key(entry):
    return open_session(entry.pk, MAINTAINER)


@pytest.fixture
def trusted(entry):
    TrustedOrganiser.objects.create(page=entry)


def party(**changes):
    fields = {
        "title": "Vereinsfest",
        "summary": "Mit Kuchen.",
        "first_date": "2030-03-09",
        "starts_at": "14:00",
        "ends_at": "18:00",
        "frequency": "",
        "place": "changing",
        "place_name": "Festplatz",
        "cost": "free",
    }
    return fields | changes


def send(client, key, event=None, **changes):
    address = (
        reverse("change_club_date", args=[key, event.key]) if event else reverse("add_club_date", args=[key])
    )
    return client.post(address, party(**changes) | {"action": "send"})


def shown(first=TODAY, last=TODAY + timedelta(days=20), title=None):
    rows = Occurrence.objects.between(first, last).select_related("event").order_by("start", "pk")
    return [
        (row.day.isoformat(), row.event.title, row.status)
        for row in rows
        if title is None or row.event.title == title
    ]


def test_entry_leads_to_its_dates(client, key):
    page = client.get(reverse("edit_entry", args=[key])).content.decode()
    assert reverse("club_dates", args=[key]) in page
    listed = client.get(reverse("club_dates", args=[key])).content.decode()
    assert "Training" in listed and "Mi, 6. März" in listed


def test_what_was_understood_is_said_back_before_it_is_sent(client, key):
    address = reverse("add_club_date", args=[key])
    looked = client.post(address, party(frequency="monthly", action="look"))
    text = looked.content.decode()
    assert not PartnerEvent.objects.exists()
    assert "jeden 2. Samstag im Monat, 14–18 Uhr" in text
    assert text.count("<li>Samstag, ") == 5
    assert "Samstag, 9. März 2030, 14 bis 18" in text.replace("\N{NO-BREAK SPACE}", " ")
    sent = dict(looked.context["sent"])
    assert client.post(address, sent | {"action": "change"}).context["form"]["title"].value() == "Vereinsfest"
    assert client.post(address, sent | {"action": "send"}).status_code == 303
    assert PartnerEvent.objects.get().positions == "2"


def test_public_holidays_are_said_back_and_left_out(client, key, trusted):
    thursdays = party(frequency="weekly", first_date="2030-05-23", pauses_on_public_holidays="on")
    text = client.post(reverse("add_club_date", args=[key]), thursdays | {"action": "look"}).content.decode()
    assert "jeden Donnerstag außer an Feiertagen, 14–18 Uhr" in text
    assert "Donnerstag, 23. Mai 2030" in text and "Donnerstag, 6. Juni 2030" in text
    assert "Donnerstag, 30. Mai 2030" not in text
    send(client, key, **thursdays)
    assert [day for day, _title, _status in shown(date(2030, 5, 20), date(2030, 6, 10), "Vereinsfest")] == [
        "2030-05-23",
        "2030-06-06",
    ]
    once = party(first_date="2030-05-30", pauses_on_public_holidays="on", title="Vatertag")
    send(client, key, **once)
    assert shown(date(2030, 5, 30), date(2030, 5, 30)) == [("2030-05-30", "Vatertag", "on")]


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"title": ""}, "title"),
        ({"first_date": ""}, "first_date"),
        ({"first_date": "2030-03-01"}, "first_date"),
        ({"first_date": "2099-03-01"}, "first_date"),
        ({"starts_at": ""}, "starts_at"),
        ({"ends_at": "13:00"}, "ends_at"),
        ({"place_name": ""}, "place_name"),
        ({"place": "fremd"}, "place"),
        ({"age_from": "10", "age_to": "6"}, "age_to"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_wrong_words_are_told_at_their_field(client, key, changes, field):
    answer = send(client, key, **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not PartnerEvent.objects.exists()


def test_what_begins_in_the_evening_may_end_in_the_night(client, key, trusted):
    send(client, key, starts_at="20:00", ends_at="02:00")
    row = Occurrence.objects.get(event__title="Vereinsfest")
    assert (row.end - row.start, row.last_day) == (timedelta(hours=6), date(2030, 3, 9))


def test_first_date_waits_for_the_office_and_is_mailed_about(client, key, entry):
    send(client, key)
    assert shown(title="Vereinsfest") == []
    assert "wartet auf das Büro" in client.get(reverse("club_dates", args=[key])).content.decode()
    accept(DateVersion.objects.get(), by=make_user("leitung", is_superuser=True))
    assert shown(title="Vereinsfest") == [("2030-03-09", "Vereinsfest", "on")]
    mail = Mail.objects.get(kind="club-date-accepted")
    assert mail.to == MAINTAINER and "Vereinsfest" in mail.text


def test_refused_date_is_mailed_with_the_reason_and_may_be_sent_again(client, key):
    send(client, key)
    refuse(DateVersion.objects.get(), "Zu wenig Angaben.", by=make_user("leitung", is_superuser=True))
    assert "Zu wenig Angaben." in Mail.objects.get(kind="club-date-refused").text
    event = PartnerEvent.objects.get()
    assert event.state == "refused"
    send(client, key, event, title="Sommerfest")
    assert PartnerEvent.objects.get().state == "waiting"


def test_change_of_a_public_date_leaves_it_as_it_is_until_it_is_accepted(client, key):
    staff = make_user("leitung", is_superuser=True)
    send(client, key)
    accept(DateVersion.objects.get(), by=staff)
    send(client, key, PartnerEvent.objects.get(), title="Sommerfest")
    send(client, key, PartnerEvent.objects.get(), title="Herbstfest")
    assert [row[1] for row in shown(title="Vereinsfest")] == ["Vereinsfest"]
    change = client.get(reverse("change_club_date", args=[key, PartnerEvent.objects.get().key]))
    assert change.context["form"]["title"].value() == "Herbstfest"
    accept(DateVersion.objects.waiting().get(), by=staff)
    assert [row[1] for row in shown(title="Herbstfest")] == ["Herbstfest"]


def test_trusted_club_is_public_at_once_and_each_step_can_be_undone(client, key, trusted):
    staff = make_user("leitung", is_superuser=True)
    assert "oeffentlich" in send(client, key).url
    event = PartnerEvent.objects.get()
    send(client, key, event, title="Sommerfest")
    assert shown(title="Sommerfest") == [("2030-03-09", "Sommerfest", "on")]
    undo(PartnerEvent.objects.get(), by=staff)
    assert len(shown(title="Vereinsfest")) == 1
    undo(PartnerEvent.objects.get(), by=staff)
    assert shown(title="Vereinsfest") == []


def test_withdrawn_date_comes_back_with_one_button(client, key, trusted):
    send(client, key)
    event = PartnerEvent.objects.get()
    answer = client.post(reverse("withdraw_club_date", args=[key, event.key]), follow=True)
    assert shown(title="Vereinsfest") == []
    back = reverse("bring_club_date_back", args=[key, event.key])
    assert back in answer.content.decode()
    TrustedOrganiser.objects.all().delete()
    client.post(back)
    assert len(shown(title="Vereinsfest")) == 1


@pytest.mark.parametrize("action, status", [("cancel", "cancelled"), ("full", "full")])
def test_a_day_of_an_offer_is_called_off_with_one_button_and_undone(client, key, entry, action, status):
    series = entry.offers.get().key
    address = reverse("club_days", args=[key, series])
    answer = client.post(
        address, {"day": "2030-03-06", "action": action, "reason": "Halle\ngesperrt"}, follow=True
    )
    assert shown(title="Training")[0] == ("2030-03-06", "Training", status)
    assert Occurrence.objects.get(day="2030-03-06").note == "Halle gesperrt"
    assert "Rückgängig" in answer.content.decode()
    client.post(address, {"day": "2030-03-06", "action": "back"})
    assert shown(title="Training")[0][2] == "on"


def test_a_day_is_moved_with_its_usual_time(client, key, entry):
    series = entry.offers.get().key
    address = reverse("move_club_day", args=[key, series, date(2030, 3, 6)])
    assert client.get(address).status_code == 200
    assert client.post(address, {"day": "2030-03-01"}).status_code == 422
    client.post(address, {"day": "2030-03-07", "place": "Rathaus"})
    assert shown(title="Training")[:2] == [
        ("2030-03-06", "Training", "moved_away"),
        ("2030-03-07", "Training", "moved"),
    ]
    there = Occurrence.objects.get(status="moved")
    assert (timezone.localtime(there.start).hour, there.place) == (17, "Rathaus")
    listed = client.get(reverse("club_days", args=[key, series])).content.decode()
    assert "Do, 7. März" in listed


def test_days_that_are_none_change_nothing(client, key, entry):
    address = reverse("club_days", args=[key, entry.offers.get().key])
    assert client.post(address, {"day": "2030-03-07", "action": "cancel"}).status_code == 409
    assert client.post(address, {"day": "2030-02-27", "action": "cancel"}).status_code == 409
    assert client.post(address, {"day": "gestern", "action": "cancel"}).status_code == 404
    assert not ChangedDay.objects.exists()


def test_nobody_reaches_the_dates_of_another_club(client, key, entry):
    other = make_entry(
        entry.get_parent(), "Anderer Verein", offers=[Offer(name="Tanz", weekdays="WE", frequency="weekly")]
    )
    event = PartnerEvent.objects.create(
        organisation=other, title="Ball", first_date=TODAY, starts_at=time(20), state="public"
    )
    series = other.offers.get().key
    for address in (
        reverse("change_club_date", args=[key, event.key]),
        reverse("withdraw_club_date", args=[key, event.key]),
        reverse("bring_club_date_back", args=[key, event.key]),
        reverse("club_days", args=[key, event.key]),
        reverse("club_days", args=[key, series]),
        reverse("move_club_day", args=[key, series, date(2030, 3, 6)]),
    ):
        assert client.post(address, {"day": "2030-03-06", "action": "cancel"}).status_code == 404
    assert client.get(reverse("club_dates", args=["falsch"])).status_code == 404


def test_hostile_words_stay_words(client, key, trusted):
    send(client, key, title=HOSTILE, summary=HOSTILE, place_name=HOSTILE)
    for address in ("club_dates", "add_club_date"):
        assert "<script>alert" not in client.get(reverse(address, args=[key])).content.decode()
    looked = client.post(
        reverse("add_club_date", args=[key]), party(title=HOSTILE, action="look")
    ).content.decode()
    assert "<script>alert" not in looked and "14" in looked and "\u202e" not in looked
