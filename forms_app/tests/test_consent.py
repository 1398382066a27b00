import pytest

from forms_app.models import ConsentVersion, Submission
from forms_app.tests.making import MESSAGE, make_form_page, make_ticket, send
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db

TEXT = "Ich willige ein, dass die Stadt mir antwortet."


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, consent_text=TEXT, legal_basis="consent")


def change_text(page, text):
    page.consent_text = text
    page.save_revision().publish()
    page.refresh_from_db()


def test_published_text_is_the_first_version(page):
    assert list(ConsentVersion.objects.of_page(page).values_list("number", "text")) == [(1, TEXT)]


def test_publishing_the_same_text_again_is_no_new_version(page):
    change_text(page, TEXT)

    assert ConsentVersion.objects.count() == 1


def test_changed_text_is_a_new_version_and_old_submissions_keep_theirs(page):
    send(page, MESSAGE | {"privacy-consent": "on"})
    change_text(page, "Ein anderer Text.")
    send(page, MESSAGE | {"privacy-consent": "on"})

    new, old = Submission.objects.all()
    assert (old.consent_version.number, old.consent_text) == (1, TEXT)
    assert (new.consent_version.number, new.consent_text) == (2, "Ein anderer Text.")


def test_return_to_an_old_text_is_a_version_of_its_own(page):
    change_text(page, "Ein anderer Text.")
    change_text(page, TEXT)

    assert ConsentVersion.objects.of_page(page).first().number == 3


def test_draft_of_a_text_is_no_version(page):
    page.consent_text = "Noch ein Entwurf."
    page.save_revision()

    assert ConsentVersion.objects.count() == 1


def test_without_consent_nothing_is_stored(page):
    response = send(page)

    assert response.context["form"].has_error("privacy-consent", "required")
    assert not Submission.objects.exists()


def test_agreement_to_an_older_text_is_asked_for_again(page):
    ticket = make_ticket(page)
    change_text(page, "Ein anderer Text.")

    response = send(page, MESSAGE | {"privacy-consent": "on"}, ticket=ticket)

    assert response.context["form"].has_error("privacy-consent", "required")
    assert not response.context["form"]["privacy-consent"].value()
    assert not Submission.objects.exists()


def test_form_without_consent_stores_none(home):
    send(make_form_page(home))

    submission = Submission.objects.get()
    assert (submission.consent_version, submission.consent_text) == (None, "")
