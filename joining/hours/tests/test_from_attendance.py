"""Hours for all who were ticked as present: who is asked, and what a limit leaves for tomorrow."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from forms_app.tests.reviewing import EVERYTHING, logged_in, make_staff
from joining.enquiries.tests.making import make_second_town
from joining.hours.models import HelperHours
from joining.hours.workflow import confirming
from joining.signups.models import Places, Signup
from joining.signups.services.attendance import set_attended
from joining.signups.services.by_hand import sign_up_by_hand
from joining.signups.tests.making import confirmed, make_signup_page, places_of
from tests.support.making import make_user
from tests.support.recorded import recorded

from .making import mails_to

pytestmark = pytest.mark.django_db
VIEW, CHANGE, *_REST = EVERYTHING
HELPERS = {"ruth@example.org": "Ruth Heinz", "petra@example.org": "Petra Beispiel"}


@pytest.fixture
@recorded
def places(entry):
    """Two were there, one was not, and one gave no address; it lasted from nine to half past twelve yesterday."""
    page = make_signup_page(home_of(entry), [{"capacity": 20, "title": "Aufbau"}])
    for email, name in HELPERS.items():
        confirmed(page, email, name=name)
    confirmed(page, "naehen@example.org", name="Ayşe Beispiel")
    made = places_of(page)
    sign_up_by_hand(made, name="Kommt Spontan", persons=1, key=uuid4(), by=make_user("buero"))
    for signup in Signup.objects.select_related("submission"):
        set_attended(made, signup.pk, signup.submission.sender_email != "naehen@example.org")
    start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    Places.objects.update(starts_at=start, ends_at=start + timedelta(hours=3, minutes=30))
    made.refresh_from_db()
    return made


@pytest.fixture
def organiser(client, places):
    client.force_login(make_user("chefin", is_superuser=True, is_staff=True))
    return client


def home_of(entry):
    return entry.get_parent().get_parent().specific


def address(places) -> str:
    return reverse("attendance_hours", args=[places.pk])


def filled(places, entry, **changes) -> dict:
    day = timezone.localtime(places.starts_at).date().isoformat()
    facts = {"club": entry.pk, "activity": "Aufbau", "first_day": day, "hours": "3,5", "knows": "on"}
    return facts | changes


def test_all_who_were_there_are_asked_at_once(organiser, places, entry):
    sent = organiser.post(address(places), filled(places, entry))
    assert sent.status_code == 302
    assert "2 Personen werden per E-Mail gefragt" in organiser.get(sent.url).text
    hours = HelperHours.objects.order_by("name")
    assert {each.email: each.name for each in hours} == HELPERS
    assert {(each.source, each.hours, each.club, each.entered_by) for each in hours} == {
        ("attendance", Decimal("3.5"), "Chor am Markt", "chefin@example.org")
    }
    assert [mails_to(email)[-1].kind for email in HELPERS] == ["hours-consent"] * 2


def test_form_knows_day_and_hours_and_says_who_cannot_be_asked(organiser, places):
    answer = organiser.get(address(places))
    initial = answer.context["form"].initial
    assert (initial["activity"], initial["hours"]) == ("Aufbau", 3.5) and "last_day" not in initial
    assert "Ruth Heinz" in answer.text and "Ayşe" not in answer.text
    assert "auf Papier" in answer.text and "Kommt Spontan" in answer.text


def test_limit_loses_nobody_and_the_rest_is_asked_tomorrow(organiser, places, entry, monkeypatch):
    monkeypatch.setattr(confirming, "MOST_A_DAY", 1)
    answer = organiser.post(address(places), filled(places, entry))
    assert answer.status_code == 429
    [asked] = HelperHours.objects.values_list("name", flat=True)
    [left] = set(HELPERS.values()) - {asked}
    assert answer.context["left"] == [left] and 'value="Aufbau"' in answer.text
    monkeypatch.setattr(confirming, "MOST_A_DAY", 60)
    again = organiser.post(address(places), filled(places, entry))
    assert "1 war schon gefragt" in organiser.get(again.url).text
    assert HelperHours.objects.count() == 2
    assert [sum(mail.kind == "hours-consent" for mail in mails_to(email)) for email in HELPERS] == [1, 1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": "25"}, "hours"),
        ({"first_day": "2999-01-01"}, "last_day"),
        ({"knows": ""}, "knows"),
        ({"club": ""}, "club"),
        ({"club": "999999"}, "club"),
        ({"activity": "\x00"}, "activity"),
    ],
)
def test_mistakes_are_told_and_nobody_is_asked(organiser, places, entry, changes, field):
    answer = organiser.post(address(places), filled(places, entry, **changes))
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}
    assert not HelperHours.objects.exists()


@pytest.mark.parametrize(
    ("permission", "edits_clubs", "status"),
    [(None, True, 302), (VIEW, True, 302), (CHANGE, False, 422), (CHANGE, True, 302)],
)
def test_it_takes_the_right_to_change_sign_ups_and_to_edit_the_club(
    places, entry, permission, edits_clubs, status
):
    user = make_staff(*filter(None, [permission]))
    if edits_clubs:
        change = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(
            group=user.groups.get(), page=entry.get_parent(), permission=change
        )
    answer = logged_in(user).post(address(places), filled(places, entry))
    assert answer.status_code == status
    assert HelperHours.objects.exists() == (permission == CHANGE and edits_clubs)


def test_club_of_another_town_cannot_be_chosen(organiser, places):
    other, _form = make_second_town()
    answer = organiser.post(address(places), filled(places, other))
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"club"}


def test_forms_of_others_stay_closed(places, entry):
    other = make_signup_page(home_of(entry), slug="andere")
    client = logged_in(make_staff(CHANGE, forms=[other]))
    assert client.get(address(places)).status_code == 404


def test_way_to_it_stands_beside_slots_that_have_begun(organiser, places):
    screens = [reverse("who_comes", args=[places.page_id]), reverse("signup_attendance", args=[places.pk])]
    assert all(address(places) in organiser.get(screen).text for screen in screens)
    Places.objects.update(starts_at=timezone.now() + timedelta(days=1), ends_at=None)
    assert not any(address(places) in organiser.get(screen).text for screen in screens)
