"""What the list shows, and that its cost does not grow."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, make_form_page, send
from forms_app.tests.reviewing import address, bulk_submissions, logged_in, make_staff, make_submission, staff

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def listed(client, **query) -> list[str]:
    """The senders' names in the list."""
    response = client.get(address("index"), query)
    assert response.status_code == 200
    return [submission.sender_name for submission in response.context["page_obj"]]


@pytest.fixture
def me(home):
    return make_staff("view_submission")


@pytest.fixture
def client(me):
    return logged_in(me)


@pytest.fixture
def people(me):
    """One submission of each kind that a filter distinguishes."""
    today, now = timezone.localdate(), timezone.now()
    other = make_staff("view_submission")
    common = {"status": "in_progress", "received_at": now}
    make_submission(sender_name="neu", form_title="Feedback", kind="feedback", received_at=now)
    make_submission(sender_name="meins", assigned_to=me, due_on=today - timedelta(days=1), **common)
    make_submission(sender_name="deins", assigned_to=other, due_on=today, **common)
    make_submission(sender_name="bald", due_on=today + timedelta(days=7), **common)
    make_submission(sender_name="spaeter", due_on=today + timedelta(days=8), **common)
    make_submission(sender_name="alt", status="done", received_at=now - timedelta(days=40))
    make_submission(sender_name="werbung", status="spam", due_on=today - timedelta(days=9), received_at=now)
    make_submission(sender_name="unbestaetigt", status="unconfirmed")
    return other


OPEN = {"neu", "meins", "deins", "bald", "spaeter"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, OPEN),
        ({"status": "new"}, {"neu"}),
        ({"status": "closed"}, {"alt", "werbung"}),
        ({"status": "all"}, OPEN | {"alt", "werbung"}),
        ({"status": "unconfirmed"}, {"unbestaetigt"}),
        ({"form": "Feedback"}, {"neu"}),
        ({"kind": "feedback"}, {"neu"}),
        ({"assigned": "me"}, {"meins"}),
        ({"assigned": "nobody"}, {"neu", "bald", "spaeter"}),
        ({"due": "overdue"}, {"meins"}),
        ({"due": "overdue", "status": "all"}, {"meins"}),
        ({"due": "today"}, {"deins"}),
        ({"due": "week"}, {"deins", "bald"}),
        ({"due": "none"}, {"neu"}),
        ({"status": "all", "received_to": str(TODAY() - timedelta(days=30))}, {"alt"}),
        ({"received_from": str(TODAY())}, OPEN),
        ({"received_from": str(TODAY() + timedelta(days=1))}, set()),
    ],
)
def test_filters(people, client, query, names):
    assert set(listed(client, **query)) == names


def test_filter_by_another_person(people, client):
    assert listed(client, assigned=people.pk) == ["deins"]


def test_tabs_count_what_they_show(people, client):
    context = client.get(address("index")).context

    for tab in context["filter"].tabs:
        shown = client.get(f"{address('index')}?{tab['query']}").context
        assert len(shown["page_obj"].object_list) == tab["count"]
        assert [each["name"] for each in shown["filter"].tabs if each["is_current"]] == [tab["name"]]


def test_order(client):
    now = timezone.now()
    for days, name in [(2, "mittel"), (3, "alt"), (1, "neu")]:
        make_submission(sender_name=name, received_at=now - timedelta(days=days))

    assert listed(client) == ["neu", "mittel", "alt"]
    assert listed(client, sort="oldest") == ["alt", "mittel", "neu"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("RUTH", 1), ("möchte", 1), ("MÖCHTE ruth", 1), ("niemand", 0), ("ruth niemand", 0), ("%", 0)],
)
def test_search_finds_words_in_answers(home, client, words, found):
    send(make_form_page(home), MESSAGE)

    assert len(listed(client, q=words)) == found


def test_search_finds_a_closed_case_by_its_number(client):
    make_submission(status="done", reference="2026-7K3M9Q", search_text="2026-7k3m9q")

    assert len(listed(client, q="2026-7K3M9Q", status="all")) == 1


HOSTILE = [
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass"),
    "\u202e",
    "a" * 100_000,
    "9" * 30,
    "a " * 3000,
    "-1",
    "1e9",
    "'; DROP TABLE",
    "<script>alert(1)</script>",
    "a\r\nX: y",
    "99999-99-99",
    "0001-01-01",
]
NAMES = [
    "q",
    "status",
    "form",
    "kind",
    "assigned",
    "due",
    "received_from",
    "received_to",
    "sort",
    "p",
    "export",
    "o",
    "assigned_to__password__startswith",
    "answers__regex",
    "unknown",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_value_breaks_the_list(client, name):
    make_submission()
    for value in HOSTILE:
        demand_unbroken(client, f"{address('index')}?{name}={quote(value)}")


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_value_breaks_the_view(client, value):
    query = "&".join(f"{name}={quote(value)}" for name in NAMES)
    demand_unbroken(client, f"{address('inspect', make_submission())}?{query}")


def demand_unbroken(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_other_tables_cannot_be_asked_through_the_address(client, me):
    make_submission(assigned_to=me)

    assert len(listed(client, assigned_to__password__startswith="pbkdf2")) == 1
    assert len(listed(client, assigned_to__password__startswith="x")) == 1


@pytest.mark.parametrize("path", ["inspect/999999999999999999999999/", "file/99999999999999999999/1/"])
def test_impossible_numbers_are_not_found(path, home):
    client = staff("view_submission", "delete_submission")

    assert client.get(f"/admin/einsendungen/{path}").status_code == 404


def queries(client, query) -> int:
    client.get(address("index"), query)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address("index"), query).status_code == 200
    return len(captured)


QUERIES = [
    {},
    {"status": "all"},
    {"q": "ruth", "status": "all"},
    {"kind": "contact", "assigned": "nobody", "due": "none", "received_from": "2020-01-01"},
    {"p": "2", "sort": "oldest"},
]


def test_ten_thousand_cost_as_many_queries_as_a_hundred(home, django_assert_max_num_queries):
    page = make_form_page(home)
    client = staff(
        "view_submission", "change_submission", "delete_submission", "export_submission", forms=[page]
    )
    bulk_submissions(100, page)
    with_hundred = [queries(client, query) for query in QUERIES]
    many = bulk_submissions(9_900, page)

    with_many = [queries(client, query) for query in QUERIES]

    assert Submission.objects.count() == 10_000
    assert with_many == with_hundred
    assert max(with_many) <= 15
    one = address("inspect", many[5000])
    client.get(one)
    with django_assert_max_num_queries(32):
        client.get(one)
