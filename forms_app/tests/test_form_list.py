"""The list of all forms: how many submissions each has, for whom, and the way into the inbox."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from forms_app.models import Submission
from forms_app.tests.making import make_form_page
from forms_app.tests.reviewing import EVERYTHING, address, logged_in, make_staff, make_submission

pytestmark = pytest.mark.django_db
LIST = "form_list"


def rows(client) -> dict[str, list[str]]:
    soup = BeautifulSoup(client.get(reverse(LIST)).content, "html.parser")
    found = soup.select(".form-list tbody tr")
    return {
        next(each.th.stripped_strings): [link.get_text() for link in each.select("td a")] for each in found
    }


def links(client) -> list[str]:
    soup = BeautifulSoup(client.get(reverse(LIST)).content, "html.parser")
    return [each["href"] for each in soup.select(".form-list td a")]


@pytest.fixture
def contact(home):
    return make_form_page(home)


def test_open_and_all_submissions_are_counted_per_form(home, contact, admin_client):
    feedback = make_form_page(home, slug="feedback", kind="feedback")
    feedback.title = "Rückmeldung"
    feedback.save()
    for status in (Submission.Status.NEW, Submission.Status.WAITING, Submission.Status.DONE):
        make_submission(contact, status=status)
    make_submission(contact, status=Submission.Status.UNCONFIRMED)
    assert rows(admin_client) == {"Kontakt": ["2", "3"], "Rückmeldung": ["0", "0"]}


def test_a_number_leads_to_the_submissions_of_this_form_whatever_it_was_called(home, contact, admin_client):
    make_submission(contact, form_title="Alter Name", sender_name="Ruth Heinz")
    make_submission(contact, status=Submission.Status.DONE, sender_name="Klaus Winter")
    make_submission(make_form_page(home, slug="anderes"), sender_name="Nadia Haddad")
    only_open, everything = links(admin_client)[:2]
    text = admin_client.get(only_open).content.decode()
    assert "Ruth Heinz" in text and "Klaus Winter" not in text and "Nadia Haddad" not in text
    assert "Nur das Formular „Kontakt“." in text
    text = admin_client.get(everything).content.decode()
    assert "Ruth Heinz" in text and "Klaus Winter" in text and "Nadia Haddad" not in text


@pytest.mark.parametrize("page", ["0", "x", "-1", "9" * 30, "\x00"])
def test_a_form_that_cannot_be_is_ignored(contact, admin_client, page):
    make_submission(contact, sender_name="Ruth Heinz")
    response = admin_client.get(address("index"), {"page": page})
    assert response.status_code == 200 and "Ruth Heinz" in response.content.decode()


def test_it_takes_as_many_queries_with_more_forms(home, contact, admin_client, django_assert_max_num_queries):
    admin_client.get(reverse(LIST))
    with django_assert_max_num_queries(100) as few:
        admin_client.get(reverse(LIST))
    for number in range(10):
        make_submission(make_form_page(home, slug=f"formular-{number}"))
    with django_assert_max_num_queries(len(few)):
        admin_client.get(reverse(LIST))


def test_who_may_not_view_submissions_is_refused(contact):
    assert Client().get(reverse(LIST)).status_code == 302
    assert logged_in(make_staff()).get(reverse(LIST)).status_code == 302


def test_a_group_sees_its_forms_only(home, contact):
    other = make_form_page(home, slug="geheim")
    other.title = "Geheimes Formular"
    other.save()
    make_submission(other)
    user = make_staff(*EVERYTHING, forms=[contact])
    assert list(rows(logged_in(user))) == ["Kontakt"]
    assert (
        "Geheimes Formular" not in logged_in(user).get(address("index"), {"page": other.pk}).content.decode()
    )
