"""With a real mail server: two weeks in which nobody answers, and a server that is away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.mail.delivery import deliver_due
from cms.mail.models import Mail
from cms.mail.tests.smtp import free_port, mail_server
from forms_app.models import Submission
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import CLUB, MESSAGE, WORDS, key_of_call, make_club, write
from joining.enquiries.workflow.following_up import follow_up
from tests.support.mailboxes import linked_path, texts_to
from tests.support.making import make_user

SENDER, OFFICE = MESSAGE["email"], "buero@stadt.example"
CONFIRM, ANSWER = "/nachricht/bestaetigen/", "/nachricht/beantworten/"


@pytest.fixture
def use_server(settings):
    def use(port):
        settings.MAIL_TRANSPORT = "cms.mail.transport.BoundedEmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    return use


@pytest.fixture
def mailbox(use_server):
    with mail_server() as mailbox:
        use_server(mailbox.port)
        yield mailbox


@pytest.fixture
def day(time_travel):
    """What the worker does so many days later. Columns whose default is the time of day keep the real clock."""
    begin = timezone.now()

    def pass_until(number: int) -> None:
        time_travel(begin + timedelta(days=number, hours=1))
        follow_up()
        deliver_due()

    return pass_until


def counts(mailbox) -> tuple[int, ...]:
    return tuple(len(texts_to(mailbox, address)) for address in (SENDER, CLUB, OFFICE))


def test_nobody_answers_for_two_weeks(client, day, form, club, mailbox):
    make_club(club.get_parent(), "Tafel", maintainer="tafel@verein.example", slug="tafel")
    write(form, key_of_call(club))
    deliver_due()
    client.post(linked_path(mailbox, SENDER, CONFIRM))
    deliver_due()
    # To the sender the link and the receipt, to the club the message.
    assert counts(mailbox) == (2, 1, 0) and WORDS in texts_to(mailbox, CLUB)[0]

    day(6)
    assert counts(mailbox) == (2, 1, 0)
    day(7)
    assert counts(mailbox) == (2, 2, 0) and WORDS not in texts_to(mailbox, CLUB)[1]
    day(13)
    assert counts(mailbox) == (2, 2, 0)
    day(14)
    assert counts(mailbox) == (3, 2, 1)
    honest, task = texts_to(mailbox, SENDER)[-1], texts_to(mailbox, OFFICE)[-1]
    assert "Wer liest vor? (Tafel)" in honest and "(Besuchsdienst)" not in honest
    reference = Submission.objects.get().reference
    assert reference in task and WORDS not in task
    day(21)
    assert counts(mailbox) == (3, 2, 1)

    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert reference in client.get("/admin/einsendungen/").text
    client.post(linked_path(mailbox, CLUB, ANSWER), {"action": "will_answer"})
    deliver_due()
    assert counts(mailbox) == (4, 2, 1)


def test_mail_server_is_away_and_every_mail_leaves_once_when_it_is_back(client, use_server, form, club):
    port = free_port()
    use_server(port)
    assert write(form, key_of_call(club)).status_code == 303
    deliver_due()
    assert Mail.objects.get().kind == "enquiry-confirm"
    with mail_server(port=port) as mailbox:
        make_due()
        client.post(linked_path(mailbox, SENDER, CONFIRM, seconds=0))
    # Away again: the club's tap counts all the same.
    deliver_due()
    assert Enquiry.objects.get().state == Enquiry.State.DELIVERED
    with mail_server(port=port) as mailbox:
        make_due()
        client.post(linked_path(mailbox, CLUB, ANSWER, seconds=0), {"action": "taken"})
        make_due()
        deliver_due()
        assert counts(mailbox)[:2] == (2, 1)
    assert Enquiry.objects.get().state == Enquiry.State.TAKEN


def make_due() -> None:
    Mail.objects.update(due_at=timezone.now())
    deliver_due()
