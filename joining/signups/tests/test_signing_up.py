"""From the form over the link in the mail to the place, and what the sender is told meanwhile."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms_app.models import Submission
from forms_app.services.personal_data import erase_person
from forms_app.services.retention import forget_due
from forms_app.services.review import change_status
from forms_app.tests.mailing import mails
from joining.signups.models import Places, Signup
from joining.signups.rules import State
from joining.signups.services.sweeping import sweep
from joining.signups.tests.making import (
    confirmed,
    kinds_to,
    make_signup_page,
    newest_link,
    places_of,
    press,
    sign_up,
    signed_up,
    state_of,
    submission_of,
)
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_signup_page(home, most_persons=4, to_address="buero@example.org")


@pytest.fixture
def small(home):
    return make_signup_page(home, [{"capacity": 1}])


def run_out(*signups):
    Signup.objects.filter(pk__in=[each.pk for each in signups]).update(deadline=timezone.now())


def test_sending_holds_the_place_and_says_until_when(page):
    response = sign_up(page, persons="2", client=(client := Client()))

    signup = Signup.objects.get()
    shown = client.get(response["Location"]).content.decode()
    assert (signup.state, signup.persons) == (State.HELD, 2)
    assert timedelta(hours=23) < signup.deadline - timezone.now() <= timedelta(hours=24)
    assert "Wir halten den Platz für 2 Personen bis" in shown
    assert "ruth@example.org" in shown
    assert kinds_to("ruth@example.org") == ["signup-held"]


def test_question_stands_below_its_heading(home):
    asked = [("Verpflegung", "heading"), ("Was bringen Sie mit?", "singleline")]
    page = make_signup_page(home, questions=[{"label": label, "field_type": kind} for label, kind in asked])
    shown = Client().get(page.url).content.decode()
    assert shown.index('name="email"') < shown.index("Verpflegung") < shown.index("Was bringen Sie mit?")


def test_several_slots_are_named_once_where_one_is_chosen(home):
    page = make_signup_page(home, [{"title": "Aufbau"}, {"title": "Abbau"}])
    assert Client().get(page.url).content.decode().count("Abbau,") == 1
    assert "Diese Zeit gibt es nicht mehr" in sign_up(page, slot="weg").content.decode()


def test_opening_is_told_with_its_hour(home):
    opens = timezone.make_aware(datetime(2099, 3, 4, 18, 5))
    page = make_signup_page(
        home, opens_at=opens, slots=[{"capacity": 2, "starts_at": opens + timedelta(days=3)}]
    )
    assert "Sie öffnet am 4. März 2099 um 18:05 Uhr." in Client().get(page.url).content.decode()


def test_mail_before_the_confirmation_says_nothing_of_the_sender(page):
    sign_up(page, name="Kauf jetzt Pillen", persons="2")

    assert "Pillen" not in mails()[0].subject + mails()[0].text


def test_opening_the_link_changes_nothing_and_its_button_confirms(page):
    signup, path = signed_up(page)

    shown = Client().get(path)
    assert shown.status_code == 200
    assert state_of(signup) == State.HELD

    press(path, "confirm")

    assert state_of(signup) == State.CONFIRMED
    assert "Sie sind angemeldet" in Client().get(path).content.decode()
    assert kinds_to("ruth@example.org") == ["signup-held", "signup-confirmed"]


def test_pressing_twice_is_one_confirmation(page):
    _signup, path = confirmed(page)

    press(path, "confirm")

    assert kinds_to("ruth@example.org").count("signup-confirmed") == 1


def test_confirmed_signup_is_no_task_of_the_office_which_is_told(page):
    signup, _path = confirmed(page)

    submission = submission_of(signup)
    assert submission.status == Submission.Status.DONE
    assert submission.closed_at == places_of(page).over_at
    assert [mail.kind for mail in mails()].count("submission-office") == 1


def test_whoever_comes_when_all_is_held_is_told_so_and_waits(small):
    holder, path = signed_up(small, "erste@example.org")
    client = Client()
    response = sign_up(small, "zweite@example.org", client=client)
    shown = client.get(response["Location"]).content.decode()
    assert "Zurzeit sind alle Plätze vergeben oder reserviert" in shown
    assert kinds_to("zweite@example.org") == ["signup-asked"]

    press(newest_link("zweite@example.org"), "confirm")

    second = Signup.objects.latest("pk")
    assert state_of(second) == State.WAITING
    assert kinds_to("zweite@example.org") == ["signup-asked", "signup-waiting"]
    press(path, "confirm")
    assert state_of(holder) == State.CONFIRMED


def test_unconfirmed_place_is_offered_to_whoever_confirmed_first(small):
    holder, path = signed_up(small, "erste@example.org")
    second, _path = signed_up(small, "zweite@example.org")
    third, third_path = confirmed(small, "dritte@example.org")
    press(newest_link("zweite@example.org"), "confirm")
    run_out(holder)

    assert sweep() == {"passed": 1, "moved": 0}

    assert [state_of(each) for each in (holder, second, third)] == [
        State.EXPIRED,
        State.WAITING,
        State.OFFERED,
    ]
    assert kinds_to("erste@example.org") == ["signup-held"]
    assert "Die Zeit ist vorbei" in Client().get(path).content.decode()
    press(newest_link("dritte@example.org"), "confirm")
    assert state_of(third) == State.CONFIRMED
    assert sweep() == {"passed": 0, "moved": 0}


def test_late_confirmation_takes_no_place(small):
    holder, path = signed_up(small)
    run_out(holder)

    press(path, "confirm")

    assert state_of(holder) == State.EXPIRED


def test_offer_that_runs_out_is_passed_on_and_said(small):
    _first, path = confirmed(small, "erste@example.org")
    second, _path = confirmed(small, "zweite@example.org")
    third, _path = confirmed(small, "dritte@example.org")
    press(path, "cancel")
    assert state_of(second) == State.OFFERED
    run_out(second)

    sweep()

    assert (state_of(second), state_of(third)) == (State.EXPIRED, State.OFFERED)
    assert kinds_to("zweite@example.org")[-2:] == ["signup-offered", "signup-passed-on"]
    assert submission_of(second).status == Submission.Status.DONE


def test_cancelling_three_moves_up_exactly_three_in_order(home):
    page = make_signup_page(home, [{"capacity": 5}])
    coming = [confirmed(page, f"kommt{number}@example.org")[1] for number in range(5)]
    waiting = [confirmed(page, f"wartet{number}@example.org")[0] for number in range(5)]
    assert {state_of(each) for each in waiting} == {State.WAITING}

    for path in coming[:3]:
        press(path, "cancel")

    states = [state_of(each) for each in waiting]
    assert states == [State.OFFERED] * 3 + [State.WAITING] * 2
    assert [mail.kind for mail in mails()].count("signup-offered") == 3


def test_group_that_does_not_fit_keeps_its_rank_and_who_fits_is_asked(home):
    page = make_signup_page(home, [{"capacity": 2}], most_persons=2)
    _one, path = confirmed(page, "eins@example.org")
    _two, other = confirmed(page, "zwei@example.org")
    pair, _path = confirmed(page, "paar@example.org", persons="2")
    single, _path = confirmed(page, "allein@example.org")

    press(path, "cancel")
    assert (state_of(pair), state_of(single)) == (State.WAITING, State.OFFERED)

    press(newest_link("allein@example.org"), "cancel")
    press(other, "cancel")
    assert state_of(pair) == State.OFFERED


def test_number_of_persons_can_be_changed_as_far_as_there_are_places(page):
    signup, path = confirmed(page)

    press(path, "change", persons="2")
    signup.refresh_from_db()
    assert signup.persons == 2
    refused = press(path, "change", persons="3")
    assert "So viele Plätze sind nicht mehr frei" in Client().get(refused["Location"]).content.decode()
    press(path, "change", persons="99")
    press(path, "change", persons="1")
    signup.refresh_from_db()
    assert signup.persons == 1


def test_fewer_persons_let_somebody_move_up(page):
    _signup, path = confirmed(page, persons="2")
    waiting, _path = confirmed(page, "zweite@example.org")

    press(path, "change", persons="1")

    assert state_of(waiting) == State.OFFERED


def test_without_a_waiting_list_nothing_is_stored(home):
    page = make_signup_page(home, [{"capacity": 1}], has_waiting_list=False)
    _holder, path = signed_up(page, "erste@example.org")

    reserved = sign_up(page, "zweite@example.org").content.decode()
    press(path, "confirm")
    booked = sign_up(page, "zweite@example.org").content.decode()

    assert "Niemand kann sich zurzeit anmelden" in reserved
    assert "Ruth Heinz" in booked
    assert Signup.objects.count() == 1
    assert "zweite@example.org" not in {mail.to for mail in mails()}


def test_one_address_holds_only_a_few_places(home):
    page = make_signup_page(home, [{"capacity": 10}])
    for _again in range(3):
        signed_up(page, name=f"Ruth {_again}")

    refused = sign_up(page, name="Ruth 4")

    assert "Mehrere Anmeldungen mit dieser E-Mail-Adresse" in refused.content.decode()
    assert Signup.objects.count() == 3


def test_mail_can_be_sent_again(page):
    client = Client()
    response = sign_up(page, client=client)
    # A double click right away sends none.
    client.post(response["Location"])
    assert kinds_to("ruth@example.org") == ["signup-held"]


def test_erasing_a_person_frees_the_place(small):
    confirmed(small, "erste@example.org")
    second, _path = confirmed(small, "zweite@example.org")

    erase_person("erste@example.org")

    assert state_of(second) == State.OFFERED
    assert Signup.objects.count() == 1


def test_filing_as_spam_frees_the_place_without_a_mail(small):
    first, _path = confirmed(small, "erste@example.org")
    second, _path = confirmed(small, "zweite@example.org")
    before = kinds_to("erste@example.org")

    change_status(submission_of(first), Submission.Status.SPAM, by=make_user(is_superuser=True))

    assert (state_of(first), state_of(second)) == (State.CANCELLED, State.OFFERED)
    assert submission_of(first).status == Submission.Status.SPAM
    assert kinds_to("erste@example.org") == before


@pytest.mark.parametrize("slots", [1, 20])
def test_number_of_queries_is_that_of_any_form(home, django_assert_max_num_queries, slots):
    page = make_signup_page(home, [{"capacity": 5, "title": f"Zeit {number}"} for number in range(slots)])
    choice = {"slot": str(page.slots.all()[0].key)} if slots > 1 else {}
    client = Client()
    client.get(page.url)

    with django_assert_max_num_queries(9):
        assert client.get(page.url).status_code == 200
    with django_assert_max_num_queries(35):
        assert sign_up(page, client=client, **choice).status_code == 303


def test_thirty_days_after_the_date_only_the_sum_is_left(home):
    page = make_signup_page(home, [{"capacity": 5}], most_persons=3)
    confirmed(page, persons="3")
    later = timezone.now() + timedelta(days=42)
    forget_due(timezone.now() + timedelta(days=39))
    assert Signup.objects.exists()
    Places.objects.update(starts_at=timezone.now() - timedelta(days=31))

    forget_due(later)

    places = places_of(page)
    assert (places.past_signups, places.past_persons) == (1, 3)
    assert not Submission.objects.exists()


def test_who_still_waits_when_it_begins_is_not_written_to_again(small):
    confirmed(small, "erste@example.org")
    second, _path = confirmed(small, "zweite@example.org")
    Places.objects.update(starts_at=timezone.now())

    sweep()

    assert state_of(second) == State.EXPIRED
    assert kinds_to("zweite@example.org")[-1] == "signup-waiting"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opens_at": timezone.now() + timedelta(days=1)}, "Die Anmeldung hat noch nicht begonnen"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "Die Anmeldung ist beendet"),
    ],
)
def test_form_that_is_not_open_says_so_and_takes_nothing(home, fields, words):
    page = make_signup_page(home, **fields)

    shown = Client().get(page.url).content.decode()
    assert words in shown
    assert 'name="email"' not in shown
    refused = sign_up(page)
    assert refused.status_code == 200
    assert "ruth@example.org" in refused.content.decode()
    assert not Signup.objects.exists()


def test_form_says_what_is_left_of_each_slot(home):
    page = make_signup_page(
        home, [{"title": "Aufbau", "capacity": 3}, {"title": "Abbau", "capacity": 1}, {"title": "Fest"}]
    )
    key = str(page.slots.all()[1].key)
    confirmed(page, slot=key)

    shown = Client().get(page.url).content.decode()

    assert "noch 3 Plätze" in shown
    assert "Warteliste" in shown
    signup, _path = signed_up(page, "zweite@example.org", slot=key)
    assert signup.state == State.ASKED
    assert "Abbau, " in mails()[-1].text


def test_link_of_another_town_or_of_nobody_opens_nothing(page):
    assert Client().get("/meine-anmeldung/" + "a" * 43 + "/").status_code == 404
