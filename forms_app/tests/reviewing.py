"""Submissions, and staff who handle them."""

import itertools

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from forms_app.models import FormAccess, Submission
from tests.support.making import make_user

EVERYTHING = ("view_submission", "change_submission", "delete_submission", "export_submission")
_numbers = itertools.count()


def make_submission(page=None, **fields) -> Submission:
    return bulk_submissions(1, page, **fields)[0]


def bulk_submissions(count: int, page=None, **fields) -> list[Submission]:
    return Submission.objects.bulk_create(_submission(page, fields) for _ in range(count))


def _submission(page, fields) -> Submission:
    number = next(_numbers)
    facts = {
        "reference": f"T-{number:08}",
        "kind": "contact",
        "page_id": page.pk if page else None,
        "form_title": page.title if page else "Kontakt",
        "language": "de",
        "answers": [
            {"name": "name", "label": "Ihr Name", "value": "Ruth Heinz"},
            {"name": "nachricht", "label": "Ihre Nachricht", "value": "Ich möchte helfen."},
        ],
        "sender_name": "Ruth Heinz",
        "sender_email": "ruth@example.org",
        "search_text": f"ruth heinz {number}",
        "purpose": "Wir antworten.",
        "legal_basis": "public_task",
        "retention_days": 180,
        "idempotency_key": str(number),
    }
    return Submission(**(facts | fields))


def make_staff(*codenames, forms=None, **fields):
    """Return a user of a group with admin access and these permissions; `forms` limits the group."""
    number = next(_numbers)
    group = Group.objects.create(name=f"Gruppe {number}")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    if forms is not None:
        FormAccess.objects.create(group=group).pages.set(forms)
    user = make_user(f"person{number}", **fields)
    user.groups.add(group)
    return user


def staff(*codenames, forms=None) -> Client:
    return logged_in(make_staff(*codenames, forms=forms))


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(action: str, submission=None) -> str:
    return reverse(f"einsendungen_modeladmin_{action}", args=[submission.pk] if submission else [])
