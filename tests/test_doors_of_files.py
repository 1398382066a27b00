"""The same hostile files at each door: refused soon and in the same words, and nothing is kept.

Tables for the import are in `directory/tests/imports/test_hostile_files.py`.
"""

import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.media.intake.words import SENTENCES
from cms.media.models import SiteDocument, SiteImage
from cms.media.tests.test_intake import BAD_PDFS
from cms.media.tests.test_office_files import BAD
from cms.media.tests.test_pictures_taken import REFUSED
from forms_app.models import Submission, SubmissionFile
from forms_app.tests.making import MESSAGE, QUESTIONS, make_form_page, make_ticket, send

from .support.making import make_user
from .support.recorded import recorded

pytestmark = pytest.mark.django_db
DETAILS = {"title": "Fest", "description": "Ein Fest", "author": "Stadt", "licence": "own", "collection": "1"}
OF_DOCUMENTS = {"title": "Satzung", "language": "de", "collection": "1", "tags": "", "cover": ""}
FILE = {"label": "Datei", "field_type": "file", "file_kinds": "documents"}


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home, [*QUESTIONS, FILE])


@pytest.fixture
def editor(client, home):
    client.force_login(make_user(is_superuser=True))
    return client


def by_form(page, _editor, file) -> str:
    return " ".join(send(page, MESSAGE | {"datei": file}).context["form"].errors["datei"])


def by_api(page, _editor, file) -> str:
    submission = json.dumps({"ticket": make_ticket(page), "answers": MESSAGE})
    path = f"/api/v1/forms/{page.slug}/submissions"
    answer = Client().post(path, {"submission": submission, "datei": file})
    assert answer.status_code == 422
    return " ".join(each["detail"] for each in answer.json()["errors"])


def into_pictures(_page, editor, file) -> str:
    answer = editor.post(reverse("wagtailimages:add"), DETAILS | {"file": file})
    return " ".join(answer.context["form"].errors["file"])


def into_documents(_page, editor, file) -> str:
    answer = editor.post(reverse("wagtaildocs:add"), OF_DOCUMENTS | {"file": file})
    return " ".join(answer.context["form"].errors["file"])


def by_dozens(kind: str):
    def door(_page, editor, file) -> str:
        answer = editor.post(reverse(f"{kind}:add_multiple"), {"files[]": file, "title": "Fest"})
        return answer.json()["error_message"]

    return door


CITIZENS = {"form": by_form, "API": by_api}
DOORS = {
    "picture": CITIZENS | {"library": into_pictures, "list of uploads": by_dozens("wagtailimages")},
    "document": CITIZENS | {"library": into_documents, "list of uploads": by_dozens("wagtaildocs")},
}
HOSTILE = [
    ("picture", "a.jpg", *REFUSED["half a photograph"]),
    ("picture", "a.png", *REFUSED["no pixels"]),
    ("picture", "a.png", *REFUSED["profile that unpacks to much"]),
    ("picture", "a.jpg", *REFUSED["page that begins like a photograph"]),
    ("document", "a.pdf", *BAD_PDFS["script in the outline"]),
    ("document", "a.pdf", *BAD_PDFS["file share before all links"]),
    ("document", "a.docx", *BAD["relation in capitals"]),
    ("document", "a.docx", *BAD["shortcut"]),
    ("document", "a.docx", *BAD["password"]),
    ("document", "a.xlsx", *BAD["DDE behind a text"]),
    ("document", "a.odt", *BAD["page that loads another one"]),
]


@pytest.mark.parametrize(("door", "kind"), [(door, kind) for kind in DOORS for door in DOORS[kind]])
def test_each_door_refuses_the_same_in_the_same_words(page, editor, door, kind):
    for _kind, name, content, reason in [each for each in HOSTILE if each[0] == kind]:
        begin = time.monotonic()
        said = DOORS[kind][door](page, editor, SimpleUploadedFile(name, content))
        assert str(SENTENCES[reason]) in said, name
        assert time.monotonic() - begin < 10, name
    assert not any(model.objects.exists() for model in (Submission, SubmissionFile, SiteImage, SiteDocument))
