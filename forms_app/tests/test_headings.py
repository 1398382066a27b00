"""Headings between questions: they group what is asked, and are never an answer."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from forms_app.inbox.export import Table
from forms_app.models import Submission
from forms_app.privacy.processing_record import activities
from forms_app.tests.making import make_form_page, make_registration_page, make_terms, registration, send
from forms_app.tests.test_api import FORMS
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"label": "Betreff"},
    {"label": "Zu Ihnen", "field_type": "heading", "help_text": "Freiwillig.", "required": True},
    {"label": "Name"},
    {"label": "Mail", "field_type": "email"},
    {"label": "Zum Schluss", "field_type": "heading"},
    {"label": "Noch etwas?"},
]


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, QUESTIONS)


def test_questions_stand_in_a_group_with_the_words_of_their_heading(page, client):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    groups = {each.legend.get_text(strip=True): each for each in soup.select("fieldset.form__group")}
    assert list(groups) == ["Zu Ihnen", "Zum Schluss"]
    assert [each["name"] for each in groups["Zu Ihnen"].select("input")] == ["name", "mail"]
    assert "Freiwillig." in groups["Zu Ihnen"].get_text()


def test_the_api_has_it_as_a_group_and_not_as_a_question(page, client):
    form = client.get(f"{FORMS}{page.slug}").json()
    assert [(each["legend"], each["hint"], each["questions"]) for each in form["groups"]] == [
        ("", "", ["betreff"]),
        ("Zu Ihnen", "Freiwillig.", ["name", "mail"]),
        ("Zum Schluss", "", ["noch_etwas"]),
    ]
    assert len(form["questions"]) == 4


def test_it_is_no_answer_no_column_and_no_data_of_the_record(page):
    assert send(page, {"betreff": "Hallo"}).status_code == 303
    submission = Submission.objects.get()
    assert [each["label"] for each in submission.answers] == ["Betreff", "Name", "Mail", "Noch etwas?"]
    assert not {"Zu Ihnen", "Zum Schluss"} & {*next(iter(Table(Submission.objects.all())))}
    [activity] = [each for each in activities(Site.objects.all()) if each.title == page.title]
    assert dict(activity.rows)["Welche Daten"] == "Betreff; Name; Mail; Noch etwas?"


def test_extra_questions_of_a_registration_have_headings(home, client):
    terms = make_terms()
    questions = [{"label": "Wunsch"}, {"label": "Raum", "field_type": "heading"}, {"label": "Wo?"}]
    page = make_registration_page(home, questions)
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    legends = [each.get_text(strip=True) for each in soup.select("legend.form__legend")]
    assert legends[2:4] == ["Mehr über Sie", "Raum"]
    assert send(page, registration(*terms)).status_code == 303
