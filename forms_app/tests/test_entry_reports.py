"""Errors in an entry are reported with a special kind of form page, linked to the entry."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cms.towns.models import TownSettings
from directory.models import DirectoryPage, OrganisationPage
from directory.tests.factories import make_entry
from forms_app.intake.entry_reports import ABOUT
from forms_app.models import Submission
from forms_app.tests.making import make_form_page, make_ticket
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
QUESTIONS = [
    {"label": "Was", "required": True},
    {"label": "Genauer", "field_type": "multiline"},
    {"label": "E-Mail", "field_type": "email", "autocomplete": "email"},
]
TASKS = "/admin/verzeichnis/aufgaben/"


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, QUESTIONS, kind="entry")


@pytest.fixture
@recorded
def entry(home):
    directory = DirectoryPage(title="Verzeichnis", slug="verzeichnis")
    home.add_child(instance=directory)
    return make_entry(directory, "Chor am Markt")


def address(page, key) -> str:
    return f"{page.url}?eintrag={key}"


def report(page, key, **answers):
    sent = {"was": "Die Nummer stimmt nicht", "form-ticket": make_ticket(page)} | answers
    return Client().post(address(page, key), sent)


def test_report_is_bound_to_the_entry(page, entry):
    html = Client().get(address(page, entry.public_id)).content.decode()
    assert "Chor am Markt" in html
    assert ABOUT not in html
    assert report(page, entry.public_id).status_code == 303
    found = Submission.objects.get()
    assert (found.organisation, found.kind, found.answer(ABOUT)) == (entry, "entry", "Chor am Markt")
    assert found.retention_days == page.retention_days
    assert not found.sender_email


@pytest.mark.parametrize("key", ["", "x", "0b54fa21-7d55-4b1c-9a5e-3b7d2f0f4a10", "%00", "9" * 5000])
def test_without_a_known_entry_the_form_asks_which_one(page, key):
    assert ABOUT in Client().get(address(page, key)).content.decode()
    assert report(page, key).status_code == 200
    assert report(page, key, **{ABOUT: "Skatrunde"}).status_code == 303
    found = Submission.objects.get()
    assert (found.organisation, found.answer(ABOUT)) == (None, "Skatrunde")


def test_sender_cannot_name_another_entry(page, entry):
    report(page, entry.public_id, **{ABOUT: "Etwas anderes"})
    assert Submission.objects.get().answer(ABOUT) == "Chor am Markt"


def test_hidden_entry_is_not_named(page, entry):
    entry.unpublish()
    assert "Chor am Markt" not in Client().get(address(page, entry.public_id)).content.decode()


def test_refused_form_still_knows_its_entry(page, entry):
    answer = report(page, entry.public_id, was="")
    assert "Chor am Markt" in answer.content.decode()
    assert Client().post(address(page, entry.public_id), {"was": "x"}).status_code == 200
    assert not Submission.objects.exists()


def test_trap_files_it_as_spam(page, entry):
    report(page, entry.public_id, **{"home-page": "https://spam.example"})
    assert Submission.objects.get().status == "spam"


def test_staff_see_the_entry_beside_the_report_and_among_their_tasks(page, entry, client):
    report(page, entry.public_id)
    client.force_login(make_user("agentur", group="Ehrenamtsagentur"))
    edit = reverse("wagtailadmin_pages:edit", args=[entry.pk])
    tasks = client.get(TASKS, {"kind": "reports"}).content.decode()
    assert "Chor am Markt" in tasks and "Die Nummer stimmt nicht" in tasks and edit in tasks
    found = Submission.objects.get()
    html = client.get(reverse("einsendungen_modeladmin_inspect", args=[found.pk])).content.decode()
    assert edit in html and "Der Eintrag" in html
    Submission.objects.update(status="done")
    assert "Davon wartet nichts." in client.get(TASKS, {"kind": "reports"}).content.decode()


def test_report_outlives_the_entry(page, entry):
    report(page, entry.public_id)
    OrganisationPage.objects.get(pk=entry.pk).delete()
    found = Submission.objects.get()
    assert (found.organisation, found.answer(ABOUT)) == (None, "Chor am Markt")


def test_entry_links_to_the_form_or_else_to_the_contact_form(page, entry, home, client):
    town = TownSettings.for_site(home.get_site())
    town.contact_page = make_form_page(home, slug="kontakt-2")
    town.save()
    assert "?betreff=" in client.get(entry.url).content.decode()
    town.entry_error_page = page
    town.save()
    # It is invalidated on commit, which never happens here.
    cache.clear()
    assert address(page, entry.public_id) in client.get(entry.url).content.decode()
