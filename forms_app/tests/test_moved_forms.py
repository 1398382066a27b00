"""Editors rename, move and close forms while people write: text arrives or is given back."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, QUESTIONS, make_form_page, make_ticket
from tests.support.making import make_page
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


@pytest.fixture
def sent(page):
    """A browser's form from before an editor's change."""
    return MESSAGE | {"form-ticket": make_ticket(page)}


def rename(page, slug="schreiben"):
    page.slug = slug
    page.save_revision().publish()


def test_form_that_was_renamed_meanwhile_is_stored(page, sent):
    old = page.url
    rename(page)
    Redirect.add_redirect(old, page)

    answer = Client().post(old, sent)

    assert answer.status_code == 303
    assert answer.url.startswith("/schreiben/danke/?")
    assert Submission.objects.get().sender_name == "Ruth Heinz"
    assert Client().get(answer.url).status_code == 200


def test_form_that_was_moved_meanwhile_is_stored(home, page, sent):
    old = page.url
    page.move(make_page(home, "Rathaus"), "last-child")

    assert Client().post(old, sent).url.startswith("/rathaus/kontakt/danke/?")


def test_form_finds_its_page_beside_a_new_one_at_its_old_address(home, page, sent):
    old = page.url
    rename(page)
    make_page(home, "Kontakt")

    assert Client().post(old, sent).status_code == 303
    assert Submission.objects.get().page_id == page.pk


def test_mistake_in_a_form_that_was_renamed_is_told_with_all_that_was_written(page, sent):
    old = page.url
    rename(page)

    answer = Client().post(old, sent | {"e_mail": "ruth"})

    assert answer.status_code == 200
    assert answer.context["form"].has_error("e_mail")
    assert answer.context["form"]["nachricht"].value() == MESSAGE["nachricht"]


def test_form_that_was_renamed_comes_back_when_another_site_sends_it(page, sent):
    old = page.url
    rename(page)

    answer = Client().post(old, sent, headers={"origin": "https://anders.example"})

    assert answer.status_code == 403
    assert 'value="Ruth Heinz"' in answer.content.decode()


def close(page):
    page.unpublish()


def delete(page):
    page.delete()


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")


@pytest.mark.parametrize("change", [close, delete, make_private])
def test_words_for_a_form_that_is_closed_are_given_back(page, sent, change):
    change(page)

    answer = Client().post("/kontakt/", sent | {"nachricht": f"Guten Tag,\n{SCRIPT}", "dabei": ["on", "3"]})

    html = answer.content.decode()
    assert answer.status_code == 410
    assert "private" in answer["Cache-Control"]
    assert "Guten Tag,<br>&lt;script&gt;" in html
    assert SCRIPT not in html
    assert answer.context["texts"] == ["Ruth Heinz", "ruth@example.org", "Mitmachen", f"Guten Tag,\n{SCRIPT}"]
    # Nothing of the page itself, which may be private by now.
    assert page.purpose not in html
    assert not Submission.objects.exists()


def test_whoever_may_see_a_private_form_sends_it(page, sent, admin_client):
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert admin_client.post(page.url, sent).status_code == 303


def test_answer_to_a_question_that_was_removed_meanwhile_is_shown(page, sent):
    page.form_fields = [each for each in page.form_fields.all() if each.label != "Nachricht"]
    page.save_revision().publish()

    answer = Client().post(page.url, sent | {"nachricht": f"Hallo {SCRIPT}"})

    assert answer.status_code == 200
    assert "<blockquote>Hallo &lt;script&gt;" in answer.content.decode()
    assert answer.context["form"]["name"].value() == "Ruth Heinz"
    assert not Submission.objects.exists()


def test_questions_in_other_words_are_the_same_questions(page, sent):
    questions = list(page.form_fields.all())
    questions[2].label = "Worum geht es?"
    page.form_fields = questions
    page.save_revision().publish()

    assert Client().post(page.url, sent).status_code == 303
    assert len(QUESTIONS) == len(Submission.objects.get().answers)


@pytest.mark.parametrize("ticket", ["", "x", "\x00", "x" * 100_000])
@pytest.mark.parametrize("address", ["/gibt-es-nicht/", "/"])
def test_what_is_no_form_is_answered_as_ever(home, ticket, address):
    expected = 404 if "nicht" in address else 200

    assert Client().post(address, {"form-ticket": ticket, "nachricht": "x"}).status_code == expected
