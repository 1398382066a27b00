"""Links in mails take effect exactly once, whatever fetches them and however they were altered."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import registry

from cms.mail.links import make_link
from cms.mail.models import AccessLink
from forms_app.links import Purpose
from forms_app.models import Submission
from forms_app.services.acknowledging import take_in
from forms_app.services.review import change_status
from forms_app.tests.mailing import mails, make_registration, path_in
from forms_app.tests.making import MESSAGE, make_form_page, send
from forms_app.tests.reviewing import make_submission
from tests.support.making import make_user
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def registered(home):
    return make_registration(home)


@pytest.fixture
def paths(home, registered):
    """A path for each purpose, with a check whether it took effect."""
    send(make_form_page(home, slug="kontakt"))
    token = make_link(Purpose.PERSONAL_DATA, None, "niemand@example.org")
    return {
        "registration": registered[1],
        "copy": path_in(mails("received")[-1]),
        "data": f"/meine-daten/{token}/",
    }


def used(purpose) -> bool:
    return AccessLink.objects.get(purpose=purpose).is_used


PURPOSES = ["registration", "copy", "data"]


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("method", ["get", "head"])
def test_fetching_a_link_changes_nothing(paths, purpose, method):
    client = Client()
    for _scanner in range(3):
        response = getattr(client, method)(paths[purpose])
    assert response.status_code == 200
    assert not used(purpose)
    assert not client.cookies
    assert Submission.objects.unconfirmed().exists()
    assert not mails("copy")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_link_page_is_neither_kept_nor_told_to_others(paths, purpose):
    response = Client().get(paths[purpose])
    assert "no-store" in response["Cache-Control"]
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("no-referrer", "noindex")


@pytest.mark.parametrize(("purpose", "status"), [("registration", 303), ("copy", 303), ("data", 200)])
def test_button_acts_once(paths, purpose, status):
    assert Client(enforce_csrf_checks=True).post(paths[purpose]).status_code == status
    assert used(purpose)


@pytest.mark.parametrize("purpose", ["registration", "copy"])
def test_replay_is_told_friendly_and_changes_nothing(paths, purpose):
    client = Client()
    client.post(paths[purpose])
    before = list(Submission.objects.values())
    assert client.post(paths[purpose]).status_code == 303
    response = client.get(paths[purpose])
    assert response.status_code == 200
    assert response.context["is_done"]
    assert list(Submission.objects.values()) == before
    assert len(mails("copy")) == (purpose == "copy")


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_link_to_personal_data_works_once(paths, method):
    client = Client()
    client.post(paths["data"])
    assert getattr(client, method)(paths["data"]).status_code == 410


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_altered_letter_is_not_found(paths, purpose, method):
    path = paths[purpose]
    altered = f"{path[:-2]}{'a' if path[-2] != 'a' else 'b'}/"
    assert getattr(Client(), method)(altered).status_code == 404
    assert not used(purpose)


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize(("purpose", "other"), permutations(PURPOSES, 2))
def test_link_for_something_else_is_not_found(paths, purpose, other, method):
    token = paths[purpose].split("/")[2]
    path = paths[other].replace(paths[other].split("/")[2], token)
    assert getattr(Client(), method)(path).status_code == 404
    assert not used(purpose)


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_expired_link_is_gone(paths, purpose, method):
    AccessLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert getattr(Client(), method)(paths[purpose]).status_code == 410
    assert not used(purpose)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("purpose", PURPOSES)
def test_other_methods_are_not_allowed(paths, purpose, method):
    assert getattr(Client(), method)(paths[purpose]).status_code == 405


@pytest.mark.parametrize(
    "token", ["x", "a" * 43, "a" * 100_000, "%00", "%ED%A0%80", "..%2f", "\u202e", "null", "a" * 42 + "\n"]
)
@pytest.mark.parametrize("place", ["bestaetigung", "kopie", "meine-daten"])
def test_hostile_link_is_not_found(db, home, place, token):
    assert Client().get(f"/{place}/{token}/").status_code in {404, 400}


@pytest.mark.parametrize(("purpose", "hours"), [("registration", 72), ("copy", 72), ("data", 1)])
def test_each_link_has_its_time(paths, purpose, hours):
    link = AccessLink.objects.get(purpose=purpose)
    assert abs(link.expires_at - link.created_at - timedelta(hours=hours)) < timedelta(seconds=1)


def test_only_the_hash_of_a_link_is_stored(paths):
    stored = str(list(AccessLink.objects.values()))
    for path in paths.values():
        assert path.split("/")[2] not in stored


def test_confirmed_registration_is_seen_by_staff(registered):
    submission, path = registered
    assert submission.status == "unconfirmed"
    assert not Submission.objects.for_staff().exists()

    Client().post(path)

    submission.refresh_from_db()
    assert (submission.status, bool(submission.confirmed_at)) == ("new", True)
    assert registry.get_logs_for_instance(submission).get().action == "forms_app.confirm"


def test_link_of_a_deleted_registration_is_gone(registered):
    submission, path = registered
    Submission.objects.all().delete()
    assert [Client().get(path).status_code, Client().post(path).status_code] == [410, 410]


def test_registration_that_staff_closed_is_not_opened_by_the_link(registered):
    submission, path = registered
    Submission.objects.update(status="rejected")
    Client().post(path)
    submission.refresh_from_db()
    assert submission.status == "rejected"


def test_mail_to_an_unconfirmed_address_holds_nothing_that_was_typed(home, registered):
    send(make_form_page(home, slug="kontakt"), MESSAGE | {"betreff": "Kaufen Sie", "nachricht": "billig!"})
    confirmation, received = mails()
    for word in ("Chor am Markt", "Wir singen", "vorstand"):
        assert word not in confirmation.text + confirmation.html + confirmation.subject
    for word in ("Ruth", "Kaufen Sie", "billig"):
        assert word not in received.text + received.html + received.subject


def test_copy_goes_to_the_confirmed_address_with_the_answers(paths):
    Client().post(paths["copy"])
    (copy,) = mails("copy")
    assert copy.to == "ruth@example.org"
    assert "ich möchte helfen." in copy.text
    assert Submission.objects.get(kind="contact").confirmed_at


def test_contact_form_needs_no_confirmation(paths):
    assert Submission.objects.get(kind="contact").status == "new"


def test_registration_taken_for_spam_is_asked_to_confirm_when_staff_know_better(client, home):
    submission, _no_path = make_registration(home, **{"home-page": "https://spam.example"})
    assert (submission.status, mails()) == ("spam", [])

    change_status(submission, "new", by=make_user("agentur", group="Ehrenamtsagentur"))

    (mail,) = mails("confirmation")
    client.post(path_in(mail))
    submission.refresh_from_db()
    assert (submission.status, bool(submission.confirmed_at)) == ("new", True)


def test_spam_gets_no_mail(home):
    send(make_form_page(home), **{"home-page": "x"})
    make_registration(home, **{"home-page": "x"})
    assert mails() == []


@pytest.mark.parametrize(
    ("language", "until"),
    [("de", ". November 2026, 1"), ("en", " November 2026, 1"), ("de-simple", "November 2026, 1")],
)
def test_day_until_when_a_link_works_is_written_in_the_language_of_the_mail(
    home, time_travel, language, until
):
    time_travel(datetime(2026, 11, 24, 12, tzinfo=UTC))
    take_in(make_submission(language=language, kind="registration", status="unconfirmed"))
    text = mails("confirmation")[0].text
    assert until in text
    assert ("Uhr" in text) is (language != "en")
