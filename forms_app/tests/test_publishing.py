import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from forms_app.models import ContactPage
from forms_app.tests.making import PRIVACY, make_form_page
from tests.support.making import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    client = Client()
    client.force_login(make_user("leitung", is_superuser=True))
    return client


# The defaults in a question's editor.
PRESET = {"file_kinds": "pdf-pictures", "max_megabytes": 5}


def posted(questions=({"label": "Nachricht", "field_type": "multiline"},), **changes):
    fields = {
        "title": "Feedback",
        "slug": "feedback",
        "kind": "feedback",
        "thanks_text": rich_text(""),
        "body": streamfield([]),
        "form_fields": inline_formset([PRESET | each for each in questions]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | PRIVACY | changes)


def create(client, home, **data):
    address = reverse("wagtailadmin_pages:add", args=["forms_app", "contactpage", home.pk])
    return client.post(address, data)


@pytest.mark.parametrize("missing", list(PRIVACY))
def test_without_privacy_data_publishing_is_refused(editor, home, missing):
    response = create(editor, home, **posted(**{missing: ""}), **{"action-publish": "1"})

    assert response.status_code == 200
    assert missing in response.context["form"].errors
    assert not ContactPage.objects.live().exists()


def test_draft_without_privacy_data_is_saved(editor, home):
    nothing = dict.fromkeys(PRIVACY, "")

    response = create(editor, home, **posted(**nothing))

    assert response.status_code == 302
    assert ContactPage.objects.get().live is False


def test_complete_page_is_published(editor, home):
    create(editor, home, **posted(), **{"action-publish": "1"})

    page = ContactPage.objects.live().get()
    assert page.form_fields.get().clean_name == "nachricht"
    assert Client().get(page.url).status_code == 200


def test_consent_as_basis_needs_a_text_to_agree_to(editor, home):
    data = posted(legal_basis="consent", consent_text="")

    assert "consent_text" in create(editor, home, **data, **{"action-publish": "1"}).context["form"].errors
    assert create(editor, home, **data).status_code == 302


def test_choice_without_choices_is_refused(editor, home):
    data = posted([{"label": "Thema", "field_type": "dropdown", "choices": " "}])

    response = create(editor, home, **data, **{"action-publish": "1"})

    [question] = response.context["form"].formsets["form_fields"].forms
    assert list(question.errors) == ["choices"]


@pytest.mark.parametrize("missing", list(PRIVACY))
def test_code_cannot_publish_without_privacy_data_either(home, missing):
    page = make_form_page(home, live=False)
    setattr(page, missing, None if missing == "retention_days" else "")

    with pytest.raises(ValidationError):
        page.save_revision(clean=False).publish()


def test_code_cannot_publish_consent_without_text(home):
    page = make_form_page(home, live=False, legal_basis="consent")

    with pytest.raises(ValidationError):
        page.save_revision().publish()


def test_notice_says_what_the_form_does(home):
    page = make_form_page(home, retention_days=77, purpose="Für das Sommerfest.", recipients="Frau Vogt")

    html = Client().get(page.url).content.decode()

    for fact in ("77", "Für das Sommerfest.", "Frau Vogt", "Art. 6"):
        assert fact in html


def test_page_tells_machines_that_it_is_a_contact_page(home, rf):
    data = make_form_page(home, summary="Schreiben Sie uns.").structured_data(rf.get("/"))

    assert (data["@type"], data["name"], data["description"]) == (
        "ContactPage",
        "Kontakt",
        "Schreiben Sie uns.",
    )


@pytest.mark.parametrize("mode", ["form", "thanks"])
def test_preview_of_each_state(home, mode):
    page = make_form_page(home, live=False)

    assert page.make_preview_request(preview_mode=mode).status_code == 200


def test_preview_before_the_first_save(editor, home):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["forms_app", "contactpage", home.pk])
    editor.post(address, posted(**dict.fromkeys(PRIVACY, "")))

    for mode in ("form", "thanks"):
        response = editor.get(address, {"mode": mode})
        assert response.status_code == 200
        assert "forms.css" in response.content.decode()
