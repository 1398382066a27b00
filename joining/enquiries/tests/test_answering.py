"""What a club's tap does in each state: the truth table."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cms.mail.models import Mail
from directory.duplicates.choices import default_choice, merge_facts_of
from directory.duplicates.merging import merge_entries
from directory.models import Opening, OrganisationPage
from forms_app.models import Submission
from forms_app.services.office import send_digests
from forms_app.services.retention import forget
from forms_app.tests.mailing import mails, path_in
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import NOW, WORDS, key_of_call, make_club, make_enquiry
from joining.enquiries.workflow.following_up import follow_up
from tests.support.making import make_user

State = Enquiry.State
TO_SENDER = {"will_answer": "enquiry-will-answer", "declined": "enquiry-declined", "taken": "enquiry-taken"}


@pytest.fixture
def enquiry(form, club):
    return make_enquiry(form, key_of_call(club))


@pytest.fixture
def page_of_club(enquiry):
    return path_in(mails("enquiry-club")[0])


def test_opening_the_page_answers_nothing(client, enquiry, page_of_club):
    page = client.get(page_of_club).content.decode()
    assert WORDS in page and "Wir melden uns" in page
    enquiry.refresh_from_db()
    assert enquiry.state == State.DELIVERED


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", [*TO_SENDER, "report", "close", "nonsense"])
def test_each_button_in_each_state(client, enquiry, page_of_club, state, action):
    Enquiry.objects.update(state=state)
    Mail.objects.all().delete()
    answer = client.post(page_of_club, {"action": action})
    enquiry.refresh_from_db()
    can_be_answered = state in (State.DELIVERED, State.OVERDUE)
    expected = {"report": State.REPORTED}.get(action, action)
    is_done = can_be_answered and action in {*TO_SENDER, "report"}
    assert enquiry.state == (expected if is_done else state)
    to_sender = [mail.kind for mail in Mail.objects.filter(to="ruth@example.org")]
    assert to_sender == ([TO_SENDER[action]] if is_done and action != "report" else [])
    assert answer.status_code == (200 if action == "nonsense" else 303)
    is_ended = not Opening.objects.filter(valid_until__gte=timezone.localdate()).exists()
    assert is_ended == (action == "close" and state == State.TAKEN)


def test_answered_message_is_closed_and_forgotten_by_the_promise(client, enquiry, page_of_club):
    client.post(page_of_club, {"action": "will_answer"})
    enquiry.submission.refresh_from_db()
    assert enquiry.submission.status == "done" and enquiry.submission.closed_at


def test_taken_call_can_be_ended_from_the_page(client, club, enquiry, page_of_club):
    client.post(page_of_club, {"action": "taken"})
    assert "Aufruf beenden" in client.get(page_of_club).content.decode()
    client.post(page_of_club, {"action": "close"})
    assert "Wer liest vor?" not in client.get(club.url).content.decode()
    assert client.get("/api/v1/openings/").json()["items"] == []


def test_report_shows_it_to_the_office_and_not_to_the_sender(client, enquiry, page_of_club):
    client.post(page_of_club, {"action": "report"})
    enquiry.submission.refresh_from_db()
    assert enquiry.submission.status == "new"
    assert not Mail.objects.filter(to="ruth@example.org", kind__in=TO_SENDER.values()).exists()


def run_after(time_travel, days, hours=1) -> dict:
    time_travel(timezone.now() + timedelta(days=days, hours=hours))
    return follow_up()


def test_fourteen_days_without_a_tap(time_travel, enquiry, club):
    assert run_after(time_travel, 6)["reminded"] == 0
    assert run_after(time_travel, 1)["reminded"] == 1
    assert follow_up()["reminded"] == 0
    assert len(mails("enquiry-club-reminder")) == 1
    assert WORDS not in mails("enquiry-club-reminder")[0].text
    assert run_after(time_travel, 7)["overdue"] == 1
    assert follow_up()["overdue"] == 0
    enquiry.refresh_from_db()
    assert enquiry.state == State.OVERDUE and enquiry.submission.status == "new"
    assert len(mails("submission-office")) == 1
    assert len(mails("enquiry-overdue")) == 1


def test_sender_of_an_overdue_message_learns_of_other_calls_but_not_of_the_same(time_travel, form, club):
    make_club(club.get_parent(), "Tafel", maintainer="tafel@verein.example", slug="tafel")
    make_enquiry(form, key_of_call(club))
    run_after(time_travel, 15)
    text = mails("enquiry-overdue")[0].text
    assert "Wer liest vor? (Tafel): http" in text and "(Besuchsdienst)" not in text


def test_calls_in_the_towns_own_language_are_better_than_none(time_travel, form, club):
    make_club(club.get_parent(), "Tafel", maintainer="tafel@verein.example", slug="tafel")
    enquiry = make_enquiry(form, key_of_call(club))
    Submission.objects.filter(pk=enquiry.pk).update(language="en")
    run_after(time_travel, 15)
    text = mails("enquiry-overdue")[0].text
    assert "Help is wanted here, too:\n- Wer liest vor? (Tafel): http" in text


def test_late_tap_still_tells_the_sender(client, time_travel, enquiry, page_of_club):
    run_after(time_travel, 15)
    client.post(page_of_club, {"action": "will_answer"})
    assert len(mails("enquiry-will-answer")) == 1


def test_reminder_has_a_link_of_its_own_that_works(client, time_travel, enquiry):
    run_after(time_travel, 8)
    client.post(path_in(mails("enquiry-club-reminder")[0]), {"action": "declined"})
    assert len(mails("enquiry-declined")) == 1


@pytest.mark.parametrize("end", ["unpublish", "delete"])
@pytest.mark.parametrize("state", State)
def test_entry_that_goes_ends_what_is_open_with_a_word_to_the_sender(enquiry, club, end, state):
    Enquiry.objects.update(state=state)
    if state in {State.WILL_ANSWER, State.DECLINED, State.TAKEN}:
        enquiry.submission.status = "done"
        enquiry.submission.save()
    getattr(club, end)()
    follow_up()
    follow_up()
    is_open = state in {State.CONFIRMED, State.DELIVERED, State.OVERDUE}
    assert len(mails("enquiry-gone")) == is_open
    assert Enquiry.objects.get().state == (State.GONE if is_open else state)


def test_entry_gone_before_the_sender_confirms(client, form, club):
    make_enquiry(form, club.public_id, confirmed=False)
    club.unpublish()
    client.post(path_in(mails("enquiry-confirm")[0]))
    assert [mail.kind for mail in mails()] == ["enquiry-confirm", "enquiry-gone"]


def test_held_back_message_goes_out_the_next_day(time_travel, form, club):
    for number in range(11):
        make_enquiry(form, club.public_id, email=f"person{number}@sender.example")
    assert run_after(time_travel, 0)["delivered"] == 0
    assert run_after(time_travel, 1)["delivered"] == 1
    assert len(mails("enquiry-club")) == 11


def test_link_of_a_deleted_message_is_not_valid(client, enquiry, page_of_club):
    with transaction.atomic():
        forget([enquiry.submission])
    assert client.get(page_of_club).status_code == 404


def test_office_away_for_two_weeks(time_travel, form, club):
    """The chapter "Wenn niemand da ist" of the handbook."""
    make_club(club.get_parent(), "Briefverein", maintainer="", slug="brief")
    letter = OrganisationPage.objects.get(slug="brief")
    form.answer_days = 7
    form.save_revision().publish()
    time_travel(NOW)
    make_enquiry(form, club.public_id)
    waits = make_enquiry(form, letter.public_id, email="anna@sender.example")
    time_travel(NOW + timedelta(days=15))
    follow_up()
    # The club's silence is told by itself; what lies in the inbox stays there, and is due.
    assert [mail.to for mail in mails("enquiry-overdue")] == ["ruth@example.org"]
    waits.submission.refresh_from_db()
    assert waits.submission.status == "new"
    assert waits.submission in Submission.objects.overdue()
    send_digests()
    digest = mails("submissions-office")[0]
    assert digest.to == "buero@stadt.example" and waits.submission.reference in digest.text
    assert WORDS not in digest.text


def test_only_staff_see_how_quickly_a_club_answers(client, time_travel, enquiry, club, page_of_club):
    make_enquiry(enquiry.submission.page.specific, club.public_id, email="anna@sender.example")
    time_travel(timezone.now() + timedelta(days=3))
    client.post(page_of_club, {"action": "declined"})
    said = "1 von 2 beantwortet, meist nach 3 Tagen"
    assert said not in client.get(club.url).content.decode()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    state = reverse("directory_entry_state", args=[club.pk])
    assert said in client.get(state).content.decode()


def test_message_follows_the_entry_into_which_its_own_is_merged(time_travel, enquiry, club):
    stays = make_club(club.get_parent(), "Besuchskreis", maintainer="neu@verein.example", slug="kreis")
    facts = merge_facts_of(stays), merge_facts_of(club)
    boss = make_user(is_superuser=True, is_staff=True)
    merge_entries(stays, club, default_choice(*facts), by=boss, seen=facts)
    run_after(time_travel, 8)
    assert not mails("enquiry-gone")
    assert [mail.to for mail in mails("enquiry-club-reminder")] == ["neu@verein.example"]
