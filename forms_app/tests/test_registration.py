from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cms.mail.models import AccessLink, Mail
from directory.duplicates.lookup import surroundings
from directory.models import Category
from forms_app.intake.forms import TRAP
from forms_app.models import Submission
from forms_app.tests.making import make_registration_page, make_terms, registration, send
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_registration_page(home, [{"label": "Name"}, {"label": "Wunsch"}])


@pytest.fixture
def terms(db):
    return make_terms()


def test_minimum_is_stored(page, terms):
    response = send(page, registration(*terms))

    submission = Submission.objects.get()
    category, district = terms
    assert response.status_code == 303
    assert (submission.kind, submission.sender_name) == ("registration", "Chor am Markt")
    assert submission.sender_email == "vorstand@example.org"
    answers = {answer["name"]: answer for answer in submission.answers}
    assert (answers["main_category"]["value"], answers["main_category"]["choice"]) == ("Musik", category.pk)
    assert answers["district"]["choice"] == district.pk


@pytest.mark.parametrize("missing", ["name", "main_category", "summary", "district", "contact_email"])
def test_each_part_of_the_minimum_is_required(page, terms, missing):
    response = send(page, registration(*terms) | {missing: ""})

    assert response.context["form"].has_error(missing, "required")


@pytest.mark.parametrize(
    "way", [{"phone": "06561 15063"}, {"email": "chor@example.org"}, {"website": "chor.example.org"}]
)
def test_one_way_of_contact_is_enough(page, terms, way):
    assert send(page, registration(*terms, phone="") | way).status_code == 303


def test_no_way_of_contact_is_too_little(page, terms):
    response = send(page, registration(*terms, phone=""))

    assert set(response.context["form"].errors) == {"phone"}


def test_wrong_way_of_contact_is_told_once(page, terms):
    response = send(page, registration(*terms, phone="0"))

    assert len(response.context["form"].errors["phone"]) == 1


@pytest.mark.parametrize("value", ["999999", "9" * 30, "x", "1\x00"])
def test_unknown_category_is_refused(page, terms, value):
    response = send(page, registration(*terms) | {"main_category": value})

    assert response.status_code == 200
    assert not Submission.objects.exists()


def test_question_of_an_editor_does_not_replace_the_fixed_one(page, terms):
    send(page, registration(*terms) | {"extra-name": "Zweiter Name", "extra-wunsch": "Ein Raum"})

    submission = Submission.objects.get()
    assert submission.answer("name") == "Chor am Markt"
    assert submission.answer("extra-name") == "Zweiter Name"
    assert submission.answer("extra-wunsch") == "Ein Raum"


def test_narrower_category_stands_below_its_wider_one(page, terms):
    parent, _district = terms
    Category.objects.create(name="Blasmusik", slug="blasmusik", parent=parent)
    Category.objects.create(name="Handwerk", slug="handwerk")

    select = BeautifulSoup(Client().get(page.url).content, "html.parser").select_one("#id_main_category")

    assert [each.text for each in select.select("option")][1:] == [
        "Handwerk",
        "Musik (allgemein)",
        "Blasmusik",
    ]
    (group,) = select.select("optgroup")
    assert (group["label"], [each["value"] for each in group.select("option")]) == (
        "Musik",
        ["musik", "blasmusik"],
    )


def test_no_required_question_is_folded_away(page, terms):
    shown = BeautifulSoup(Client().get(page.url).content, "html.parser")
    form = Client().get(page.url).context["form"]
    required = [bound for bound in form if bound.field.required]
    assert len(required) >= 5
    for bound in required:
        control = shown.select_one(f"[name={bound.html_name}]")
        assert all(fold.has_attr("open") for fold in control.find_parents("details")), bound.html_name


@pytest.mark.parametrize("method", ["get", "post"])
def test_number_of_queries(page, terms, django_assert_max_num_queries, method):
    client = Client()
    client.get(page.url)
    for number in range(30):
        Category.objects.create(name=f"Sparte {number}", slug=f"sparte-{number}", parent=terms[0])
    client.get(page.url)
    # Cached until content changes, like parts of pages.
    surroundings()
    with django_assert_max_num_queries(8 if method == "get" else 25):
        client.get(page.url) if method == "get" else send(page, registration(*terms), client=client)


def test_who_waits_for_the_mail_reads_where_it_went_and_asks_for_it_again(page, terms):
    thanks = send(page, registration(*terms)).url
    html = Client().get(thanks).content.decode()
    assert "vorstand@example.org" in html
    assert "E-Mail noch einmal senden" in html

    AccessLink.objects.update(created_at=timezone.now() - timedelta(minutes=5))
    response = Client().post(thanks)
    assert response.status_code == 303
    assert Mail.objects.filter(kind="confirmation", to="vorstand@example.org").count() == 2
    assert "noch einmal geschickt" in Client().get(response.url).content.decode()
    # A double click.
    Client().post(thanks)
    assert Mail.objects.filter(kind="confirmation").count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "new", "confirmed_at": timezone.now()},
        {"received_at": timezone.now() - timedelta(hours=3)},
    ],
)
def test_the_address_is_shown_only_while_its_mail_is_awaited(page, terms, fields):
    thanks = send(page, registration(*terms)).url
    Submission.objects.update(**fields)
    AccessLink.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    assert "vorstand@example.org" not in Client().get(thanks).content.decode()
    assert Client().post(thanks).status_code == 303
    assert Mail.objects.filter(kind="confirmation").count() == 1


def test_a_registration_that_was_filed_as_spam_looks_the_same_and_is_mailed_nothing(page, terms):
    thanks = send(page, registration(*terms), **{TRAP: "x"}).url

    assert "vorstand@example.org" in Client().get(thanks).content.decode()
    Client().post(thanks)
    assert not Mail.objects.filter(kind="confirmation").exists()


def test_nobody_asks_for_mails_with_a_number_we_did_not_sign(page, terms):
    send(page, registration(*terms))
    AccessLink.objects.update(created_at=timezone.now() - timedelta(minutes=5))

    response = Client().post(f"{page.url}danke/?nr={Submission.objects.get().reference}:x")
    assert (response.status_code, response.url) == (302, page.url)
    assert Mail.objects.filter(kind="confirmation").count() == 1
