"""Ticking at the door: without JavaScript, by two people at once, and what stays when the data go."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from forms_app.models import Submission
from forms_app.services.retention import forget_due
from forms_app.tests.reviewing import EVERYTHING, staff
from joining.signups.models import Places
from joining.signups.services.attendance import Attended, attended_of, sums
from joining.signups.services.by_hand import sign_up_by_hand
from joining.signups.tests.making import confirmed, make_signup_page, places_of
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db

VIEW, CHANGE, _DELETE, EXPORT = EVERYTHING


@pytest.fixture
@recorded
def page(home):
    return make_signup_page(home, [{"capacity": 20}], most_persons=4)


@pytest.fixture
def two(page):
    ruth, _path = confirmed(page, persons="2")
    petra, _path = confirmed(page, "petra@example.org", name="Petra Beispiel")
    return ruth, petra


def tick(client, page, signup, value, **headers):
    where = reverse("signup_attendance", args=[places_of(page).pk])
    return client.post(where, {"signup": signup.pk, "attended": value}, headers=headers)


def test_each_tick_works_without_javascript_and_shows_the_sum(page, two):
    client = staff(CHANGE)

    answer = tick(client, page, two[0], "yes")

    shown = client.get(answer.url).content.decode()
    assert answer.status_code == 302
    assert "2 von 3 da" in shown
    assert shown.count('aria-pressed="true"') == 1


def test_two_phones_do_not_overwrite_each_other(page, two):
    first, second = staff(CHANGE), staff(CHANGE)

    tick(first, page, two[0], "yes")
    answer = tick(second, page, two[1], "yes", accept="application/json")
    tick(second, page, two[0], "yes")

    ruth, petra = (str(each.pk) for each in two)
    assert answer.json() == {"sum": "3 von 3 da", "attended": {ruth: True, petra: True}}
    assert sums(places_of(page)).there == 3


def test_tick_again_keeps_the_first_moment_and_no_undoes_yes(page, two):
    client = staff(CHANGE)
    tick(client, page, two[0], "yes")
    two[0].refresh_from_db()
    moment = two[0].attended_at

    tick(client, page, two[0], "yes")
    two[0].refresh_from_db()
    assert two[0].attended_at == moment

    tick(client, page, two[0], "no")
    assert sums(places_of(page)).there == 0


def test_whoever_is_not_signed_up_any_more_cannot_be_ticked(page, two):
    two[0].places.signups.filter(pk=two[0].pk).update(state="cancelled")

    assert tick(staff(CHANGE), page, two[0], "yes", accept="application/json").status_code == 409


def test_sums_stay_when_the_data_are_deleted(page, two):
    tick(staff(CHANGE), page, two[0], "yes")
    past = timezone.now() - timedelta(days=40)
    Places.objects.update(starts_at=past, ends_at=past)
    Submission.objects.update(closed_at=past)

    forget_due()

    places = places_of(page)
    assert not places.signups.exists()
    assert (sums(places).expected, sums(places).there) == (3, 2)


def test_who_was_there_can_be_listed_for_their_hours(page, two):
    tick(staff(CHANGE), page, two[1], "yes")

    assert list(attended_of(places_of(page))) == [Attended("Petra Beispiel", "petra@example.org", 1)]


def test_list_for_the_door_is_sorted_and_names_no_address(page, two):
    by_hand = {"name": "Ada Muster", "persons": 1, "phone": "06561 12345"}
    sign_up_by_hand(places_of(page), **by_hand, key=uuid4(), by=None)

    answer = staff(VIEW).get(reverse("signup_door_list", args=[places_of(page).pk]) + "?gross")

    shown = answer.content.decode()
    assert shown.index("Petra Beispiel") < shown.index("Ruth Heinz")
    assert "06561 12345" not in shown
    assert "@" not in shown.replace("@font", "")
    assert 'class="large"' in shown
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_table_holds_no_formula(page, kind):
    confirmed(page, name="=HYPERLINK(1)")

    answer = staff(VIEW, EXPORT).get(reverse("signup_table", args=[places_of(page).pk, kind]))

    content = b"".join(answer.streaming_content)
    assert "no-store" in answer["Cache-Control"]
    if kind == "csv":
        assert b'"\'=HYPERLINK(1)"' in content
        assert b"ruth@example.org" in content
