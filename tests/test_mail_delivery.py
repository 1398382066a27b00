"""Mails when processes die and mail servers fail, with real ones of both."""

import email
import time

import pytest

from cms.mail.tests.smtp import free_port, mail_server, silent_server

from .support.databases import KINDS, prepared_on
from .support.installation import kill

pytestmark = pytest.mark.services
SENT, WAITING, RETRYING = "sent", "waiting", "retrying"
LEASE = 4
# For tests in which the database has no say.
ON_ONE_DATABASE = pytest.mark.parametrize("prepared", KINDS[:1], indirect=True)
INTERRUPTIONS = "SELECT SUM(interruptions) FROM mail_mail WHERE fault = 'Interrupted'"


@pytest.fixture(scope="module", params=KINDS)
def prepared(request, tmp_path_factory):
    with prepared_on(
        request.param, tmp_path_factory.mktemp("prepared") / "data", with_mails=True
    ) as installation:
        if installation is None:
            pytest.skip("PostgreSQL is not installed")
        yield installation


@pytest.fixture
def installation(prepared, tmp_path):
    installation = prepared.copy(tmp_path / "data")
    installation.env["MAIL_LEASE_SECONDS"] = str(LEASE)
    return installation


def message_ids(mailbox) -> list[str]:
    return [email.message_from_string(text)["Message-ID"] for text in mailbox.texts]


def settle(worker) -> None:
    """Wait longer than a second delivery would take to show."""
    time.sleep(LEASE + 3)
    assert worker.process.poll() is None


def test_worker_killed_before_the_text_was_over_neither_loses_nor_doubles_the_mail(installation):
    with mail_server(seconds_to_answer=3) as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail()
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.recipients_named, 30)
            kill(worker)
        mailbox.seconds_to_answer = 0
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.envelopes, 30)
            settle(worker)

        assert len(mailbox.envelopes) == 1
    assert installation.states_of_mails() == [SENT]


def test_worker_killed_while_the_server_stores_the_mail_loses_nothing_and_repeats_its_id(installation):
    with mail_server(seconds_to_store=3) as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail()
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.texts_begun, 30)
            kill(worker)
        mailbox.seconds_to_store = 0
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.texts_begun == 2, 30)
            settle(worker)

        assert mailbox.texts_begun == 2
        assert len(set(message_ids(mailbox))) == 1
    assert installation.states_of_mails() == [SENT]


def test_worker_killed_after_the_answer_sends_nothing_twice(installation):
    """The server has sent 250 and delays closing the connection."""
    with mail_server(seconds_to_say_goodbye=4) as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail()
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.goodbyes_begun, 30)
            kill(worker)
        assert installation.states_of_mails() == [SENT]
        with installation.worker() as worker:
            settle(worker)

        assert len(mailbox.envelopes) == 1


def test_worker_killed_between_the_answer_and_its_note_repeats_the_mail_under_its_id(installation):
    """The unavoidable gap of SMTP, held open: the server has sent 250, but the database cannot record it."""
    with mail_server() as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail()
        mailbox.may_store.clear()
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.texts_begun, 60)
            with installation.blocked_notes():
                mailbox.may_store.set()
                worker.wait_for(lambda: mailbox.envelopes, 60)
                time.sleep(1)
                kill(worker)
        with installation.worker() as worker:
            worker.wait_for(lambda: len(mailbox.envelopes) == 2, 60)
            settle(worker)

        assert len(mailbox.envelopes) == 2
        assert len(set(message_ids(mailbox))) == 1
    assert installation.states_of_mails() == [SENT]
    assert installation.ask(INTERRUPTIONS) == [(1,)]


@ON_ONE_DATABASE
def test_worker_told_to_stop_finishes_its_mail_and_begins_no_other(installation):
    with mail_server(seconds_to_store=2) as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail(times=2)
        with installation.worker() as worker:
            worker.wait_for(lambda: mailbox.texts_begun, 30)
            worker.process.terminate()
            assert worker.process.wait(10) == 0

        assert len(mailbox.envelopes) == 1
    assert sorted(installation.states_of_mails()) == [SENT, WAITING]


@ON_ONE_DATABASE
def test_idle_worker_stops_soon(installation):
    with installation.worker() as worker:
        worker.wait_for(lambda: "is running" in worker.read(), 30)

        assert worker.interrupt(seconds=10) == 0
        assert "Traceback" not in worker.read()


@ON_ONE_DATABASE
@pytest.mark.parametrize("kind", ["refused", "hanging"])
def test_mail_leaves_once_after_the_server_is_back(installation, kind):
    port = free_port()
    if kind == "hanging":
        with silent_server() as port:
            worker_meets_fault(installation, port)
    else:
        worker_meets_fault(installation, port)
    assert installation.states_of_mails() == [RETRYING]
    installation.make_mails_due()
    with mail_server(port=port) as mailbox, installation.worker() as worker:
        worker.wait_for(lambda: mailbox.envelopes, 30)
        settle(worker)
        assert len(mailbox.envelopes) == 1
    assert installation.states_of_mails() == [SENT]


def worker_meets_fault(installation, port: int) -> None:
    installation.use_mail_server(port)
    installation.queue_mail()
    with installation.worker() as worker:
        worker.wait_for(lambda: "did not leave" in worker.read(), 40)


def test_two_workers_send_each_mail_once(installation):
    with mail_server(seconds_to_store=0.2) as mailbox:
        installation.use_mail_server(mailbox.port)
        installation.queue_mail(times=12)
        with installation.worker() as one, installation.worker():
            one.wait_for(lambda: len(mailbox.envelopes) >= 12, 60)
            settle(one)

        assert len(mailbox.envelopes) == len(set(message_ids(mailbox))) == 12
    assert installation.states_of_mails() == [SENT] * 12
