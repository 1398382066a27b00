from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks

from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, make_form_page, send
from forms_app.tests.reviewing import address, logged_in, make_staff, make_submission, staff
from tests.support.making import make_user

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def submission(home):
    send(make_form_page(home))
    return Submission.objects.get()


def html_of(client, url) -> str:
    return client.get(url).content.decode()


def test_nobody_adds_or_rewrites_a_submission(submission):
    client = logged_in(make_user("chefin", is_superuser=True))

    assert client.get(address("create")).url == "/admin/"
    assert client.get(address("edit", submission)).url == "/admin/"
    offered = {
        permission.codename for hook in hooks.get_hooks("register_permissions") for permission in hook()
    }
    assert "add_submission" not in offered
    assert "export_submission" in offered


def test_script_in_an_answer_stays_text(home):
    page = make_form_page(home, consent_text=SCRIPT, purpose=SCRIPT)
    send(page, dict.fromkeys(MESSAGE, SCRIPT) | {"e_mail": "a@example.org", "privacy-consent": "on"})
    submission = Submission.objects.get()
    client = staff("view_submission", "change_submission", "delete_submission")
    client.post(address("inspect", submission), {"action": "note", "text": SCRIPT})
    client.post(address("inspect", submission), {"action": "reply", "message": SCRIPT})

    for url in (address("index"), address("inspect", submission), address("delete", submission)):
        html = html_of(client, url)
        assert SCRIPT not in html
        assert "&lt;script&gt;alert(1)" in html


def test_opening_marks_as_read_and_the_list_does_not(submission):
    client = staff("view_submission")

    assert 'class="inbox__unread"' in html_of(client, address("index"))
    client.get(address("inspect", submission))

    assert 'class="inbox__unread"' not in html_of(client, address("index"))
    assert not Submission.objects.unread().exists()


def test_all_answers_and_the_consent_are_shown(home):
    page = make_form_page(home, consent_text="Ich willige ein.")
    send(page, MESSAGE | {"privacy-consent": "on"})

    html = html_of(staff("view_submission"), address("inspect", Submission.objects.get()))

    for text in ("Ruth Heinz", "Nachricht", "ich möchte helfen.", "Ich willige ein."):
        assert text in html


def test_unconfirmed_registration_is_shown_but_not_decided(home):
    submission = make_submission(status="unconfirmed")
    client = staff("view_submission", "change_submission")

    assert client.get(address("inspect", submission)).context["statuses"] == []
    assert client.post(address("inspect", submission), {"action": "note", "text": "x"}).url == "/admin/"


def test_neighbours_are_those_of_the_list(home):
    now = timezone.now()
    oldest, hidden, newest = (
        make_submission(received_at=now - timedelta(days=days), status=status)
        for days, status in [(3, "new"), (2, "spam"), (1, "new")]
    )
    client = staff("view_submission")

    context = client.get(address("inspect", newest)).context
    assert (context["previous"], context["next"]) == (None, oldest)
    context = client.get(address("inspect", oldest), {"status": "all", "sort": "oldest"}).context
    assert (context["previous"], context["next"]) == (None, hidden)


def test_neighbours_stay_when_a_case_leaves_the_list(home):
    before, done, after = (make_submission() for _ in range(3))
    Submission.objects.filter(pk=done.pk).update(status="done")
    Submission.objects.update(received_at=timezone.now())

    context = staff("view_submission").get(address("inspect", done)).context

    assert (context["previous"], context["next"]) == (after, before)


def test_menu_counts_open_unread_submissions(home):
    make_submission()
    make_submission(read_at=timezone.now())
    make_submission(status="done")

    assert "Submissions (1)" in html_of(staff("view_submission"), "/admin/").replace(
        "Einsendungen", "Submissions"
    )


def test_start_page_names_what_waits_to_those_who_may_see_it(submission):
    user = make_staff("view_submission")
    yesterday = timezone.localdate() - timedelta(days=1)
    make_submission(status="in_progress", assigned_to=user, due_on=yesterday)
    html = html_of(logged_in(user), "/admin/")

    for query in ("status=new", "assigned=me", "due=overdue"):
        url = f"{address('index')}?{query}"
        assert url in html
        assert url not in html_of(staff("add_sitedocument"), "/admin/")


def test_deleted_form_keeps_its_submissions(home):
    page = make_form_page(home)
    submission = make_submission(page)
    page.delete()

    assert staff("view_submission").get(address("inspect", submission)).status_code == 200


def test_every_status_that_staff_may_choose_is_either_open_or_closed():
    assert set(Submission.Status) - {"unconfirmed"} == Submission.OPEN | Submission.CLOSED
    assert not Submission.OPEN & Submission.CLOSED


def test_bulk_address_answers_posts_only(home):
    assert staff("change_submission").get(reverse("submissions_bulk")).status_code == 405
