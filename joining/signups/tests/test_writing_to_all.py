"""Writing to all at once: one mail each, looked at first, sent once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from forms_app.tests.mailing import mails
from forms_app.tests.reviewing import EVERYTHING, staff
from joining.signups.models import SignupMessage
from joining.signups.services.writing_to_all import MOST_MESSAGES
from joining.signups.tests.making import confirmed, make_signup_page, places_of
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db

CHANGE = EVERYTHING[1]
TEXT = "Bitte bringen Sie feste Schuhe mit."


@pytest.fixture
@recorded
def page(home):
    page = make_signup_page(home, [{"capacity": 2}], to_address="buero@example.org")
    for email in ("ruth@example.org", "petra@example.org", "wartet@example.org"):
        confirmed(page, email)
    return page


def write(page, client=None, **changes):
    data = {"scope": "coming", "text": TEXT, "key": uuid4(), "action": "send"} | changes
    return (client or staff(CHANGE)).post(reverse("signup_write", args=[places_of(page).pk]), data)


def sent():
    return [mail for mail in mails() if mail.kind == "signup-message"]


def test_preview_shows_the_mail_and_the_number_and_sends_nothing(page):
    shown = write(page, action="preview").content.decode()

    assert TEXT in shown
    assert "An 2 Personen senden" in shown
    assert sent() == []


def test_each_gets_one_mail_and_sees_no_other_address(page):
    write(page)

    assert sorted(mail.to for mail in sent()) == ["petra@example.org", "ruth@example.org"]
    for mail in sent():
        others = {"petra@example.org", "ruth@example.org", "wartet@example.org"} - {mail.to}
        assert not any(other in mail.text + mail.html + str(mail.headers) for other in others)
        assert mail.headers["Reply-To"] == "buero@example.org"
        assert TEXT in mail.text


def test_those_who_wait_are_written_to_if_wanted(page):
    write(page, scope="all")

    assert len(sent()) == 3


def test_double_click_sends_once(page):
    key, client = uuid4(), staff(CHANGE)

    write(page, client, key=key)
    write(page, client, key=key)

    assert len(sent()) == 2
    assert SignupMessage.objects.get().receivers == 2


def test_there_is_a_limit_for_a_day(page):
    client = staff(CHANGE)
    for _number in range(MOST_MESSAGES):
        write(page, client)

    answer = write(page, client)

    assert answer.status_code == 422
    assert "mehrmals an alle geschrieben" in answer.content.decode()
    assert len(sent()) == 2 * MOST_MESSAGES


@pytest.mark.parametrize("changes", [{"text": " "}, {"text": "a" * 3001}, {"scope": "x"}, {"key": "x"}])
def test_what_cannot_be_sent_is_asked_again(page, changes):
    assert write(page, **changes).status_code == 422
    assert sent() == []
