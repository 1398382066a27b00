"""Deliveries: signed, under one key, retried until they arrive, and then never repeated."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from cms.webhooks import delivery, sending
from cms.webhooks.delivery import deliver_due
from cms.webhooks.jobs import KEEP_WEBHOOKS, forget_webhooks
from cms.webhooks.models import WebhookAttempt, WebhookMessage
from tests.support.making import make_page

pytestmark = pytest.mark.django_db
State = WebhookMessage.State
# A receiver that has just failed is left alone for half a minute, which ends a little later than the first pause.
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def endpoint(server, make_endpoint):
    return make_endpoint(server.url)


@pytest.fixture
def message(endpoint, home):
    make_page(home, "Neu")
    return WebhookMessage.objects.get()


@pytest.fixture
def later(time_travel, endpoint):
    def go_on(**pause):
        moment = timezone.now() + timedelta(**pause)
        time_travel(moment)
        return deliver_due()

    return go_on


def test_a_message_arrives_signed(server, endpoint, message):
    assert deliver_due() == 1
    assert server.paths == ["/empfang?von=stadt"]
    told = Webhook(endpoint.secret).verify(server.bodies[0], server.headers[0])
    assert told == json.loads(message.body)
    assert server.keys == [message.key]
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    assert message.attempts.get().status == 204
    assert deliver_due() == 0


def test_a_receiver_that_was_down_gets_it_under_the_same_key(server, endpoint, message, later):
    server.status = 503
    assert deliver_due() == 0
    assert later(minutes=1) == 0
    server.status = 200
    assert later(minutes=3) == 1
    assert server.keys == [message.key] * 3
    Webhook(endpoint.secret).verify(server.bodies[0], server.headers[0])
    assert [attempt.status for attempt in message.attempts.all()] == [503, 503, 200]
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None


def test_a_receiver_that_cannot_be_reached_is_tried_again(endpoint, message, server):
    endpoint.url = "http://127.0.0.1:1/"
    endpoint.save()
    assert deliver_due() == 0
    message.refresh_from_db()
    assert message.state == State.WAITING
    assert message.due_at > timezone.now()
    assert message.attempts.get().fault == "connection"


def test_a_redirect_is_not_followed(server, message):
    server.status, server.redirect_to = 307, server.url
    deliver_due()
    assert len(server.paths) == 1
    assert message.attempts.get().fault == "redirect"


def test_an_answer_that_never_ends_is_cut_off(server, message, monkeypatch):
    server.drip = 0.05
    monkeypatch.setattr(sending, "SECONDS", 0.3)
    begun = time.monotonic()
    deliver_due()
    assert time.monotonic() - begun < 5
    assert message.attempts.get().fault == "timeout"


def test_a_receiver_that_fails_keeps_the_others_waiting_once(server, endpoint, message, make_endpoint, home):
    endpoint.url = "http://127.0.0.1:1/"
    endpoint.save()
    make_endpoint(server.url, name="Gut")
    make_page(home, "Noch eins")
    make_page(home, "Und noch eins")
    assert deliver_due() == 2
    assert WebhookAttempt.objects.filter(message__endpoint=endpoint).count() == 1


def test_after_a_day_it_is_switched_off_and_told(server, endpoint, message, time_travel, client, admin_user):
    server.status = 500
    deliver_due()
    deliver_due()
    for _ in delivery.TRIES_AT:
        message.refresh_from_db()
        time_travel(message.due_at + A_MOMENT)
        deliver_due()
    message.refresh_from_db()
    endpoint.refresh_from_db()
    assert message.state == State.FAILED
    assert not endpoint.is_active
    assert endpoint.disabled_at
    client.force_login(admin_user)
    assert "die abgeschaltet wurden" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("tries_before", [0, 1, 2, 5])
def test_days_in_which_nobody_tried_use_up_no_try(server, endpoint, message, time_travel, tries_before):
    """The clock jumps, or no worker runs."""
    server.status = 500
    for _ in range(tries_before):
        deliver_due()
        message.refresh_from_db()
        time_travel(message.due_at + A_MOMENT)
    time_travel(timezone.now() + timedelta(days=3))
    deliver_due()
    message.refresh_from_db()
    endpoint.refresh_from_db()
    assert (message.state, endpoint.is_active) == (State.WAITING, True)
    server.status = 200
    time_travel(message.due_at + A_MOMENT)
    assert deliver_due() == 1


def test_a_receiver_that_says_gone_is_switched_off_at_once(server, endpoint, message):
    server.status = 410
    deliver_due()
    endpoint.refresh_from_db()
    assert not endpoint.is_active


def test_while_a_secret_is_replaced_both_sign(server, endpoint, message, time_travel):
    old = endpoint.secret
    endpoint.replace_secret()
    deliver_due()
    for secret in (old, endpoint.secret):
        Webhook(secret).verify(server.bodies[0], server.headers[0])
    time_travel(timezone.now() + timedelta(hours=25))
    assert endpoint.secrets == [endpoint.secret]
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").verify(server.bodies[0], server.headers[0])


def test_the_secret_is_not_in_the_database(endpoint):
    row = type(endpoint).objects.filter(pk=endpoint.pk).values().get()
    assert endpoint.secret not in map(str, row.values())
    assert endpoint.secret == type(endpoint).objects.get().secret


def test_a_message_whose_worker_was_killed_is_due_again(endpoint, message, later, monkeypatch, server):
    monkeypatch.setattr(delivery, "send", lambda *args: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        deliver_due()
    monkeypatch.undo()
    assert deliver_due() == 0
    assert later(minutes=1) == 1


def test_old_messages_are_forgotten(message, time_travel):
    time_travel(timezone.now() + KEEP_WEBHOOKS + timedelta(days=1))
    assert forget_webhooks() == {"messages": 1}
    assert not WebhookMessage.objects.exists()


def test_a_pause_that_a_wrong_clock_wrote_holds_nobody(endpoint, message, server):
    type(endpoint).objects.update(wait_until=timezone.now() + timedelta(hours=1))
    assert deliver_due() == 1
