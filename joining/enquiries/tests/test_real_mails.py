"""Messages to clubs while the mail server is away, with a real one."""

import pytest
from django.utils import timezone

from cms.mail.delivery import deliver_due
from cms.mail.models import Mail
from cms.mail.tests.smtp import free_port, mail_server
from joining.enquiries.models import Enquiry
from joining.enquiries.tests.making import CLUB, MESSAGE, key_of_call, write
from tests.support.mailboxes import linked_path, texts_to

SENDER, OFFICE = MESSAGE["email"], "buero@stadt.example"
CONFIRM, ANSWER = "/nachricht/bestaetigen/", "/nachricht/beantworten/"


@pytest.fixture
def use_server(settings):
    def use(port):
        settings.MAIL_TRANSPORT = "cms.mail.transport.BoundedEmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    return use


def counts(mailbox) -> tuple[int, ...]:
    return tuple(len(texts_to(mailbox, address)) for address in (SENDER, CLUB, OFFICE))


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
