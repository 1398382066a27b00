"""Hours while the mail server is away: entered once, asked once when it is back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.mail.delivery import deliver_due
from cms.mail.models import Mail
from cms.mail.tests.smtp import free_port, mail_server
from joining.hours.models import HelperHours
from tests.support.mailboxes import linked_path, texts_to

from .making import HELPER, typed

pytestmark = pytest.mark.django_db


def test_hours_are_entered_and_the_helper_is_asked_later(client, session, settings):
    settings.MAIL_TRANSPORT = "cms.mail.transport.BoundedEmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 0.5
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    address = reverse("add_club_hours", args=[session])
    assert [client.post(address, typed()).status_code for _twice in range(2)] == [303, 303]
    deliver_due()
    hours = HelperHours.objects.get()
    with mail_server(port=settings.EMAIL_PORT) as mailbox:
        Mail.objects.update(due_at=timezone.now())
        deliver_due()
        assert len(texts_to(mailbox, HELPER)) == 1
        link = linked_path(mailbox, HELPER, "/stunden/", seconds=0)
    client.post(link, {"hours": hours.key, "version": 1, "action": "agree"})
    hours.refresh_from_db()
    assert hours.is_confirmed
