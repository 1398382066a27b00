"""Questions that are asked only with some answers to others: what is required, stored, shown and told."""

import json

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms.mail.models import Mail
from forms_app.domain.conditions import Condition, Deciding, asked
from forms_app.models import Submission, SubmissionFile, UnclaimedFile
from forms_app.models.files import FOLDER
from forms_app.tests.making import (
    make_form_page,
    make_registration_page,
    make_terms,
    make_ticket,
    registration,
    send,
)
from forms_app.tests.test_api import FORMS, post, problems
from tests.support.making import make_pdf
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"label": "Name"},
    {
        "label": "Möchten Sie eine Antwort?",
        "field_type": "radio",
        "choices": "Ja, gern\nNein",
        "required": True,
    },
    {
        "label": "Ihre E-Mail",
        "field_type": "email",
        "required": True,
        "condition_question": "möchten sie eine  antwort?",
        "condition_values": "Ja, gern",
    },
    {
        "label": "Foto",
        "field_type": "file",
        "file_kinds": "pdf",
        "condition_question": "Möchten Sie eine Antwort?",
        "condition_values": "Ja, gern",
    },
    {"label": "Grund", "condition_question": "Ihre E-Mail oder so"},
]
WANTED, E_MAIL = "mochten_sie_eine_antwort", "ihre_e_mail"


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, QUESTIONS[:4])


TABLE = [
    (Deciding.BOX, (), True, True),
    (Deciding.BOX, (), False, False),
    (Deciding.BOX, (False,), False, True),
    (Deciding.BOX, (False,), None, True),
    (Deciding.BOX, (False,), True, False),
    (Deciding.CHOICE, ("A", "B"), "B", True),
    (Deciding.CHOICE, ("A",), "B", False),
    (Deciding.CHOICE, (), "B", True),
    (Deciding.CHOICE, (), "", False),
    (Deciding.SEVERAL, ("A",), ["B", "A"], True),
    (Deciding.SEVERAL, ("A",), ["B"], False),
    (Deciding.SEVERAL, (), ["B"], True),
    (Deciding.SEVERAL, (), [], False),
    (Deciding.NUMBER, (3.0,), 3, True),
    (Deciding.NUMBER, (3.5,), 3.5, True),
    (Deciding.NUMBER, (3.0,), 3.1, False),
    (Deciding.NUMBER, (1.0,), True, False),
    (Deciding.NUMBER, (), 0, True),
    (Deciding.NUMBER, (), None, False),
    (Deciding.NUMBER, (3.0,), 10**400, False),
    (Deciding.TEXT, ("Bitburg Süd",), " bitburg  SÜD ", True),
    (Deciding.TEXT, ("Süd",), "su\u0308d", True),
    (Deciding.TEXT, ("a.b",), "axb", False),
    (Deciding.TEXT, ("Süd",), "Südwest", False),
    (Deciding.TEXT, (), "irgendwas", True),
    (Deciding.TEXT, (), "   ", False),
]


@pytest.mark.parametrize(("kind", "values", "answer", "is_met"), TABLE)
def test_an_answer_decides(kind, values, answer, is_met):
    assert Condition("q", "Q", kind, values).is_met(answer) is is_met


def test_what_is_not_asked_decides_nothing():
    on_first = Condition("a", "A", Deciding.BOX)
    on_second = Condition("b", "B", Deciding.BOX, (False,))
    conditions = {"a": None, "b": on_first, "c": on_second}
    assert asked(conditions, {"a": False, "b": False}) == {"a"}
    assert asked(conditions, {"a": True, "b": False}) == {"a", "b", "c"}
    assert asked(conditions, {"a": True, "b": True}) == {"a", "b"}


def test_a_required_question_that_is_not_asked_is_not_missed(page):
    assert send(page, {WANTED: "Nein"}).status_code == 303
    (submission,) = Submission.objects.all()
    assert [each["name"] for each in submission.answers] == ["name", WANTED]


def test_a_required_question_that_is_asked_is_missed(page):
    response = send(page, {WANTED: "Ja, gern"})
    assert list(response.context["form"].errors) == [E_MAIL]


def test_an_answer_nobody_asked_for_is_stored_nowhere(page):
    file = SimpleUploadedFile("geheim.pdf", make_pdf())
    response = send(page, {WANTED: "Nein", E_MAIL: "geheim@example.org"}, foto=file)
    assert response.status_code == 303
    stored = [*Submission.objects.values(), *Mail.objects.values(), *UnclaimedFile.objects.values()]
    assert "geheim" not in json.dumps(stored, default=str)
    assert not SubmissionFile.objects.exists()
    assert not default_storage.exists(FOLDER) or not any(default_storage.listdir(FOLDER))


def test_a_wrong_answer_nobody_asked_for_is_no_mistake(page):
    assert send(page, {WANTED: "Nein", E_MAIL: "keine"}).status_code == 303


def test_what_was_asked_is_stored(page):
    file = SimpleUploadedFile("bild.pdf", make_pdf())
    assert send(page, {WANTED: "Ja, gern", E_MAIL: "ruth@example.org"}, foto=file).status_code == 303
    submission = Submission.objects.get()
    assert (submission.sender_email, submission.files.count()) == ("ruth@example.org", 1)


def test_a_file_that_is_not_asked_for_is_not_asked_for_again(page):
    file = SimpleUploadedFile("bild.pdf", make_pdf())
    response = send(page, {}, foto=file)
    assert list(response.context["form"].errors) == [WANTED]


def test_the_page_says_in_words_when_a_question_is_meant(page, client):
    text = client.get(page.url).content.decode()
    assert "Nur, wenn „Möchten Sie eine Antwort?“ mit „Ja, gern“ beantwortet ist." in text
    assert text.count("Nur, wenn") == 2


def test_an_extra_question_of_a_registration_depends_on_another(home):
    terms = make_terms()
    page = make_registration_page(
        home,
        [
            {"label": "Suchen Sie Helfer?", "field_type": "checkbox"},
            {
                "label": "Wie viele?",
                "field_type": "number",
                "required": True,
                "condition_question": "Suchen Sie Helfer?",
            },
        ],
    )
    assert send(page, registration(*terms)).status_code == 303
    response = send(page, registration(*terms, name="Anderer Chor"), **{"extra-suchen_sie_helfer": "on"})
    assert list(response.context["form"].errors) == ["extra-wie_viele"]


def test_a_draft_with_a_condition_that_cannot_work_asks_in_any_case(home, client):
    page = make_form_page(home, QUESTIONS[4:])
    assert "Grund" in client.get(page.url).content.decode()
    assert "Nur, wenn" not in client.get(page.url).content.decode()


def test_the_api_says_when_a_question_is_asked(page, client):
    form = client.get(f"{FORMS}{page.slug}").json()
    shown = {each["name"]: each["shown_if"] for each in form["questions"]}
    assert shown["name"] is None
    assert shown[E_MAIL]["question"] == WANTED
    assert shown[E_MAIL]["values"] == ["Ja, gern"]


def test_the_api_drops_what_it_did_not_ask_for(page):
    assert post(page, {WANTED: "Nein", E_MAIL: "geheim\x00@example.org"}).status_code == 201
    assert "geheim" not in json.dumps(Submission.objects.values().get(), default=str)
    assert problems(post(page, {WANTED: "Ja, gern"})).keys() == {f"/answers/{E_MAIL}"}
    content = json.dumps({"ticket": make_ticket(page), "answers": {WANTED: "Nein"}})
    file = SimpleUploadedFile("geheim.pdf", make_pdf())
    sent = Client().post(f"{FORMS}{page.slug}/submissions", {"submission": content, "foto": file})
    assert sent.status_code == 201
    assert not SubmissionFile.objects.exists()
