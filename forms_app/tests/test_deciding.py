"""What staff do with one submission, and with several at once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from cms.mail.models import Mail
from forms_app.inbox.history import history
from forms_app.models import Submission, SubmissionNote, SubmissionReply
from forms_app.services.review import (
    add_note,
    assign,
    change_status,
    delete_submissions,
    mark_unread,
    reply,
    set_due_date,
)
from forms_app.tests.reviewing import (
    EVERYTHING,
    address,
    bulk_submissions,
    logged_in,
    make_staff,
    make_submission,
)
from tests.support.making import make_page, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db):
    return make_staff(*EVERYTHING, first_name="Maria", last_name="Schmitt")


@pytest.fixture
def client(clerk):
    return logged_in(clerk)


@pytest.fixture
@recorded
def submission(home):
    return make_submission()


def act(client, submission, action, **data):
    return client.post(address("inspect", submission), {"action": action} | data)


def actions_on(submission) -> list[str]:
    return [entry.action for entry in registry.get_logs_for_instance(submission)]


DECISIONS = {
    "status": lambda each, by: change_status(each, "done", by=by),
    "assign": lambda each, by: assign(each, None, by=by),
    "due date": lambda each, by: set_due_date(each, date(2030, 1, 1), by=by),
    "note": lambda each, by: add_note(each, "x", by=by),
    "reply": lambda each, by: reply(each, "x", by=by),
    "unread": lambda each, by: mark_unread(each, by=by),
    "delete": lambda each, by: delete_submissions([each], by=by),
}


@pytest.mark.parametrize("name", DECISIONS)
@pytest.mark.parametrize("rights", [[], ["view_submission", "export_submission"]])
def test_services_check_the_right_themselves(submission, name, rights):
    with pytest.raises(PermissionDenied):
        DECISIONS[name](submission, make_staff(*rights))
    assert actions_on(submission) == []


@pytest.mark.parametrize("name", DECISIONS)
def test_services_check_the_form_themselves(home, name):
    one, other = make_page(home, "Eins"), make_page(home, "Zwei")

    with pytest.raises(PermissionDenied):
        DECISIONS[name](make_submission(one), make_staff(*EVERYTHING, forms=[other]))


def test_status_change_is_logged_once(submission, clerk):
    change_status(submission, "done", by=clerk)
    change_status(submission, "done", by=clerk)

    assert actions_on(submission) == ["forms_app.change_status"]


@pytest.mark.parametrize("status", sorted(Submission.DECISIONS))
def test_time_of_closing_belongs_to_closed_cases(submission, clerk, status):
    Submission.objects.update(status="spam" if status != "spam" else "done", closed_at=timezone.now())

    changed = change_status(submission, status, by=clerk)

    assert bool(changed.closed_at) == (status in {"done", "rejected", "spam"})


@pytest.mark.parametrize("status", ["unconfirmed", "deleted", "", "\x00", "9" * 100])
def test_impossible_status_is_refused(client, submission, status):
    response = act(client, submission, "status", status=status)

    assert response.status_code == 200
    submission.refresh_from_db()
    assert submission.status == "new"


@pytest.mark.parametrize("action", ["", "erase", "__class__", "\x00", "a" * 5000])
def test_unknown_action_is_refused(client, submission, action):
    assert act(client, submission, action).url == "/admin/"


def test_assigning_and_due_date_are_stored_and_logged(client, submission):
    colleague = make_staff("view_submission", first_name="Ayşe", last_name="Yılmaz")

    act(client, submission, "assignment", assigned_to=colleague.pk, due_on="2030-01-31")

    submission.refresh_from_db()
    assert (submission.assigned_to, submission.due_on) == (colleague, date(2030, 1, 31))
    assert sorted(actions_on(submission)) == ["forms_app.assign", "forms_app.set_due_date"]
    assert "Ayşe Yılmaz" in {entry.data.get("to") for entry in ModelLogEntry.objects.all()}


def test_only_who_may_see_it_is_responsible_for_it(home, client, clerk):
    submission = make_submission(make_page(home, "Eins"))
    strangers = [
        make_staff("add_sitedocument"),
        make_staff("view_submission", forms=[make_page(home, "Zwei")]),
        make_staff("view_submission", is_active=False),
        make_user("ohne-gruppe"),
    ]

    for person in strangers:
        response = act(client, submission, "assignment", assigned_to=person.pk)
        assert response.context["forms"]["assignment"].has_error("assigned_to", "invalid_choice")
    with pytest.raises(ValueError):
        assign(submission, strangers[0], by=clerk)


@pytest.mark.parametrize("value", ["99999-99-99", "0001-01-01", "9999-12-31", "morgen", "9" * 30])
def test_impossible_date_is_told_at_the_field(client, submission, value):
    response = act(client, submission, "assignment", due_on=value)

    assert response.context["forms"]["assignment"].errors["due_on"]


def test_note_stays_in_the_house(client, submission):
    act(client, submission, "note", text="Bitte zurückrufen.")

    assert SubmissionNote.objects.get().text == "Bitte zurückrufen."
    assert not Mail.objects.exists()
    assert "Bitte zurückrufen." not in str(list(ModelLogEntry.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("action", ["note", "reply"])
@pytest.mark.parametrize("text", ["", "   ", "\x00", "a" * 100_000])
def test_impossible_text_is_told_and_kept(client, submission, action, text):
    field = {"note": "text", "reply": "message"}[action]

    response = act(client, submission, action, **{field: text})

    assert response.status_code == 200
    assert response.context["forms"][action].errors[field]
    assert not SubmissionNote.objects.exists()
    assert not SubmissionReply.objects.exists()
    if len(text) > 100:
        assert text in response.content.decode()


def test_reply_goes_to_the_sender_alone(client, submission):
    act(client, submission, "reply", message="Gern!\nBis Dienstag.", to="boese@example.com", status="waiting")

    mail = Mail.objects.get()
    assert mail.as_message().recipients() == ["ruth@example.org"]
    assert "Gern!\nBis Dienstag." in mail.text
    assert submission.reference in mail.text
    submission.refresh_from_db()
    assert submission.status == "waiting"
    event = next(event for event in history(submission) if event.kind == "reply")
    assert (event.text, event.who) == ("Gern!\nBis Dienstag.", "Maria Schmitt")


def test_reply_carries_no_header_of_the_sender(client):
    submission = make_submission(
        sender_name="Ruth\r\nBcc: alle@example.org", form_title="A\r\nBcc: b@example.org"
    )

    act(client, submission, "reply", message="Hallo\r\n.\r\nBcc: c@example.org")

    mail = Mail.objects.get()
    assert "\n" not in mail.subject
    assert not {"Bcc", "bcc", "Cc"} & set(mail.headers)
    assert mail.as_message().recipients() == [mail.to]


def test_without_an_address_nobody_can_reply(client, clerk):
    submission = make_submission(sender_email="")

    assert 'value="reply"' not in client.get(address("inspect", submission)).content.decode()
    with pytest.raises(ValueError):
        reply(submission, "Hallo", by=clerk)


def test_reply_without_an_address_is_told(client):
    submission = make_submission(sender_email="")

    response = act(client, submission, "reply", message="Hallo")

    assert response.status_code == 200
    assert not Mail.objects.exists()


def test_history_tells_everything_newest_first(client, submission):
    act(client, submission, "note", text="Eine Notiz")
    act(client, submission, "reply", message="Eine Antwort")
    act(client, submission, "status", status="done")

    titles = [event.kind for event in history(submission)]

    assert titles == ["log", "reply", "note", "log"]


def test_unread_again(client, submission):
    client.get(address("inspect", submission))

    act(client, submission, "unread")

    submission.refresh_from_db()
    assert submission.is_unread


def test_deleting_leaves_nothing_but_the_log(client, submission):
    act(client, submission, "note", text="Eine Notiz")
    act(client, submission, "reply", message="Eine Antwort")

    client.post(address("delete", submission))

    assert not any(model.objects.exists() for model in (Submission, SubmissionNote, SubmissionReply, Mail))
    entries = ModelLogEntry.objects.filter(action="wagtail.delete")
    assert [entry.label for entry in entries] == [submission.reference]
    everything = str(list(ModelLogEntry.objects.values_list("label", "data")))
    assert "Ruth" not in everything and "ruth@" not in everything


def bulk(client, chosen, action, **data):
    numbers = [submission.pk for submission in chosen]
    return client.post(reverse("submissions_bulk"), {"action": action, "chosen": numbers} | data)


@pytest.mark.parametrize("status", ["done", "spam"])
def test_ticked_ones_change_together(client, home, status):
    chosen, other = bulk_submissions(3), make_submission()

    response = bulk(client, chosen, status, list="status=new&kind=contact")

    assert response.url == f"{address('index')}?status=new&kind=contact"
    assert Submission.objects.filter(status=status).count() == 3
    assert Submission.objects.get(pk=other.pk).status == "new"
    assert ModelLogEntry.objects.filter(action="forms_app.change_status").count() == 3


def test_ticked_registrations_are_not_closed_without_an_answer(client, home):
    letter = make_submission()
    registration = make_submission(kind="registration", sender_name="Chor am Markt")

    response = bulk(client, [letter, registration], "done")

    assert "Chor am Markt" in client.get(response.url).content.decode()
    assert Submission.objects.filter(status="new").count() == 2


@pytest.mark.parametrize("action", ["done", "spam", "assign"])
def test_what_nobody_has_confirmed_is_not_decided_in_bulk(client, home, action):
    unconfirmed = make_submission(kind="registration", status="unconfirmed")

    assert bulk(client, [unconfirmed], action, to="nobody").status_code == 404


def test_list_of_unconfirmed_ones_offers_nothing_but_deletion(client, home):
    make_submission(kind="registration", status="unconfirmed")

    page = client.get(address("index"), {"status": "unconfirmed"}).content.decode()

    assert 'name="action" value="delete"' in page
    assert 'name="action" value="done"' not in page
    assert 'name="action" value="assign"' not in page


def test_buttons_that_tell_nobody_stand_apart_at_an_undecided_registration(client, home):
    def view(submission):
        return client.get(address("inspect", submission)).context

    undecided, letter = make_submission(kind="registration"), make_submission()

    assert {value for value, _label in view(undecided)["silent_statuses"]} == {"done", "rejected"}
    assert "done" not in dict(view(undecided)["statuses"])
    assert view(letter)["silent_statuses"] == []
    assert "done" in dict(view(letter)["statuses"])


def test_ticked_ones_are_assigned_together(client, clerk, home):
    bulk(client, bulk_submissions(3), "assign", to=clerk.pk)
    assert Submission.objects.assigned(clerk).count() == 3

    bulk(client, Submission.objects.all()[:2], "assign", to="nobody")
    assert Submission.objects.unassigned().count() == 2


def test_nothing_is_assigned_to_one_who_may_not_see_all(client, home):
    one, two = make_page(home, "Eins"), make_page(home, "Zwei")
    person = make_staff("view_submission", forms=[one])

    bulk(client, [make_submission(one), make_submission(two)], "assign", to=person.pk)

    assert Submission.objects.unassigned().count() == 2


@pytest.mark.parametrize("to", ["", "0", "me", "\x00", "9" * 30, "²"])
def test_impossible_assignee_assigns_nothing(client, submission, to):
    assert bulk(client, [submission], "assign", to=to).status_code == 302
    assert Submission.objects.unassigned().exists()


def test_deleting_ticked_ones_asks_first(client, home):
    chosen = bulk_submissions(3)

    asked = bulk(client, chosen, "delete")
    assert asked.status_code == 200
    assert all(submission.reference in asked.content.decode() for submission in chosen)
    assert "<h1" in asked.content.decode()
    assert Submission.objects.count() == 3

    bulk(client, chosen, "delete", confirmed="yes")
    assert not Submission.objects.exists()


def test_nothing_ticked_is_told(client, submission):
    response = client.post(reverse("submissions_bulk"), {"action": "done"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["warning"]


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 30, "9" * 5000, "abc", "-1", "\x00", "²"])
def test_unknown_numbers_are_not_found(client, submission, number):
    assert client.post(reverse("submissions_bulk"), {"action": "done", "chosen": [number]}).status_code == 404


@pytest.mark.parametrize(
    "query", ["//evil.example", "next=//evil.example", "\x00", "a" * 100_000, "status=%ff"]
)
def test_list_leads_back_to_the_list_only(client, submission, query):
    response = bulk(client, [submission], "done", list=query)

    assert response.url.split("?")[0] == address("index")
