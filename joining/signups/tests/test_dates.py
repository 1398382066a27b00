"""What the calendar, a date's page and the API say of places, and when it changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from events.models import ChangedDay, Occurrence
from events.workflow.changed_days import change_day, take_back
from forms_app.tests.making import make_ticket
from joining.signups.models import Places
from joining.signups.rules import State
from joining.signups.services.sweeping import sweep
from joining.signups.tests.making import (
    confirmed,
    make_event,
    make_signup_page,
    places_of,
    press,
    sign_up,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(home):
    return make_event(home)


def statuses() -> list[str]:
    return list(Occurrence.objects.order_by("start").values_list("status", flat=True))


def shown(page) -> str:
    return Client().get(page.url).content.decode()


def test_slot_without_a_time_takes_place_when_its_date_does(home, event, django_capture_on_commit_callbacks):
    page = make_signup_page(home, event=event)

    places = places_of(page)
    assert places.starts_at == event.start
    assert (places.event_series, places.event_day) == (event.translation_key, None)
    event.start += timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()
    places.refresh_from_db()
    assert places.starts_at == event.start


def test_date_is_full_when_its_places_are_and_again_open_when_somebody_cancels(
    home, event, django_capture_on_commit_callbacks
):
    page = make_signup_page(home, [{"capacity": 1}], event=event)
    assert page.url in shown(event)
    assert statuses() == ["on"]

    with django_capture_on_commit_callbacks(execute=True):
        _signup, path = confirmed(page)

    assert statuses() == ["full"]
    assert "Ausgebucht, es gibt eine Warteliste." in shown(event)
    assert "https://schema.org/SoldOut" in shown(event)
    items = Client().get("/api/v1/occurrences/").json()["items"]
    assert [item["status"] for item in items] == ["full"]

    with django_capture_on_commit_callbacks(execute=True):
        press(path, "cancel")

    assert statuses() == ["on"]
    assert "SoldOut" not in shown(event)
    assert "Jetzt anmelden" in shown(event)


def test_of_a_series_only_the_day_is_full_whose_slot_is(home):
    event = make_event(home, repeats="weekly")
    days = Occurrence.objects.order_by("start").values_list("original_day", "start")[:2]
    page = make_signup_page(home, [{"capacity": 1, "starts_at": start} for _day, start in days], event=event)

    confirmed(page, slot=str(page.slots.all()[1].key))

    assert places_of(page, 1).event_day == days[1][0]
    assert statuses()[:3] == ["on", "full", "on"]


def test_waiting_list_that_is_off_says_fully_booked(home, event):
    page = make_signup_page(home, [{"capacity": 1}], event=event, has_waiting_list=False)
    confirmed(page)

    assert "Ausgebucht" in shown(event)
    assert page.url not in shown(event)
    page_shown = shown(page)
    assert "Alle Plätze sind vergeben oder reserviert" in page_shown
    assert 'name="email"' not in page_shown


def test_cancelled_day_takes_no_more_sign_ups(home, event, django_capture_on_commit_callbacks):
    page = make_signup_page(home, event=event)
    day = Occurrence.objects.get().original_day
    with django_capture_on_commit_callbacks(execute=True):
        change_day(ChangedDay(series=event.translation_key, day=day), instance=event, title="Werkstatt")

    assert places_of(page).availability() == Places.Availability.CLOSED
    assert sign_up(page).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        take_back(event.translation_key, day, instance=event, title="Werkstatt")
    assert places_of(page).availability() == Places.Availability.OPEN


def test_hour_of_opening_is_told_by_the_job(home, event):
    make_signup_page(home, event=event, opens_at=timezone.now() + timedelta(minutes=1))
    sweep()
    assert "Die Anmeldung öffnet am" in shown(event)
    Places.objects.update(opens_at=timezone.now())

    sweep()

    assert Places.objects.get().told == Places.Availability.OPEN


def test_more_places_let_people_move_up_and_a_removed_slot_takes_nobody(home):
    page = make_signup_page(home, [{"capacity": 1}, {"title": "Abbau"}])
    key = str(page.slots.all()[0].key)
    confirmed(page, slot=key)
    waiting, _path = confirmed(page, "zweite@example.org", slot=key)
    assert state_of(waiting) == State.WAITING

    slots = list(page.slots.all())
    slots[0].capacity = 2
    page.slots = slots[:1]
    page.save_revision().publish()

    assert state_of(waiting) == State.OFFERED
    assert [str(each.slot_key) for each in Places.objects.all()] == [key]


def test_languages_share_their_places(home, event):
    page = make_signup_page(home, [{"capacity": 1}])
    english = home.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0])
    english.save_revision().publish()
    translated = page.copy_for_translation(english.locale)
    translated.save_revision().publish()
    confirmed(page)

    assert Places.objects.count() == 1
    assert sign_up(translated, "second@example.org").status_code == 303
    assert "waiting list" in shown(translated)


def test_copied_page_has_places_of_its_own(home):
    page = make_signup_page(home, [{"capacity": 1}])
    confirmed(page)

    copied = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)

    assert "noch 1 Platz" in shown(copied)


def test_api_describes_slots_and_counts_only_what_is_left_now(home):
    page = make_signup_page(home, [{"title": "Aufbau", "capacity": 3}, {"title": "Fest"}], most_persons=2)
    confirmed(page, slot=str(page.slots.all()[0].key))
    api = f"/api/v1/forms/{page.slug}"

    form = Client().get(api).json()
    ticket = Client().post(f"{api}/tickets").json()

    assert form["kind"] == "signup"
    assert [question["name"] for question in form["questions"]] == ["slot", "persons", "name", "email"]
    assert [(slot["state"], slot["places"], slot["places_left"]) for slot in form["slots"]] == [
        ("open", 3, None),
        ("open", None, None),
    ]
    assert "noch" not in str(form["answers_schema"])
    assert [slot["places_left"] for slot in ticket["slots"]] == [2, None]


def test_api_takes_a_sign_up_and_says_what_is_held(home):
    page = make_signup_page(home)
    api = f"/api/v1/forms/{page.slug}"
    ticket = make_ticket(page)
    answers = {"name": "Ruth Heinz", "email": "ruth@example.org"}

    response = Client().post(
        f"{api}/submissions", {"ticket": ticket, "answers": answers}, content_type="application/json"
    )

    assert response.status_code == 201, response.content
    assert "Wir halten den Platz für 1 Person bis" in response.json()["message"]
    assert response.json()["needs_confirmation"]
