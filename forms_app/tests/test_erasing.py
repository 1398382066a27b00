"""After each way of erasing, nothing of the person is found: tables and their free pages, outputs, files."""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.caching.content_version import cached
from cms.mail.models import AccessLink, Mail
from directory.imports.running import start_run
from directory.models import ContactPerson, EntryProposal, ImportRow, Maintainership, OrganisationPage
from directory.tests.factories import make_directory
from directory.workflow.hiding import give_up_entry
from directory.workflow.maintainer_mail import tell_reminder
from directory.workflow.proposals import get_draft, keep_draft, send_proposal
from forms_app.models import Submission, SubmissionNote
from forms_app.services.personal_data import erase_person
from forms_app.services.registration import accept_registration
from forms_app.services.retention import forget_due
from forms_app.services.review import delete_submissions, reply
from forms_app.tests.mailing import make_confirmed
from forms_app.tests.making import MESSAGE, make_form_page, send
from tests.support.making import make_picture_file, make_user

pytestmark = pytest.mark.django_db
HER, NAME, PHONE = "zeppelina@example.net", "Zeppelina Quastenflosser", "06561 8877665"
OTHER = {"e_mail": "andere@example.org", "name": "Andere Leute"}
MARKS = ("zeppelina", "quastenflosser", "8877665")
OUTPUTS = (
    "/daten/verzeichnis.csv", "/daten/verzeichnis.jsonl", "/daten/verzeichnis.xlsx", "/daten/verzeichnis.ics",
    "/api/v1/organisations/", "/api/v1/changes", "/api/v1/pages/", "/sitemap.xml",
)  # fmt: skip


def found(text: str) -> set[str]:
    plain = "".join(text.casefold().split()).replace("/", "").replace("-", "")
    return {mark for mark in MARKS if mark in plain}


def traces() -> dict[str, set[str]]:
    """Where something of her is left: tables, the bytes of the database, files, public outputs."""
    places = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            places[table] = found(repr(cursor.fetchall()))
    if connection.vendor == "sqlite":
        places["bytes of the database"] = found(connection.connection.serialize().decode("latin-1"))
    for file in Path(settings.MEDIA_ROOT).rglob("*.*"):
        places[file.name] = found(file.name + file.read_bytes().decode("latin-1"))
    addresses = [*OUTPUTS, *(page.url for page in OrganisationPage.objects.live())]
    for address in addresses:
        answer = Client().get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        places[address] = found(body.decode("latin-1"))
    return {place: marks for place, marks in places.items() if marks}


@pytest.fixture
def entry(client, db) -> OrganisationPage:
    """She has registered it, is its contact, has proposed changes, and stands in old versions and in a table."""
    directory = make_directory()
    home = directory.get_parent()
    submission = make_confirmed(
        client,
        home,
        contact_email=HER,
        contact_name=NAME,
        phone=PHONE,
        email=HER,
        website="https://chor.example",
    )
    entry = accept_registration(submission, by=None)
    entry.contact_people.add(
        ContactPerson(
            name=NAME, email=HER, phone="+4965618877665", name_is_public=True, phone_is_public=True,
            consented_on=timezone.localdate(),
        ),
        ContactPerson(name=NAME, role="noch einmal"),
    )  # fmt: skip
    entry.save_revision().publish()
    entry.save_revision()
    draft = get_draft(entry, HER)
    send_proposal(draft, {**draft.base, "summary": "Wir tanzen jetzt."})
    keep_draft(entry, "andere@example.org", {"summary": ["Nicht von ihr."]}, 0)
    table = f"Verein;E-Mail;Telefon\nChor;{HER};{PHONE}\nNur Nummer;a@example.org;06561/88 77 665\n"
    start_run(directory, BytesIO(table.encode()), name="liste.csv", source="Liste", by=make_user("office"))
    return entry


@pytest.fixture
def written(home) -> Submission:
    """A message of hers with picture, note and answer, and one of somebody else."""
    questions = [
        {"label": "Name", "autocomplete": "name"},
        {"label": "E-Mail", "field_type": "email"},
        {"label": "Betreff"},
        {"label": "Telefon", "field_type": "phone"},
        {"label": "Nachricht", "field_type": "multiline", "required": True},
        {"label": "Bild", "field_type": "file", "file_kinds": "pictures"},
    ]
    page = make_form_page(home, questions)
    picture = SimpleUploadedFile("zeppelina.png", make_picture_file().read(), "image/png")
    send(page, MESSAGE | {"e_mail": HER, "name": NAME, "telefon": PHONE, "bild": picture})
    send(page, MESSAGE | OTHER)
    submission = Submission.objects.get(sender_email=HER)
    SubmissionNote.objects.create(submission=submission, text=f"{NAME} ruft an.", author=None)
    reply(submission, f"Guten Tag, {NAME}", by=make_user("chief", is_superuser=True))
    return submission


def test_her_own_page_erases_her_everywhere_and_names_what_stays(entry, django_capture_on_commit_callbacks):
    entry = OrganisationPage.objects.get(pk=entry.pk)
    assert {"directory_organisationpage", "wagtailcore_revision", entry.url} <= set(traces())

    with django_capture_on_commit_callbacks(execute=True):
        counts = erase_person(HER)

    assert traces() == {}
    assert counts["kept"] == [{"title": "Chor am Markt", "phone": "", "website": "https://chor.example"}]
    keeping = Maintainership.objects.get(page=entry)
    assert keeping.person_erased_on == timezone.localdate()
    assert [each.email for each in EntryProposal.objects.all()] in (["andere@example.org"], [])
    client = Client()
    client.force_login(make_user("boss", is_superuser=True))
    assert (
        "Einträge, aus denen eine Person gelöscht wurde"
        in client.get("/admin/verzeichnis/aufgaben/").content.decode()
    )


def test_a_number_that_may_be_the_organisation_s_stays_and_is_named(entry):
    OrganisationPage.objects.filter(pk=entry.pk).update(phone="+496561999")
    assert erase_person(HER)["kept"][0]["phone"] == "06561 999"


@pytest.mark.parametrize("way", ["by staff", "by the job", "by herself"])
def test_a_message_is_gone_with_all_that_belongs_to_it(written, way, django_capture_on_commit_callbacks):
    assert {"forms_app_submission", "mail_mail"} <= set(traces())
    with django_capture_on_commit_callbacks(execute=True):
        if way == "by staff":
            delete_submissions([written], by=make_user("chef", is_superuser=True))
        elif way == "by the job":
            Submission.objects.filter(pk=written.pk).update(
                status="done", closed_at=timezone.now() - timedelta(days=9999)
            )
            forget_due()
        else:
            erase_person(HER)
    assert traces() == {}
    assert Submission.objects.get().sender_email == OTHER["e_mail"]


def test_maintainer_whom_staff_replace_is_named_in_no_log_and_holds_no_link(
    entry, django_capture_on_commit_callbacks
):
    ContactPerson.objects.all().delete()
    EntryProposal.objects.all().delete()
    Submission.objects.all().delete()
    ImportRow.objects.all().delete()
    OrganisationPage.objects.filter(pk=entry.pk).update(email="", phone="")
    OrganisationPage.objects.get(pk=entry.pk).save()
    entry.revisions.all().delete()
    keeping = Maintainership.objects.get(page=entry)
    tell_reminder(keeping, number=1)
    Mail.objects.all().delete()
    assert {"directory_maintainership", "mail_accesslink"} <= set(traces())
    client = Client()
    client.force_login(make_user("boss", is_superuser=True))
    address = reverse(Maintainership.snippet_viewset.get_url_name("edit"), args=[keeping.pk])
    changed = {"maintainer_email": "neu@example.org", "maintainer_mode": "club", "assured_by": "Büro"}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, changed | opened_with(client.get(address))).status_code == 302
    # What the form of a registration mailed goes with its own time.
    AccessLink.objects.filter(purpose="registration").delete()
    assert traces() == {}


def opened_with(page) -> dict[str, str]:
    return dict(re.findall(r'name="(opened-with)" value="([^"]*)"', page.text))


def test_people_of_an_entry_that_is_given_up_are_gone(entry):
    OrganisationPage.objects.filter(pk=entry.pk).update(email="", phone="")
    Submission.objects.all().delete()
    give_up_entry(entry)
    assert "directory_contactperson" not in traces()


def test_with_the_entry_its_people_are_deleted(entry):
    Submission.objects.all().delete()
    OrganisationPage.objects.get(pk=entry.pk).delete()
    left = set(traces())
    assert not {place for place in left if place.startswith(("directory_", "wagtailcore_"))} - {
        "directory_importrow"
    }


def test_pieces_of_pages_that_named_her_leave_the_cache(entry, django_capture_on_commit_callbacks):
    cached("test-piece", lambda: NAME)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(HER)
    assert cached("test-piece", lambda: "anew") == "anew"
    # Nor is the old piece kept for a version that nobody asks for.
    cache.set("still-works", json.dumps(1))
    assert cache.get("still-works") == "1"
