import time
from datetime import timedelta
from email import message_from_string

import pytest
from django.db import OperationalError
from django.utils import timezone

from cms.jobs.queue import MOST_INTERRUPTIONS
from cms.mail import delivery
from cms.mail.again import failed_mails, send_again
from cms.mail.delivery import ATTEMPTS_AT, deliver, deliver_due
from cms.mail.faults import INTERRUPTED
from cms.mail.models import Mail
from cms.mail.queueing import queue
from tests.support.making import make_user

from .smtp import free_port, mail_server, silent_server

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture
def use_server(settings):
    def use(port):
        settings.MAIL_TRANSPORT = "cms.mail.transport.BoundedEmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 0.5

    return use


@pytest.fixture
def mailbox(use_server):
    with mail_server() as server:
        use_server(server.port)
        yield server


def queue_mail(to="ruth@example.org", text="Gern!", **more) -> Mail:
    return queue("reply", to=to, site=None, context={"reference": "2026-7K3M9Q", "message": text} | more)


def make_due():
    Mail.objects.update(due_at=timezone.now())


def test_mail_leaves_once(mailbox):
    email = queue_mail()

    assert deliver_due()["sent"] == 1
    assert not deliver_due()

    [envelope] = mailbox.envelopes
    message = message_from_string(mailbox.texts[0])
    email.refresh_from_db()
    assert email.state == Mail.State.SENT
    assert envelope.rcpt_tos == ["ruth@example.org"]
    assert envelope.mail_from == "ehrenamt@example.org"
    assert message["Message-ID"] == email.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"])
def test_no_header_is_injected_on_the_wire(mailbox, line_end):
    evil = f"Nett{line_end}Bcc: opfer@example.org{line_end}{line_end}."
    queue(
        "reply",
        to="ruth@example.org",
        site=None,
        context={"reference": evil, "message": evil, "name": evil},
        reply_to=f"ruth@example.org{line_end}Bcc: opfer@example.org",
        headers={"In-Reply-To": evil},
    )

    deliver_due()

    [envelope] = mailbox.envelopes
    message = message_from_string(mailbox.texts[0])
    assert envelope.rcpt_tos == ["ruth@example.org"]
    assert message["Bcc"] is None
    assert message.is_multipart()


def test_refused_connection_is_tried_again_and_leaves_once_afterwards(use_server):
    port = free_port()
    use_server(port)
    queue_mail()
    results = deliver_due()
    assert (results["retried"], results["unreachable"]) == (1, 1)

    make_due()
    with mail_server(port=port) as mailbox:
        assert deliver_due()["sent"] == 1
        assert not deliver_due()
        assert len(mailbox.envelopes) == 1


def test_hanging_server_costs_one_time_out_for_all_mails(use_server):
    for _number in range(3):
        queue_mail()
    with silent_server() as port:
        use_server(port)
        begin = time.monotonic()
        results = deliver_due()

    assert time.monotonic() - begin < 2
    assert (results["retried"], results["unreachable"]) == (1, 1)
    assert Mail.objects.filter(state=Mail.State.WAITING).count() == 2


@pytest.mark.parametrize("stage", ["reply_to_recipient", "reply_to_text"])
def test_later_please_is_tried_again(use_server, stage):
    email = queue_mail()
    with mail_server(**{stage: "451 Später bitte"}) as mailbox:
        use_server(mailbox.port)
        assert deliver_due() == {"retried": 1}
        make_due()
        setattr(mailbox, stage, "")
        assert deliver_due() == {"sent": 1}
        assert len(mailbox.envelopes) == 1
    email.refresh_from_db()
    assert email.state == Mail.State.SENT


@pytest.mark.parametrize("stage", ["reply_to_recipient", "reply_to_text"])
def test_refusal_for_good_is_not_tried_again(use_server, stage):
    email = queue_mail()
    with mail_server(**{stage: "550 Unbekannt"}) as mailbox:
        use_server(mailbox.port)
        assert deliver_due() == {"failed": 1}
        make_due()
        assert not deliver_due()
        assert mailbox.connections == 1
    email.refresh_from_db()
    assert email.state == Mail.State.FAILED
    assert email.answer.startswith("550")


def test_one_bad_address_does_not_hold_up_the_others(use_server):
    queue_mail(to="kaputt@example.org")
    queue_mail()

    with mail_server() as mailbox:
        original = mailbox.handle_RCPT

        async def refuse_one(server, session, envelope, address, options):
            if address.startswith("kaputt"):
                return "550 Unbekannt"
            return await original(server, session, envelope, address, options)

        mailbox.handle_RCPT = refuse_one
        use_server(mailbox.port)
        assert deliver_due() == {"failed": 1, "sent": 1}


def test_pauses_grow_and_end_after_a_day(use_server, time_travel):
    email = queue_mail()
    tried_at = []
    with mail_server(reply_to_text="451 Später bitte") as mailbox:
        use_server(mailbox.port)
        begin = timezone.now()
        while email.state in (Mail.State.WAITING, Mail.State.RETRYING):
            tried_at.append(timezone.now() - begin)
            deliver_due()
            email.refresh_from_db()
            time_travel(email.due_at)

    assert [round(at / timedelta(minutes=1)) for at in tried_at] == [
        0,
        *(round(at / timedelta(minutes=1)) for at in ATTEMPTS_AT),
    ]
    assert email.state == Mail.State.FAILED


@pytest.mark.parametrize("reply", ["451 Später bitte", ""])
@pytest.mark.parametrize("tries_before", [1, 2, 4])
def test_days_in_which_nobody_tried_use_up_no_attempt(use_server, time_travel, reply, tries_before):
    """The clock jumps, or no worker runs."""
    email = queue_mail()
    with mail_server(reply_to_text=reply) as mailbox:
        use_server(mailbox.port if reply else free_port())
        for _ in range(tries_before):
            deliver_due()
            email.refresh_from_db()
            time_travel(email.due_at)
        time_travel(timezone.now() + timedelta(days=3))
        deliver_due()
        email.refresh_from_db()
        assert email.state == Mail.State.RETRYING
        time_travel(email.due_at)
        mailbox.reply_to_text = ""
        use_server(mailbox.port)
        assert deliver_due()["sent"] == 1


def test_server_that_is_back_after_long_gets_everything_within_minutes(use_server, time_travel):
    use_server(free_port())
    email = queue_mail()
    deliver_due()
    time_travel(timezone.now() + timedelta(hours=5))
    deliver_due()

    email.refresh_from_db()
    assert email.due_at - timezone.now() <= timedelta(minutes=10)


def test_claimed_mail_is_nobody_elses_until_the_lease_ends(time_travel, settings):
    email = queue_mail()

    assert Mail.objects.claim(email.pk)
    assert Mail.objects.claim(email.pk) is None
    time_travel(timezone.now() + settings.MAIL_LEASE + timedelta(seconds=1))
    assert Mail.objects.claim(email.pk).pk == email.pk


@pytest.mark.parametrize("ahead", [timedelta(hours=13), timedelta(days=1), timedelta(days=4000)])
def test_mail_does_not_wait_for_a_day_that_a_wrong_clock_wrote(ahead):
    email = queue_mail()
    Mail.objects.update(due_at=timezone.now() + ahead)

    assert Mail.objects.claim(email.pk)


def test_attempt_that_nobody_noted_the_end_of_is_counted(time_travel, settings):
    email = queue_mail()
    Mail.objects.claim(email.pk)
    for _attempt in range(2):
        time_travel(timezone.now() + settings.MAIL_LEASE + timedelta(seconds=1))
        Mail.objects.claim(email.pk)

    email.refresh_from_db()
    assert (email.fault, email.interruptions) == (INTERRUPTED, 2)


def test_mail_that_kills_its_worker_each_time_is_given_up(time_travel, settings):
    email = queue_mail()
    attempts = 0
    while Mail.objects.claim(email.pk):
        attempts += 1
        time_travel(timezone.now() + settings.MAIL_LEASE + timedelta(seconds=1))
        assert attempts < 10
    email.refresh_from_db()
    assert (attempts, email.state) == (MOST_INTERRUPTIONS, Mail.State.FAILED)
    assert email.interruptions == MOST_INTERRUPTIONS
    # Staff may retry, which starts from the beginning.
    chief = make_user("chefin", is_superuser=True)
    send_again(failed_mails(chief), by=chief)
    assert Mail.objects.claim(email.pk)


def test_mail_that_was_erased_before_its_turn_is_gone(mailbox):
    email = queue_mail()
    Mail.objects.filter(pk=email.pk).delete()

    assert Mail.objects.claim(email.pk) is None
    assert not deliver_due()


def test_mail_erased_while_it_fails_stays_erased(use_server):
    email = queue_mail()
    with mail_server(reply_to_text="451 Später bitte") as mailbox:
        use_server(mailbox.port)

        claimed = Mail.objects.claim(email.pk)
        Mail.objects.filter(pk=email.pk).delete()
        assert deliver(claimed) == []
    assert not Mail.objects.exists()


def test_failure_of_a_worker_whose_lease_ended_changes_nothing(use_server, time_travel, settings):
    email = queue_mail()
    outdated = Mail.objects.claim(email.pk)
    time_travel(timezone.now() + settings.MAIL_LEASE + timedelta(seconds=1))
    taken_over = Mail.objects.claim(email.pk)
    with mail_server(reply_to_text="550 Nein") as mailbox:
        use_server(mailbox.port)
        assert deliver(outdated) == []

    email.refresh_from_db()
    assert email.state == Mail.State.WAITING
    assert email.locked_until == taken_over.locked_until


def test_slow_goodbye_does_not_make_a_sent_mail_fail(mailbox, monkeypatch):
    def quit_badly(self):
        raise TimeoutError

    monkeypatch.setattr("smtplib.SMTP.quit", quit_badly)
    queue_mail()

    assert deliver_due() == {"sent": 1}


def test_database_that_is_away_for_a_moment_does_not_double_a_mail(mailbox, monkeypatch):
    queue_mail()
    failures = iter([OperationalError, OperationalError])
    original = delivery.timezone.now
    monkeypatch.setattr(delivery.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(delivery.connection, "close", lambda: None)

    def now():
        if mailbox.envelopes and (error := next(failures, None)):
            raise error
        return original()

    monkeypatch.setattr(delivery.timezone, "now", now)
    deliver_due()

    assert Mail.objects.get().state == Mail.State.SENT
    assert len(mailbox.envelopes) == 1


def test_no_name_and_no_address_reaches_the_log(use_server, caplog):
    queue_mail(to="geheim@example.org", text="Ruth Geheim")
    with mail_server(reply_to_recipient="550 geheim@example.org unbekannt") as mailbox:
        use_server(mailbox.port)
        deliver_due()

    assert caplog.messages
    assert "geheim" not in caplog.text.casefold()
