"""Time travel: each rule deletes what is past its time, and nothing a moment earlier."""

import logging
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.jobs.models import JobRun
from cms.jobs.state import run_due_jobs
from cms.mail.links import make_link
from cms.mail.models import AccessLink, Mail
from forms_app.models import (
    ConsentVersion,
    SolvedChallenge,
    Submission,
    SubmissionFile,
    SubmissionNote,
    SubmissionReply,
    UnclaimedFile,
    WithdrawnConsent,
)
from forms_app.services.retention import forget_due
from forms_app.services.review import add_note, change_status, reply
from forms_app.tests.mailing import make_confirmed, make_registration
from forms_app.tests.making import MESSAGE, make_form_page, send
from tests.support.making import make_picture_file, make_user

PLANTED = "Xaverine Planthold"
QUESTIONS = [
    {"label": "Name", "autocomplete": "name"},
    {"label": "E-Mail", "field_type": "email"},
    {"label": "Betreff"},
    {"label": "Nachricht", "field_type": "multiline"},
    {"label": "Bild", "field_type": "file", "file_kinds": "pictures"},
]
pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=5)


def after(**span):
    """Two times: `[too early, late enough]`."""
    then = timezone.now() + relativedelta(**span)
    return [then - MOMENT, then + MOMENT]


def those_above_zero(counts) -> dict:
    return {name: number for name, number in counts.items() if number}


def test_unconfirmed_registration_goes_after_72_hours(home):
    make_registration(home)
    early, late = after(hours=72)
    assert those_above_zero(forget_due(early)) == {}
    assert those_above_zero(forget_due(late)) == {"unconfirmed": 1}
    assert not Submission.objects.exists()
    assert not AccessLink.objects.exists()
    assert not Mail.objects.exists()


def test_confirmed_registration_stays(client, home):
    make_confirmed(client, home)
    forget_due(timezone.now() + timedelta(days=3650))
    assert Submission.objects.exists()


@pytest.mark.parametrize(("promised", "kept"), [(180, 90), (30, 30)])
def test_rejected_registration_goes_after_90_days_or_what_was_promised(client, home, promised, kept):
    submission = make_confirmed(client, home)
    Submission.objects.update(retention_days=promised)
    change_status(submission, "rejected", by=make_user("chefin", is_superuser=True))
    early, late = after(days=kept)
    assert those_above_zero(forget_due(early)) == {}
    assert sum(those_above_zero(forget_due(late)).values()) == 1
    assert not Submission.objects.exists()


@pytest.mark.parametrize("status", sorted(Submission.CLOSED))
@pytest.mark.parametrize("promised", [1, 180, 3650])
def test_closed_message_goes_after_what_its_form_promised(home, status, promised):
    send(make_form_page(home, retention_days=promised))
    change_status(Submission.objects.get(), status, by=make_user("chefin", is_superuser=True))
    early, late = after(days=promised)
    assert those_above_zero(forget_due(early)) == {}
    assert those_above_zero(forget_due(late)) == {"closed": 1}


@pytest.mark.parametrize("status", sorted(Submission.OPEN))
def test_open_message_stays(home, status):
    send(make_form_page(home, retention_days=1))
    Submission.objects.update(status=status)
    forget_due(timezone.now() + timedelta(days=3650))
    assert Submission.objects.exists()


def test_number_of_the_form_at_the_time_of_sending_holds(home):
    page = make_form_page(home, retention_days=10)
    send(page)
    change_status(Submission.objects.get(), "done", by=make_user("chefin", is_superuser=True))
    page.retention_days = 300
    page.save()
    assert those_above_zero(forget_due(after(days=10)[1])) == {"closed": 1}


def test_withdrawn_consent_goes_after_three_years(home):
    version = ConsentVersion.objects.record(make_form_page(home, consent_text="Ja."))
    WithdrawnConsent.objects.create(version=version, address_digest="x", given_at=timezone.now())
    early, late = after(years=3)
    assert those_above_zero(forget_due(early)) == {}
    assert those_above_zero(forget_due(late)) == {"consents": 1}


def test_link_to_personal_data_goes_a_day_after_its_time(db):
    make_link("data", None, "ruth@example.org")
    early, late = after(hours=25)
    assert those_above_zero(forget_due(early)) == {}
    assert those_above_zero(forget_due(late)) == {"links": 1}


def test_solved_challenge_goes_when_it_is_void_anyway(db):
    SolvedChallenge.objects.create(challenge="x", expires_at=timezone.now() + timedelta(hours=1))
    early, late = after(hours=1)
    assert those_above_zero(forget_due(early)) == {}
    assert those_above_zero(forget_due(late)) == {"challenges": 1}


@pytest.fixture
def planted(home):
    """A closed case with everything that can belong to one."""
    page = make_form_page(home, QUESTIONS, retention_days=180)
    picture = SimpleUploadedFile("bild.png", make_picture_file().read(), "image/png")
    answers = {"name": PLANTED, "e_mail": "xaverine@example.org", "bild": picture}
    send(page, MESSAGE | answers)
    submission, boss = Submission.objects.get(), make_user("chefin", is_superuser=True)
    add_note(submission, f"{PLANTED} ruft an.", by=boss)
    reply(submission, f"Liebe {PLANTED}!", by=boss)
    return change_status(submission, "done", by=boss)


def test_forgetting_takes_all_that_belongs_to_a_case(planted):
    key = planted.files.get().key
    assert Mail.objects.count() == 2
    forget_due(after(days=180)[1])
    left = (Submission, SubmissionFile, SubmissionNote, SubmissionReply, Mail, AccessLink)
    assert [model.__name__ for model in left if model.objects.exists()] == []
    assert UnclaimedFile.objects.get().key == key


def test_file_leaves_the_storage(planted, django_capture_on_commit_callbacks):
    key = planted.files.get().key
    assert default_storage.exists(key)
    with django_capture_on_commit_callbacks(execute=True):
        forget_due(after(days=180)[1])
    assert not default_storage.exists(key)
    assert not UnclaimedFile.objects.exists()


def test_nothing_in_the_database_names_the_forgotten(planted):
    forget_due(after(days=180)[1])
    for model in apps.get_models():
        rows = str(list(model._base_manager.values()))
        assert PLANTED not in rows, model
        assert "xaverine" not in rows, model


def test_only_counts_are_logged(planted, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    forget_due(after(days=180)[1])
    logged = caplog.text + "".join(capfd.readouterr())
    assert "closed 1" in logged
    for word in (PLANTED, "Xaverine", "xaverine@example.org", planted.reference):
        assert word not in logged


def test_running_twice_forgets_nothing_more(planted):
    late = after(days=180)[1]
    assert those_above_zero(forget_due(late)) == {"closed": 1}
    assert those_above_zero(forget_due(late)) == {}


def test_many_are_forgotten_in_one_run(home, monkeypatch):
    monkeypatch.setattr("forms_app.services.retention.AT_ONCE", 2)
    page = make_form_page(home, retention_days=1)
    for number in range(5):
        send(page, betreff=f"{number}")
    Submission.objects.update(status="done", closed_at=timezone.now())
    assert those_above_zero(forget_due(after(days=1)[1])) == {"closed": 5}


def test_job_tells_what_it_forgot(planted):
    Submission.objects.update(closed_at=timezone.now() - timedelta(days=181))
    run_due_jobs()
    assert JobRun.objects.get(job="forget").counts["closed"] == 1
