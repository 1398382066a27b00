"""Who comes: what the organiser sees of a slot, does on somebody's behalf, and may not see of other forms and towns."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from cms.towns.models import GroupTown
from forms_app.models import Submission
from forms_app.tests.mailing import mails
from forms_app.tests.making import make_form_page
from forms_app.tests.reviewing import EVERYTHING, logged_in, make_staff, staff
from joining.signups.models import Signup
from joining.signups.rules import State
from joining.signups.tests.making import confirmed, make_signup_page, places_of, signed_up, state_of
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db

VIEW, CHANGE, DELETE, EXPORT = EVERYTHING


@pytest.fixture
@recorded
def page(home):
    questions = [{"label": "Essen", "field_type": "singleline"}]
    return make_signup_page(home, [{"capacity": 3}], questions, most_persons=4)


def address(name, page):
    return reverse(name, args=[page.pk if name == "who_comes" else places_of(page).pk])


def by_hand(page, **changes):
    data = {
        "action": "add",
        "places": places_of(page).pk,
        "key": uuid4(),
        "name": "Ada Muster",
        "persons": "2",
    }
    return data | changes


def act(client, page, signup, action):
    data = {"action": action, "places": places_of(page).pk, "signup": signup.pk}
    return client.post(address("who_comes", page), data)


def test_shows_who_comes_with_answers_and_what_is_free(page):
    confirmed(page, persons="2", **{"extra-essen": "vegetarisch"})
    client = staff(VIEW)

    shown = client.get(address("who_comes", page)).content.decode()

    assert "Ruth Heinz" in shown and "vegetarisch" in shown
    assert "1 von 3 Plätzen frei" in shown
    assert "Zukunftswerkstatt" in client.get(reverse("signups")).content.decode()


def test_waiting_list_stands_in_order_and_ended_ones_are_folded(home):
    page = make_signup_page(home, [{"capacity": 1}])
    gone, path = confirmed(page, "weg@example.org", name="Wer Absagt")
    Client().post(path, {"action": "cancel"})
    confirmed(page, "erste@example.org", name="Wer Kommt")
    confirmed(page, "zweite@example.org", name="Zoe Zuerst")
    confirmed(page, "dritte@example.org", name="Anna Danach")

    shown = staff(VIEW).get(address("who_comes", page)).content.decode()

    assert shown.index("Wer Kommt") < shown.index("Zoe Zuerst") < shown.index("Anna Danach")
    assert shown.index("<details") < shown.index("Wer Absagt")
    assert state_of(gone) == State.CANCELLED


def test_whoever_phones_is_signed_up_once_and_gets_no_mail(page):
    data = by_hand(page)
    client = staff(CHANGE)

    assert client.post(address("who_comes", page), data).status_code == 302
    client.post(address("who_comes", page), data)

    signup = Signup.objects.get()
    assert (signup.state, signup.persons, signup.submission.sender_name) == (State.CONFIRMED, 2, "Ada Muster")
    assert signup.submission.status == Submission.Status.DONE
    assert places_of(page).free() == 1
    assert mails() == []
    assert act(client, page, signup, "cancel").status_code == 302
    assert state_of(signup) == State.CANCELLED
    assert mails() == []


def test_whoever_phones_has_agreed_to_no_text(page):
    page.legal_basis, page.consent_text = "consent", "Ja, gern."
    page.save()
    staff(CHANGE).post(address("who_comes", page), by_hand(page))
    submission = Submission.objects.get()
    assert submission.consent_version is None and submission.consent_text == ""


def test_entry_by_hand_never_overbooks_and_keeps_what_was_typed(page):
    answer = staff(CHANGE).post(address("who_comes", page), by_hand(page, persons="4"))

    assert answer.status_code == 422
    assert "So viele Plätze sind nicht mehr frei." in answer.content.decode()
    assert "Ada Muster" in answer.content.decode()
    assert not Signup.objects.exists()


def test_organiser_signs_somebody_off_and_the_next_moves_up(home):
    page = make_signup_page(home, [{"capacity": 1}])
    first, _path = confirmed(page, "erste@example.org")
    second, _path = confirmed(page, "zweite@example.org")

    act(staff(CHANGE), page, first, "cancel")

    assert state_of(first) == State.CANCELLED
    assert state_of(second) == State.OFFERED
    assert [mail.kind for mail in mails() if mail.to == "erste@example.org"][-1] == "signup-cancelled"


def test_organiser_puts_somebody_to_the_front(home):
    page = make_signup_page(home, [{"capacity": 1}])
    first, _path = confirmed(page, "erste@example.org")
    second, _path = confirmed(page, "zweite@example.org")
    third, _path = confirmed(page, "dritte@example.org")
    client = staff(CHANGE)

    act(client, page, third, "first")
    act(client, page, first, "cancel")

    assert state_of(third) == State.OFFERED
    assert state_of(second) == State.WAITING


SCREENS = ("who_comes", "signup_attendance", "signup_door_list", "signup_write")
NEEDS_CHANGE = {"signup_attendance", "signup_write"}


@pytest.mark.parametrize("name", SCREENS)
def test_ladder_of_rights(page, home, name):
    other = make_form_page(home)
    where = address(name, page)

    assert Client().get(where).url.startswith("/admin/login/")
    make_user("ohne-zugang")
    assert staff().get(where).status_code == 302
    assert staff(*EVERYTHING, forms=[other]).get(where).status_code == 404
    assert staff(VIEW, forms=[page]).get(where).status_code == (302 if name in NEEDS_CHANGE else 200)
    assert staff(CHANGE, forms=[page]).get(where).status_code == 200


def test_other_towns_staff_see_nothing(page, home):
    other = Site.objects.create(
        hostname="andere.example", root_page=make_page(home, "Andere"), site_name="Andere"
    )
    user = make_staff(*EVERYTHING)
    GroupTown.objects.create(group=user.groups.get(), site=other, role="Ehrenamtsagentur")
    client = logged_in(user)

    assert client.get(address("who_comes", page)).status_code == 404
    assert client.get(address("signup_door_list", page)).status_code == 404
    assert "Zukunftswerkstatt" not in client.get(reverse("signups")).content.decode()


def test_table_needs_the_right_to_export(page):
    where = reverse("signup_table", args=[places_of(page).pk, "csv"])

    assert staff(VIEW, CHANGE).get(where).status_code == 302
    assert staff(VIEW, EXPORT).get(where).status_code == 200


def test_whoever_may_only_see_changes_nothing(page):
    signup, _path = confirmed(page)

    act(staff(VIEW), page, signup, "cancel")
    staff(VIEW).post(address("who_comes", page), by_hand(page))

    assert state_of(signup) == State.CONFIRMED
    assert Signup.objects.count() == 1


def test_signup_of_another_form_cannot_be_reached_through_ones_own(page, home):
    other = make_signup_page(home, [{"capacity": 2}], slug="andere")
    signup, _path = confirmed(other)

    answer = act(staff(CHANGE, forms=[page]), page, signup, "cancel")

    assert answer.status_code == 404
    assert state_of(signup) == State.CONFIRMED


def test_number_of_queries_does_not_grow(page, django_assert_max_num_queries):
    client = staff(CHANGE)
    where = address("who_comes", page)
    client.get(where)
    for number in range(3):
        signed_up(page, f"person{number}@example.org")
    with django_assert_max_num_queries(40) as few:
        client.get(where)
    places = places_of(page)
    for number in range(8):
        submission = Submission.objects.latest("pk")
        submission.pk, submission.reference, submission.idempotency_key = None, f"T-{number}", f"k{number}"
        submission.save()
        Signup.objects.create(submission=submission, places=places, persons=1, state=State.CONFIRMED)

    with django_assert_max_num_queries(len(few)):
        client.get(where)
