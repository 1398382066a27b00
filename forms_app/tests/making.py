import time
from dataclasses import replace

from django.test import Client

from directory.models import Category, District
from forms_app.intake.page_forms import form_class_of
from forms_app.intake.tickets import issue_ticket
from forms_app.models import ContactFormField, RegistrationFormField
from tests.support.making import make_page

PRIVACY = {
    "purpose": "Wir beantworten Ihre Nachricht.",
    "legal_basis": "public_task",
    "retention_days": 180,
    "office_mail": "at_once",
    "recipients": "Ehrenamtsagentur der Stadt",
}
QUESTIONS = [
    {"label": "Name", "autocomplete": "name"},
    {"label": "E-Mail", "field_type": "email", "autocomplete": "email"},
    {"label": "Betreff"},
    {"label": "Nachricht", "field_type": "multiline", "required": True},
]
MESSAGE = {
    "name": "Ruth Heinz",
    "e_mail": "ruth@example.org",
    "betreff": "Mitmachen",
    "nachricht": "Guten Tag,\nich möchte helfen.",
}


def make_form_page(home, questions=QUESTIONS, live=True, **fields):
    """Return a published contact page with these questions."""
    page = make_page(home, "Kontakt", "forms_app.ContactPage", live=False, **(PRIVACY | fields))
    page.form_fields = [ContactFormField(sort_order=number, **each) for number, each in enumerate(questions)]
    return _saved(page, live)


def make_registration_page(home, questions=(), **fields):
    page = make_page(home, "Anmelden", "forms_app.RegistrationPage", live=False, **(PRIVACY | fields))
    page.form_fields = [
        RegistrationFormField(sort_order=number, **each) for number, each in enumerate(questions)
    ]
    return _saved(page, live=True)


def _saved(page, live):
    page.save()
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_ticket(page, seconds_ago=60, **fields) -> str:
    """Return the ticket of a form that was opened that long ago."""
    ticket = issue_ticket(page, form_class_of(page).base_fields)
    return str(replace(ticket, **{"issued_at": time.time() - seconds_ago} | fields))


def send(page, answers=MESSAGE, client=None, ticket=None, **more):
    """Send the form; return the response without following it."""
    data = {"form-ticket": ticket or make_ticket(page)} | dict(answers) | more
    return (client or Client()).post(page.url, data)


def make_terms():
    """Return a category and a district to choose."""
    return (
        Category.objects.create(name="Musik", slug="musik"),
        District.objects.create(name="Innenstadt", slug="innenstadt"),
    )


def registration(category, district, **changes):
    return {
        "name": "Chor am Markt",
        "main_category": category.slug,
        "summary": "Wir singen jeden Dienstag.",
        "district": district.slug,
        "phone": "06561 15063",
        "contact_email": "vorstand@example.org",
    } | changes
