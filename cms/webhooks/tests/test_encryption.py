"""Delivery over TLS to a real server: only if the certificate matches the host and a trusted authority signed it."""

import pytest

from cms.webhooks import sending
from cms.webhooks.delivery import deliver_due
from cms.webhooks.faults import in_plain_words
from cms.webhooks.models import WebhookAttempt, WebhookMessage
from tests.support.certificates import make_certificate, served_with
from tests.support.making import make_page
from tests.support.receiver import receiver

pytestmark = pytest.mark.django_db
HOST = "empfang.example"


@pytest.fixture
def told(home, settings, tmp_path, monkeypatch, make_endpoint):
    """Serve with a certificate for one name, trusted or not; deliver to the same or another name."""

    def tell(certified: str, is_trusted: bool) -> tuple[list[str], WebhookAttempt]:
        settings.WEBHOOKS_MAY_BE_LOCAL = True
        monkeypatch.setattr(sending, "resolve", lambda parts, **kwargs: "127.0.0.1")
        certificate = make_certificate(tmp_path, certified)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with receiver(encrypted_by=served_with(certificate)) as server:
            make_endpoint(server.url.replace("http://127.0.0.1", f"https://{HOST}"))
            make_page(home, "Neu")
            deliver_due()
            return server.keys, WebhookAttempt.objects.get()

    return tell


def test_who_shows_a_valid_certificate_is_told(told):
    keys, attempt = told(certified=HOST, is_trusted=True)
    assert keys == [WebhookMessage.objects.get().key]
    assert (attempt.status, attempt.fault) == (204, "")


@pytest.mark.parametrize(("certified", "is_trusted"), [("anders.example", True), (HOST, False)])
def test_nothing_is_told_to_anybody_else_and_the_log_says_why(told, certified, is_trusted):
    keys, attempt = told(certified, is_trusted)
    assert (keys, attempt.status, attempt.fault) == ([], None, "certificate")
    assert in_plain_words(attempt)
    assert WebhookMessage.objects.get().state == WebhookMessage.State.WAITING
