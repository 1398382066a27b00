import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from cms.core.tests.making import make_user
from forms_app.models import Submission
from forms_app.services import change_status
from forms_app.tests.making import MESSAGE, make_form_page, send

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def submission(home):
    send(make_form_page(home))
    return Submission.objects.get()


def staff(*codenames):
    """Return a client logged in as somebody with access to the admin and these rights."""
    user = make_user("-".join(codenames) or "ohne")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client = Client()
    client.force_login(user)
    return client


def address(action, submission=None):
    return reverse(f"einsendungen_modeladmin_{action}", args=[submission.pk] if submission else [])


def addresses(submission):
    return [address("index"), address("inspect", submission), address("delete", submission)]


def test_anonymous_is_sent_to_the_login(submission):
    for url in addresses(submission):
        response = Client().get(url)
        assert (response.status_code, response.url) == (302, f"/admin/login/?next={url}")


def test_citizen_with_an_account_is_sent_to_the_login(submission):
    client = Client()
    client.force_login(make_user("ohne-zugang"))

    assert client.get(address("index")).url == f"/admin/login/?next={address('index')}"


def test_staff_without_the_right_is_sent_to_the_start_page(submission):
    client = staff("add_sitedocument")
    for url in addresses(submission):
        response = client.get(url)
        assert (response.status_code, response.url) == (302, "/admin/")
    assert client.post(address("inspect", submission), {"status": "done"}).url == "/admin/"


def test_right_to_view_opens_but_does_not_decide(submission):
    client = staff("view_submission")

    assert client.get(address("index")).status_code == 200
    assert client.get(address("inspect", submission)).context["statuses"] == []
    assert client.post(address("inspect", submission), {"status": "done"}).url == "/admin/"
    assert client.get(address("delete", submission)).url == "/admin/"
    submission.refresh_from_db()
    assert submission.status == Submission.Status.NEW


def test_right_to_change_decides(submission):
    client = staff("view_submission", "change_submission")

    response = client.post(address("inspect", submission), {"status": "done"})

    submission.refresh_from_db()
    assert response.status_code == 302
    assert submission.status == Submission.Status.DONE
    assert submission.closed_at


def test_nobody_adds_or_rewrites_a_submission(submission):
    client = Client()
    client.force_login(make_user("chefin", is_superuser=True))

    assert client.get(address("create")).url == "/admin/"
    assert client.get(address("edit", submission)).url == "/admin/"
    assert "add_submission" not in {
        permission.codename for each in _registered_permissions() for permission in each
    }


def _registered_permissions():
    from wagtail import hooks

    return [hook() for hook in hooks.get_hooks("register_permissions")]


def test_unknown_status_is_refused(submission):
    client = staff("change_submission")

    assert client.post(address("inspect", submission), {"status": "deleted"}).url == "/admin/"


def test_script_in_an_answer_stays_text(home):
    page = make_form_page(home, consent_text=SCRIPT, purpose=SCRIPT)
    send(page, dict.fromkeys(MESSAGE, SCRIPT) | {"e_mail": "a@example.org", "privacy-consent": "on"})
    client = staff("view_submission")

    for url in addresses(Submission.objects.get())[:2]:
        html = client.get(url).content.decode()
        assert SCRIPT not in html
        assert "&lt;script&gt;alert(1)" in html


def test_opening_marks_as_read_and_the_list_does_not(submission):
    client = staff("view_submission")

    assert 'class="submission-unread"' in client.get(address("index")).content.decode()
    client.get(address("inspect", submission))

    assert 'class="submission-unread"' not in client.get(address("index")).content.decode()
    assert not Submission.objects.unread().exists()


def test_all_answers_and_the_consent_are_shown(home):
    page = make_form_page(home, consent_text="Ich willige ein.")
    send(page, MESSAGE | {"privacy-consent": "on"})

    html = staff("view_submission").get(address("inspect", Submission.objects.get())).content.decode()

    for text in ("Ruth Heinz", "Nachricht", "ich möchte helfen.", "Ich willige ein."):
        assert text in html


@pytest.mark.parametrize(
    ("word", "found"), [("RUTH", 1), ("möchte", 1), ("MÖCHTE", 1), ("niemand", 0), ("\x00", 1)]
)
def test_search_finds_words_in_answers(submission, word, found):
    response = staff("view_submission").get(address("index"), {"q": word})

    assert response.context["result_count"] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status__exact": "new"}, 1),
        ({"status__exact": "done"}, 0),
        ({"form_title": "Kontakt"}, 1),
        ({"kind__exact": "barrier"}, 0),
    ],
)
def test_filters(submission, query, found):
    response = staff("view_submission").get(address("index"), query)

    assert response.context["result_count"] == found


def test_page_of_many_needs_no_more_queries(submission, django_assert_max_num_queries):
    client = staff("view_submission")
    client.get(address("index"))
    for number in range(40):
        Submission.objects.create(
            reference=f"2026-{number:06}",
            kind="contact",
            form_title="F",
            language="de",
            legal_basis="consent",
            retention_days=1,
            idempotency_key=str(number),
        )
    with django_assert_max_num_queries(20):
        client.get(address("index"))


def test_status_changes_need_the_right(submission):
    with pytest.raises(PermissionDenied):
        change_status(submission, "done", by=make_user("ohne"))


def test_status_change_is_logged_once(submission):
    user = make_user("chefin", is_superuser=True)

    change_status(submission, "done", by=user)
    change_status(submission, "done", by=user)

    entry = registry.get_logs_for_instance(submission).get()
    assert (entry.user, entry.action) == (user, "forms_app.change_status")


@pytest.mark.parametrize("status", Submission.Status.values)
def test_time_of_closing_belongs_to_closed_cases(submission, status):
    user = make_user("chefin", is_superuser=True)
    Submission.objects.update(status="spam" if status != "spam" else "done", closed_at=timezone.now())

    changed = change_status(submission, status, by=user)

    assert bool(changed.closed_at) == (status in {"done", "rejected", "spam"})


def test_every_status_is_either_open_or_closed():
    assert set(Submission.Status) == Submission.OPEN | Submission.CLOSED
    assert not Submission.OPEN & Submission.CLOSED


def test_start_page_names_new_submissions_to_those_who_may_see_them(submission):
    url = f"{address('index')}?status__exact=new"

    assert url in staff("view_submission").get("/admin/").content.decode()
    assert url not in staff("add_sitedocument").get("/admin/").content.decode()
