"""Access to stored personal data, only for the owner of the address."""

import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from cms.mail.models import AccessLink, Mail
from directory.models import ContactPerson, EntryProposal, Maintainership, OrganisationPage
from directory.tests.factories import make_directory, make_entry
from directory.workflow.proposals import get_draft, keep_draft, send_proposal
from forms_app.models import Submission, SubmissionNote, WithdrawnConsent
from forms_app.services.personal_data import erase_person, export_person
from forms_app.services.registration import accept_registration
from forms_app.tests.mailing import mails, make_confirmed, path_in
from forms_app.tests.making import MESSAGE, make_form_page, send
from tests.support.making import make_page, make_picture_file, make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db
HER = "ruth@example.org"
ASK = "/meine-daten/"
OPENED = "/meine-daten/auszug/"


@pytest.fixture
@recorded
def page(home):
    questions = [
        {"label": "Name", "autocomplete": "name"},
        {"label": "E-Mail", "field_type": "email"},
        {"label": "Betreff"},
        {"label": "Nachricht", "field_type": "multiline", "required": True},
        {"label": "Bild", "field_type": "file", "file_kinds": "pictures"},
    ]
    return make_form_page(home, questions, consent_text="Ich willige ein.")


@pytest.fixture
def written(page):
    """Submissions by this person, with a picture, and by somebody else."""
    picture = SimpleUploadedFile("haus.png", make_picture_file().read(), "image/png")
    send(page, MESSAGE | {"bild": picture, "privacy-consent": "on"})
    submission = Submission.objects.get()
    SubmissionNote.objects.create(submission=submission, text="Ruft morgen an.", author=None)
    send(page, MESSAGE | {"e_mail": "andere@example.org", "name": "Andere", "privacy-consent": "on"})
    return submission


def ask(email, client=None):
    return (client or Client()).post(ASK, {"email": email})


def opened(client=None, email=HER):
    """Request, open the link, press its button."""
    client = client or Client()
    ask(email, client)
    return client.post(path_in(mails("access-link")[-1]))


def work_for(email):
    with CaptureQueriesContext(connection) as queries:
        response = ask(email)
    statements = [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries]
    return response.status_code, response.url, response.content, statements


def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(written):
    work_for("warm@example.org")
    known, unknown = work_for(HER), work_for("niemand@example.org")
    assert known == unknown
    assert known[0] == 303


def test_page_after_asking_is_the_same(written):
    client = Client()
    first = client.get(ask(HER, client).url).content
    assert client.get(ask("niemand@example.org", client).url).content == first


def test_mail_is_the_same_but_for_its_link(written):
    ask(HER)
    ask("niemand@example.org")
    texts = [re.sub(r"/meine-daten/\S+", "", each.text) for each in mails("access-link")]
    assert texts[0] == texts[1]


def test_unknown_address_learns_that_nothing_is_stored(written):
    html = opened(email="niemand@example.org").content.decode()
    assert "Ruth" not in html
    assert "notice--ok" in html


def test_opened_page_shows_everything_of_hers_and_nothing_of_others(written):
    html = opened().content.decode()
    for text in ("ich möchte helfen", "haus.png", "Ruft morgen an.", "Ich willige ein.", written.reference):
        assert text in html
    assert "Andere" not in html


def test_letters_of_the_address_may_be_of_any_size(written):
    assert written.reference in opened(email="Ruth@Example.ORG").content.decode()


def archive(client, key) -> zipfile.ZipFile:
    response = client.post(OPENED, {"key": key, "action": "archive"})
    assert response["Content-Disposition"] == 'attachment; filename="meine-daten.zip"'
    assert "no-store" in response["Cache-Control"]
    return zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_download_holds_the_same_and_her_files(written):
    client = Client()
    package = archive(client, opened(client).context["key"])

    data = json.loads(package.read("data.json"))
    [submission] = data["submissions"]
    assert submission["reference"] == written.reference
    assert {"question": "Nachricht", "answer": MESSAGE["nachricht"]} in submission["answers"]
    [file] = submission["files"]
    assert package.read(file["path"]) == written.files.get().open().read()
    assert set(package.namelist()) == {"data.json", file["path"]}


def test_download_without_a_file_that_is_gone_says_so(written):
    client = Client()
    key = opened(client).context["key"]
    default_storage.delete(written.files.get().key)
    package = archive(client, key)
    data = json.loads(package.read("data.json"))
    assert data["missing_files"] == [data["submissions"][0]["files"][0]["path"]]
    assert package.namelist() == ["data.json"]


def test_proposed_changes_are_told_and_erased(db):
    entry = make_entry(make_directory())
    Maintainership.objects.create(page=entry, maintainer_email=HER)
    draft = get_draft(entry, HER)
    send_proposal(draft, {**draft.base, "summary": "Wir tanzen jetzt."})
    keep_draft(entry, "andere@example.org", {"summary": ["Nicht von ihr."]}, 0)

    html = opened().content.decode()
    [told] = export_person(HER)["proposed_changes"]

    assert "Wir tanzen jetzt." in html
    assert "Nicht von ihr." not in html
    # The label of this state is written for staff.
    assert "Ihre Entscheidung" not in html
    assert told["changes"][0]["after"] == "Wir tanzen jetzt."
    assert json.dumps(told, default=str)
    erase_person(HER)
    assert [each.email for each in EntryProposal.objects.all()] == ["andere@example.org"]


def test_erasure_needs_the_box(written):
    client = Client()
    key = opened(client).context["key"]
    response = client.post(OPENED, {"key": key, "action": "erase"})
    assert response.status_code == 200
    assert response.context["form"].has_error("sure", "required")
    assert Submission.objects.filter(pk=written.pk).exists()


def test_erasure_leaves_nothing_of_hers(written):
    client = Client()
    key = opened(client).context["key"]

    response = client.post(OPENED, {"key": key, "action": "erase", "sure": "on"})

    assert response.context["counts"] == {"submissions": 1, "entries": 0, "kept": []}
    assert not Submission.objects.sent_from(HER).exists()
    assert not Mail.objects.filter(to=HER).exists()
    assert not AccessLink.objects.filter(email=HER).exists()
    assert Submission.objects.get().sender_name == "Andere"


def test_erasure_takes_the_files_along(written, django_capture_on_commit_callbacks):
    file = written.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(HER)
    assert not default_storage.exists(file.key)


def test_page_cannot_be_used_again_after_the_erasure(written):
    client = Client()
    key = opened(client).context["key"]
    client.post(OPENED, {"key": key, "action": "erase", "sure": "on"})
    for action in ("erase", "archive"):
        assert client.post(OPENED, {"key": key, "action": action, "sure": "on"}).status_code == 404


def test_opened_page_closes_by_itself(written, monkeypatch):
    client = Client()
    key = opened(client).context["key"]
    monkeypatch.setattr("forms_app.privacy.personal_data_views.OPEN_FOR", timedelta(seconds=-1))
    assert client.post(OPENED, {"key": key, "action": "archive"}).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "1", "\x00", "a" * 100_000, "MQ:1:2"])
@pytest.mark.parametrize("action", ["archive", "erase", "\x00"])
def test_forged_key_opens_nothing(written, key, action):
    opened()
    assert Client().post(OPENED, {"key": key, "action": action, "sure": "on"}).status_code == 404
    assert Submission.objects.count() == 2


def test_key_of_a_link_that_nobody_opened_is_worth_nothing(written):
    ask(HER)
    key = signing.dumps(AccessLink.objects.get(purpose="data").pk, salt="forms_app.opened_personal_data")
    assert Client().post(OPENED, {"key": key, "action": "archive"}).status_code == 404


def test_withdrawn_consent_can_be_proven_without_naming_her(written):
    erase_person(HER)

    proof = WithdrawnConsent.objects.get()
    assert (proof.version.text, proof.given_at) == ("Ich willige ein.", written.received_at)
    assert "ruth" not in str(list(WithdrawnConsent.objects.values())).lower()
    assert export_person(HER)["withdrawn_consents"][0]["text"] == "Ich willige ein."
    assert export_person("niemand@example.org")["withdrawn_consents"] == []


def test_entry_survives_without_the_person(client, home):
    make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    entry = accept_registration(make_confirmed(client, home), by=None)

    erase_person("vorstand@example.org")

    maintainer = OrganisationPage.objects.get().maintainership
    assert client.get(entry.url).status_code == 200
    assert (maintainer.maintainer_email, maintainer.maintainer_mode) == ("", "agency")
    assert not Submission.objects.exists()


def test_contact_person_leaves_the_page_its_drafts_and_old_versions(home):
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    person = ContactPerson(
        name="Ruth Heinz", email=HER, email_is_public=True, consented_on=timezone.localdate()
    )
    entry = make_entry(directory, contacts=[person], email=HER, phone="+49656115063")
    entry.save_revision().publish()
    entry.save_revision()
    assert HER in Client().get(entry.url).content.decode()

    erased = erase_person(HER)

    assert erased["entries"] == 1
    assert erased["kept"] == [{"title": entry.title, "phone": "06561 15063", "website": ""}]
    html = Client().get(entry.url).content.decode()
    assert HER not in html
    assert "Ruth Heinz" not in html
    assert "06561 15063" in html
    assert HER not in str(list(Revision.objects.values_list("content", flat=True)))
    assert not ContactPerson.objects.exists()


def test_entry_with_no_other_way_of_contact_stays(home):
    directory = make_page(home, "Verzeichnis", "directory.DirectoryPage", slug="verzeichnis")
    entry = make_entry(directory, email=HER)
    erase_person(HER)
    assert Client().get(entry.url).status_code == 200


def test_three_links_an_hour_and_nobody_learns_it(written):
    answers = [ask(HER) for _time in range(5)]
    assert {(each.status_code, each.url) for each in answers} == {(303, f"{ASK}?angefragt=1")}
    assert len(mails("access-link")) == 3


def test_too_many_requests_from_one_address_wait(home):
    answers = [ask(f"a{number}@example.org") for number in range(11)]
    assert [each.status_code for each in answers] == [303] * 10 + [429]


@pytest.mark.parametrize(
    "email", ["", "x", "a@b", "\x00", "a" * 100_000 + "@example.org", "a@example.org\r\nBcc: b@example.org"]
)
def test_impossible_address_is_refused_at_the_field(home, email):
    response = ask(email)
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert not Mail.objects.exists()


def test_page_sets_no_cookie_and_needs_none(home):
    client = Client(enforce_csrf_checks=True)
    client.get(ASK)
    assert ask(HER, client).status_code == 303
    assert not client.cookies


def test_opened_address_leads_back_to_the_beginning(home):
    response = Client().get(OPENED)
    assert (response.status_code, response.url) == (303, ASK)


def test_script_stays_text(page):
    script = "<script>alert(1)</script>"
    send(page, dict.fromkeys(MESSAGE, script) | {"e_mail": HER, "privacy-consent": "on"})
    assert script not in opened().content.decode()


def test_staff_have_no_part_in_it(written):
    """Being logged in gives no access to personal data."""
    client = Client()
    client.force_login(make_user("chefin", is_superuser=True))
    ask(HER, client)
    path = path_in(mails("access-link")[-1])
    assert client.get(path).status_code == 200
    assert "Ruth" not in client.get(path).content.decode()
