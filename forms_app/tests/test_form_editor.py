"""What the editor of a form is told about questions that cannot work, and that a draft may hold them."""

import pytest
from django.test import Client
from django.urls import reverse

from forms_app.models import ContactPage
from forms_app.tests.test_publishing import create, posted
from tests.support.making import make_user

pytestmark = pytest.mark.django_db
BOX = {"label": "Hilfe nötig?", "field_type": "checkbox"}
CHOICE = {"label": "Womit?", "field_type": "radio", "choices": "Handy, Tablet\nTastatur"}
NUMBER = {"label": "Wie viele?", "field_type": "number"}
FILE = {"label": "Datei", "field_type": "file"}
HEADING = {"label": "Zu Ihnen", "field_type": "heading"}


def only_if(question: str, values: str = "", **fields) -> dict:
    asked = {"label": "Grund", "field_type": "singleline"}
    return asked | {"condition_question": question, "condition_values": values} | fields


@pytest.fixture
def editor(db):
    client = Client()
    client.force_login(make_user("leitung", is_superuser=True))
    return client


CANNOT_WORK = {
    "unknown": ([BOX, only_if("Hilfe?")], 1, "condition_question", "Keine Frage dieses Formulars lautet so."),
    "later": ([only_if("Hilfe nötig?"), BOX], 0, "condition_question", "Nur eine frühere Frage"),
    "itself": ([only_if("Grund")], 0, "condition_question", "Nur eine frühere Frage"),
    "a file": ([FILE, only_if("Datei")], 1, "condition_question", "Nur Ankreuzfelder"),
    "a heading": ([HEADING, only_if("Zu Ihnen")], 1, "condition_question", "Nur Ankreuzfelder"),
    "no question": ([only_if("", "Ja")], 0, "condition_question", "Von welcher Frage"),
    "no choice": (
        [CHOICE, only_if("Womit?", "Tastatur\nMaus")],
        1,
        "condition_values",
        "„Maus“ steht nicht zur Auswahl. Möglich sind: Handy, Tablet | Tastatur",
    ),
    "no yes": ([BOX, only_if("Hilfe nötig?", "vielleicht")], 1, "condition_values", "„Ja“ oder „Nein“"),
    "no number": ([NUMBER, only_if("Wie viele?", "viele")], 1, "condition_values", "keine Zahl"),
    "a heading over nothing": ([BOX, HEADING], 1, "label", "Unter dieser Überschrift steht keine Frage."),
    "two headings": ([HEADING, HEADING | {"label": "Zu uns"}, BOX], 0, "label", "Unter dieser Überschrift"),
}


@pytest.mark.parametrize(("questions", "row", "field", "words"), CANNOT_WORK.values(), ids=CANNOT_WORK)
def test_what_cannot_work_is_told_at_its_place(editor, home, questions, row, field, words):
    response = create(editor, home, **posted(questions), **{"action-publish": "1"})
    errors = [form.errors for form in response.context["form"].formsets["form_fields"].forms]
    assert [number for number, each in enumerate(errors) if each] == [row]
    assert list(errors[row]) == [field] and words in errors[row][field][0]
    assert not ContactPage.objects.live().exists()


@pytest.mark.parametrize(("questions", "row", "field", "words"), CANNOT_WORK.values(), ids=CANNOT_WORK)
def test_a_draft_may_hold_it(editor, home, questions, row, field, words):
    assert create(editor, home, **posted(questions)).status_code == 302


@pytest.mark.parametrize(
    "questions",
    [
        [BOX, only_if("hilfe  NÖTIG?")],
        [BOX, only_if("Hilfe nötig?", "nein")],
        [CHOICE, only_if("Womit?", " tastatur \n\nHandy, Tablet")],
        [NUMBER, only_if("Wie viele?", "3,5\n-2")],
        [HEADING, BOX, only_if("Hilfe nötig?"), only_if("Grund", label="Noch etwas?")],
    ],
)
def test_what_works_is_published(editor, home, questions):
    create(editor, home, **posted(questions), **{"action-publish": "1"})
    assert ContactPage.objects.live().count() == 1


def test_the_order_on_the_screen_counts(editor, home):
    data = posted([only_if("Hilfe nötig?"), BOX])
    data |= {"form_fields-0-ORDER": "2", "form_fields-1-ORDER": "1"}
    create(editor, home, **data, **{"action-publish": "1"})
    assert ContactPage.objects.live().count() == 1


def test_a_removed_question_decides_nothing(editor, home):
    data = posted([BOX, only_if("Hilfe nötig?")]) | {"form_fields-0-DELETE": "on"}
    response = create(editor, home, **data, **{"action-publish": "1"})
    assert "condition_question" in response.context["form"].formsets["form_fields"].forms[1].errors


def test_page_types_cannot_be_confused(editor, home):
    chooser = editor.get(reverse("wagtailadmin_pages:add_subpage", args=[home.pk])).content.decode()
    assert "Verein eintragen (Aufnahme ins Verzeichnis)" in chooser
    assert "Nicht für Menschen, die sich zu einem Termin" in chooser
