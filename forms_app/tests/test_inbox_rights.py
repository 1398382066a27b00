"""Who may do what: each rung of the ladder, on every address of the inbox, with exact status codes."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from forms_app.models import FormAccess, Submission, SubmissionFile
from forms_app.tests.making import make_form_page
from forms_app.tests.reviewing import EVERYTHING, address, logged_in, make_staff, make_submission, staff
from tests.support.making import make_page, make_user

pytestmark = pytest.mark.django_db

VIEW, CHANGE, DELETE, EXPORT = EVERYTHING
START = "/admin/"


@pytest.fixture
def submission(home):
    submission = make_submission(make_form_page(home))
    default_storage.save("submissions/key", ContentFile(b"%PDF-1.7"))
    SubmissionFile.objects.create(
        submission=submission, key="submissions/key", name="a.pdf", content_type="application/pdf", size=8
    )
    return submission


def bulk(action, **more):
    return lambda client, each: client.post(
        reverse("submissions_bulk"), {"action": action, "chosen": [each.pk], "to": "nobody"} | more
    )


def inspect(action, **data):
    return lambda client, each: client.post(address("inspect", each), {"action": action} | data)


def get(action):
    return lambda client, each: client.get(address(action, each))


def fetch(client, each):
    return client.get(reverse("submission_file", args=[each.pk, each.files.get().pk]))


# Action: required permission, response to those who have it.
ON_ONE = {
    "open": (get("inspect"), VIEW, 200),
    "file": (fetch, VIEW, 200),
    "status": (inspect("status", status="done"), CHANGE, 302),
    "assign": (inspect("assignment", assigned_to="", due_on="2030-01-01"), CHANGE, 302),
    "note": (inspect("note", text="Notiz"), CHANGE, 302),
    "reply": (inspect("reply", message="Antwort"), CHANGE, 302),
    "unread": (inspect("unread"), CHANGE, 302),
    "ask to delete": (get("delete"), DELETE, 200),
    "delete": (lambda client, each: client.post(address("delete", each)), DELETE, 302),
    "bulk assign": (bulk("assign"), CHANGE, 302),
    "bulk done": (bulk("done"), CHANGE, 302),
    "bulk spam": (bulk("spam"), CHANGE, 302),
    "ask to delete many": (bulk("delete"), DELETE, 200),
    "delete many": (bulk("delete", confirmed="yes"), DELETE, 302),
}
EACH = pytest.mark.parametrize("name", ON_ONE)


def traces(submission) -> tuple:
    """Everything that would show that the submission was changed."""
    now = Submission.objects.filter(pk=submission.pk).values("status", "assigned_to", "due_on").first()
    return now, submission.notes.count(), submission.replies.count()


@EACH
def test_anonymous_is_sent_to_the_login(submission, name):
    before = traces(submission)

    response = ON_ONE[name][0](Client(), submission)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/?next=/admin/einsendungen/")
    assert traces(submission) == before


@EACH
def test_account_without_access_to_the_admin_is_sent_to_the_login(submission, name):
    response = ON_ONE[name][0](logged_in(make_user("ohne-zugang")), submission)

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/?next=/admin/einsendungen/")


@EACH
def test_staff_with_other_rights_is_sent_to_the_start_page(submission, name):
    before = traces(submission)

    response = ON_ONE[name][0](staff("add_sitedocument", EXPORT), submission)

    assert (response.status_code, response.url) == (302, START)
    assert traces(submission) == before


@EACH
def test_neighbouring_rights_do_not_suffice(submission, name):
    act, right, _answer = ON_ONE[name]
    others = {VIEW: [EXPORT], CHANGE: [VIEW, DELETE, EXPORT], DELETE: [VIEW, CHANGE, EXPORT]}[right]
    before = traces(submission)

    response = act(staff(*others), submission)

    assert (response.status_code, response.url) == (302, START)
    assert traces(submission) == before


@EACH
def test_the_right_for_another_form_finds_nothing(submission, home, name):
    other = make_page(home, "Anderes Formular")
    before = traces(submission)

    response = ON_ONE[name][0](staff(*EVERYTHING, forms=[other]), submission)

    assert response.status_code == 404
    assert traces(submission) == before


@EACH
def test_the_right_suffices(submission, name):
    act, right, answer = ON_ONE[name]

    response = act(staff(right), submission)

    assert response.status_code == answer
    assert getattr(response, "url", "") != START


@EACH
def test_the_right_for_this_form_suffices(submission, name):
    act, right, answer = ON_ONE[name]

    assert act(staff(right, forms=[submission.page]), submission).status_code == answer


def test_ticking_one_of_another_form_does_nothing_to_any(submission, home):
    other = make_submission(make_page(home, "Anderes Formular"))
    client = staff(CHANGE, DELETE, forms=[submission.page])

    for action in ("done", "spam", "delete"):
        data = {"action": action, "chosen": [submission.pk, other.pk], "confirmed": "yes"}
        assert client.post(reverse("submissions_bulk"), data).status_code == 404
    assert list(Submission.objects.values_list("status", flat=True)) == ["new", "new"]


LISTS = ["list", "csv", "xlsx"]


def listed(client, name):
    url = address("index") if name == "list" else reverse("submissions_export", args=[name])
    return client.get(url)


@pytest.mark.parametrize("name", LISTS)
def test_lists_for_each_rung(submission, home, name):
    anonymous = listed(Client(), name)
    assert (anonymous.status_code, anonymous.url.split("?")[0]) == (302, "/admin/login/")
    assert listed(staff("add_sitedocument"), name).url == START
    assert listed(staff(VIEW, EXPORT), name).status_code == 200


@pytest.mark.parametrize("rights", [[VIEW, CHANGE, DELETE], [EXPORT]])
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_export_needs_its_own_right_and_the_right_to_see(submission, name, rights):
    assert listed(staff(*rights), name).url == START


def test_table_leaves_out_forms_that_one_may_only_read(home):
    one, two = make_page(home, "Eins"), make_page(home, "Zwei")
    user = make_staff(VIEW, forms=[one, two])
    user.groups.add(make_staff(VIEW, EXPORT, forms=[one]).groups.get())
    kept, left_out = make_submission(one), make_submission(two)

    table = b"".join(logged_in(user).get(reverse("submissions_export", args=["csv"]))).decode()

    assert kept.reference in table
    assert left_out.reference not in table


def test_lists_leave_out_other_forms(submission, home):
    make_submission(make_page(home, "Anderes Formular"), sender_name="Geheim")
    client = staff(VIEW, EXPORT, forms=[submission.page])

    assert "Geheim" not in listed(client, "list").content.decode()
    assert "Geheim" not in b"".join(listed(client, "csv")).decode()
    assert listed(client, "list").context["filter"].tabs[0]["count"] == 1


def test_file_of_another_submission_is_not_found(submission):
    other = make_submission(submission.page)
    url = reverse("submission_file", args=[other.pk, submission.files.get().pk])

    assert staff(VIEW).get(url).status_code == 404


def test_buttons_are_offered_to_those_who_may_press_them(submission):
    reader = staff(VIEW)

    assert 'name="chosen"' not in reader.get(address("index")).content.decode()
    assert reader.get(address("inspect", submission)).context["forms"] == {}
    assert not reader.get(address("inspect", submission)).context["may_delete"]


def test_two_groups_allow_what_each_of_them_does(home):
    one, two, three = (make_page(home, f"Formular {number}") for number in range(3))
    user = make_staff(VIEW, forms=[one])
    user.groups.add(make_staff(VIEW, CHANGE, forms=[two]).groups.get())
    for page in (one, two, three):
        make_submission(page)

    seen = Submission.objects.allowed_to(user).values_list("page", flat=True)
    changed = Submission.objects.allowed_to(user, "change").values_list("page", flat=True)

    assert (set(seen), set(changed)) == ({one.pk, two.pk}, {two.pk})


def test_deleting_the_last_form_of_a_group_opens_no_other(home):
    page = make_form_page(home)
    user = make_staff(VIEW, forms=[page])
    make_submission()
    page.delete()

    assert not Submission.objects.allowed_to(user).exists()


def test_group_is_limited_in_its_own_form(home):
    page = make_form_page(home)
    group = make_staff(VIEW).groups.get()
    client = logged_in(make_user("chefin", is_superuser=True))
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    empty = {
        f"{prefix}-{name}": 0
        for prefix in (
            "page_permissions",
            "collection_permissions",
            "image_permissions",
            "document_permissions",
            "collection_management_permissions",
        )
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    data = {"name": group.name} | empty

    assert "form-access-pages" in client.get(url).content.decode()
    client.post(url, data | {"form-access-scope": "some", "form-access-pages": [page.pk]})
    assert FormAccess.objects.get(group=group).pages.get().pk == page.pk
    client.post(url, data)
    assert FormAccess.objects.filter(group=group).exists()
    client.post(url, data | {"form-access-scope": "all"})
    assert not FormAccess.objects.filter(group=group).exists()


def test_the_roles_may_what_they_should(home):
    submission = make_submission()
    expected = {"Redaktion": False, "Ehrenamtsagentur": True, "Leitung": True}
    for role, may in expected.items():
        user = make_user(role, group=role)
        for action in ("view", "change", "delete", "export"):
            assert Submission.objects.allowed_to(user, action).filter(pk=submission.pk).exists() == may
