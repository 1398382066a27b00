"""What is stored with each answer, and joins the answers of years, is named after the question, and named once."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from forms_app.models import ContactFormField, ContactPage, Submission
from forms_app.tests.making import make_form_page, make_ticket
from forms_app.tests.test_publishing import PRESET, create, editor, posted

pytestmark = pytest.mark.django_db
__all__ = ["editor"]

NAME = {"label": "Ihr Name", "field_type": "singleline"}


def save_as_it_is_typed(editor, page, questions, **more):
    """What the editor's autosave sends; `questions` that are stored come with their ids."""
    known = [each.pk for each in draft_of(page).form_fields.all()]
    sent = [
        PRESET
        | {"field_type": "singleline"}
        | {"id": (known[number] or "") if number < len(known) else ""}
        | each
        for number, each in enumerate(questions)
    ]
    data = posted() | nested_form_data(
        {"form_fields": inline_formset(sent, initial=min(len(known), len(sent)))}
    )
    headers = {"accept": "text/html"} if more else {"accept": "application/json"}
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | more, headers=headers)


def names(page) -> list[str]:
    return [each.clean_name for each in draft_of(page).form_fields.all()]


def draft_of(page) -> ContactPage:
    return ContactPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_question_is_named_when_it_has_its_words_and_no_draft_is_refused(editor, home):
    create(editor, home, **posted([{"label": "", "field_type": "singleline"}]))
    page = ContactPage.objects.get()
    assert names(page) == [""]

    for typed in (["", ""], ["I", ""], ["Ihr", "Na"], ["Ihr Name", "Nachricht"]):
        answer = save_as_it_is_typed(editor, page, [{"label": each} for each in typed])
        assert json.loads(answer.content)["success"], answer.content

    assert names(page) == ["ihr_name", "nachricht"]


def test_inbox_knows_the_sender_of_a_form_typed_under_autosave(editor, home):
    create(editor, home, **posted([{"label": "", "field_type": "singleline"}]))
    page = ContactPage.objects.get()
    save_as_it_is_typed(editor, page, [{"label": "Ih"}])
    save_as_it_is_typed(editor, page, [{"label": "Ihr Name"}], **{"action-publish": "1"})
    page.refresh_from_db()

    Client().post(page.url, {"ihr_name": "Ruth Heinz", "form-ticket": make_ticket(page)})

    assert Submission.objects.get().sender_name == "Ruth Heinz"


def test_name_stays_once_the_form_was_public(editor, home):
    page = make_form_page(home, [NAME])
    for label in ("Vorname und Nachname", "Wie heißen Sie?"):
        save_as_it_is_typed(editor, page, [{"label": label}], **{"action-publish": "1"})
        page.refresh_from_db()
        assert [(each.label, each.clean_name) for each in page.form_fields.all()] == [(label, "ihr_name")]


def test_question_added_to_a_public_form_keeps_the_name_with_which_it_became_public(editor, home):
    page = make_form_page(home, [NAME])
    for label in ("", "Al", "Alter"):
        assert save_as_it_is_typed(editor, page, [NAME, {"label": label}]).json()["success"]
    draft_of(page).latest_revision.publish()
    assert names(page) == ["ihr_name", "alter"]

    draft = draft_of(page)
    draft.form_fields.all()[1].label = "Wie alt sind Sie?"
    draft.save_revision().publish()

    assert [each.clean_name for each in ContactPage.objects.get().form_fields.all()] == ["ihr_name", "alter"]


def test_new_question_does_not_take_the_answers_of_an_older_one(home):
    page = make_form_page(home, [{"label": "Name"}])
    draft = page.get_latest_revision_as_object()
    [first] = draft.form_fields.all()
    first.label = "Name des Vereins"
    draft.form_fields = [ContactFormField(label="Name", sort_order=0), first]
    draft.save_revision().publish()

    found = ContactPage.objects.get().form_fields.all()
    assert {each.label: each.clean_name for each in found} == {"Name": "name_2", "Name des Vereins": "name"}


def test_translation_keeps_the_names_and_a_copy_follows_its_own_words(home):
    page = make_form_page(home, [NAME])
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english)
    translated = page.copy_for_translation(english)
    copied = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=False)

    for each in (translated, copied):
        draft = each.get_latest_revision_as_object()
        draft.form_fields.all()[0].label = "Your name"
        draft.save_revision().publish()

    assert [each.clean_name for each in translated.form_fields.all()] == ["ihr_name"]
    assert [each.clean_name for each in copied.form_fields.all()] == ["your_name"]


STRANGE = [
    *(
        "اسمك الكامل",
        "Ваше имя",
        "你的名字",
        "😀",
        "🎉🎉",
        "???",
        "2026",
        "1",
        "-",
        "_",
        "__init__",
        "Straße",
    ),
    *(
        "Strasse",
        "E-Mail",
        "E Mail",
        "e_mail",
        "form-ticket",
        "csrfmiddlewaretoken",
        "privacy-consent",
        "prefix",
    ),
    *(
        "media",
        "fields",
        "name",
        "action",
        "submit",
        "id",
        "page",
        "user",
        "questions",
        "class",
        "None",
        "\u200b",
    ),
    *("Ä" * 255, "Ä" * 254 + "B", "ا" * 255, "ا" * 254 + "ب", "question", "question_2", "a" * 255, " x "),
]


def test_every_question_is_asked_and_its_answer_kept_whatever_its_words(home):
    page = make_form_page(home, [{"label": label} for label in STRANGE])
    questions = list(page.form_fields.all())
    found = [each.clean_name for each in questions]

    assert all(found)
    assert len(set(found)) == len(STRANGE)
    assert max(map(len, found)) <= 104

    sent = {name: f"Antwort {number}" for number, name in enumerate(found)}
    answer = Client().post(page.url, sent | {"form-ticket": make_ticket(page)})

    assert answer.status_code == 303
    given = {each["label"]: each["value"] for each in Submission.objects.get().answers}
    assert list(given.values()) == list(sent.values())
    assert list(given) == STRANGE


def test_preview_shows_each_question_that_has_words(home, rf):
    page = make_form_page(home, live=False)
    page.form_fields = [ContactFormField(label=label) for label in ("", "😀", "Name", "", "name", "🎉")]

    html = page.make_preview_request().rendered_content

    assert [html.count(f">{label}") for label in ("😀", "Name", "name", "🎉")] == [1, 1, 1, 1]


def test_two_questions_with_the_same_words_are_not_published(editor, home):
    twice = [NAME, {"label": " ihr name", "field_type": "email"}]
    assert create(editor, home, **posted(twice)).status_code == 302

    answer = create(editor, home, **posted(twice, slug="zwei"), **{"action-publish": "1"})

    assert [list(each.errors) for each in answer.context["form"].formsets["form_fields"].forms] == [
        [],
        ["label"],
    ]
