"""`make run` starts a worker, too; whatever happens to one, the other continues or ends with it."""

import os
import signal
import time
from pathlib import Path

import pytest

from cms.mail.tests.smtp import mail_server

from .support.installation import Installation, children, worker_beside

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("prepared") / "data")
    installation.prepare(with_mails=True)
    return installation


@pytest.fixture
def installation(prepared, tmp_path):
    return prepared.copy(tmp_path / "data")


@pytest.fixture
def mailbox(installation):
    with mail_server() as mailbox:
        installation.use_mail_server(mailbox.port)
        yield mailbox


@pytest.fixture
def site(installation, mailbox):
    site = installation.site_with_worker()
    with site.process:
        site.process.wait_for(site.answers, 60)
        yield site


def test_mail_leaves_and_jobs_run_beside_the_site(installation, site, mailbox):
    installation.queue_mail()
    site.process.wait_for(lambda: mailbox.envelopes, 20)

    site.process.wait_for(lambda: installation.ask("SELECT COUNT(*) > 0 FROM jobs_jobrun") == [(True,)], 20)


def test_site_goes_on_without_its_worker(site):
    os.kill(worker_beside(site), signal.SIGKILL)
    time.sleep(1)

    assert site.answers()


def test_interrupt_ends_both_cleanly(site):
    site.process.interrupt(seconds=5)

    assert site.process.is_gone
    assert "Traceback" not in site.process.read()


def test_worker_of_a_killed_site_ends_by_itself(site):
    worker = worker_beside(site)
    server = next(pid for pid in children(site) if pid != worker)
    os.kill(site.process.process.pid, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)

    deadline = time.monotonic() + 10
    while is_alive(worker):
        assert time.monotonic() < deadline, "The orphan goes on."
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # An orphan that ended stays in the process table until its parent collects it.
    return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
