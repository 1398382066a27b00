"""Concurrent actions by many people, or repeated ones by one person: sending forms, and deciding about submissions."""

import json
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

import pytest
from django.conf import settings

from cms.mail.tests.smtp import mail_server, silent_server

from .support.databases import KINDS, prepared_on
from .support.form_sender import open_form, send_as_another, send_as_many

pytestmark = pytest.mark.services

COUNTS = """
SELECT (SELECT COUNT(*) FROM forms_app_submission),
  (SELECT COUNT(*) FROM mail_mail), (SELECT COUNT(*) FROM mail_mail WHERE state = 'sent')
"""
DECIDE = "from tests.support.deciders import decide_at_once; print(decide_at_once())"
FOLLOW = "from tests.support.mirrors import follow_while_others_write; print(follow_while_others_write())"
ACCEPTED = {
    "answers": {"accept 302 success": 2, "reject 409": 2, "assignment 302 success": 2},
    "status": "done",
    "entries": 1,
    "mails": {"accepted": 1},
    "log": {"forms_app.accept_registration": 1, "forms_app.assign": 2},
}
REJECTED = {
    "answers": {
        "accept 302 error": 2,
        "reject 302 success": 1,
        "reject 409": 1,
        "assignment 302 success": 2,
    },
    "status": "rejected",
    "entries": 0,
    "mails": {"rejected": 1},
    "log": {"forms_app.reject_registration": 1, "forms_app.assign": 2},
}
ASKED = {
    "answers": {"ask 302 success": 1, "ask 409": 5},
    "status": "waiting",
    "entries": 0,
    "mails": {"question": 1},
    "log": {"forms_app.ask_back": 1},
}


@pytest.fixture(scope="module", params=KINDS)
def prepared(request, tmp_path_factory):
    with prepared_on(request.param, tmp_path_factory.mktemp("prepared") / "data") as installation:
        if installation is None:
            pytest.skip("PostgreSQL is not installed")
        yield installation


@pytest.fixture
def installation(prepared, tmp_path):
    return prepared.copy(tmp_path / "data")


@pytest.fixture(scope="module")
def town(prepared, tmp_path_factory):
    """An installation and its site, for tests that compare its counts before and after."""
    installation = prepared.copy(tmp_path_factory.mktemp("town") / "data")
    # Many people, so that the limit per address does not end a test.
    installation.env["TRUSTED_PROXY_HEADER"] = "X-Forwarded-For"
    with installation.site() as site:
        yield installation, site


def counts(installation) -> dict[str, int]:
    [numbers] = installation.ask(COUNTS)
    return dict(zip(("submissions", "mails", "sent"), numbers, strict=True))


def added(installation, before: dict[str, int]) -> dict[str, int]:
    return {name: number - before[name] for name, number in counts(installation).items()}


def test_twenty_repeats_at_once_are_one_submission_and_one_mail(town):
    installation, site = town
    before, sender = counts(installation), open_form(site)
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _number: sender.send(visitor="203.0.113.1"), range(20)))

    assert {status for status, _url, _seconds in answers} == {303}
    assert len({url for _status, url, _seconds in answers}) == 1
    assert added(installation, before) == {"submissions": 1, "mails": 1, "sent": 0}


def test_sixteen_writers_at_once_lose_nothing(town):
    installation, site = town
    before, sender = counts(installation), open_form(site)
    answers = send_as_many(sender, writers=16, times=160)

    assert {status for status, _url, _seconds in answers} == {303}
    assert len({url for _status, url, _seconds in answers}) == 160
    assert added(installation, before) == {"submissions": 160, "mails": 160, "sent": 0}
    # `make bench` measures how long the slowest waits.
    assert "locked" not in site.process.read()


def test_no_answer_waits_for_a_mail_server_and_each_mail_leaves_once_afterwards(installation):
    with silent_server() as port:
        installation.use_mail_server(port)
        with installation.site() as site, installation.worker() as worker:
            sender = open_form(site)
            worker.wait_for(lambda: "is running" in worker.read(), 60)
            answers = [sender.send(nachricht=f"Nr. {number}") for number in range(10)]
    assert [status for status, _url, _seconds in answers] == [303] * 10
    # A response that waited for the mail server would take all of EMAIL_TIMEOUT.
    assert max(seconds for _status, _url, seconds in answers) < settings.EMAIL_TIMEOUT

    installation.make_mails_due()
    with mail_server(port=port) as mailbox, installation.worker() as worker:
        worker.wait_for(lambda: len(mailbox.envelopes) >= 10, 60)
        time.sleep(3)
        assert len(mailbox.envelopes) == 10
    assert counts(installation) == {"submissions": 10, "mails": 10, "sent": 10}


def test_site_told_to_stop_while_people_send_keeps_what_it_confirmed(installation):
    installation.env["TRUSTED_PROXY_HEADER"] = "X-Forwarded-For"
    with ThreadPoolExecutor(8) as threads:
        with installation.site() as site:
            sender = open_form(site)
            sendings = [threads.submit(send_safely, sender, number) for number in range(80)]
            wait(sendings, return_when=FIRST_COMPLETED)
        # Leaving the block has sent SIGTERM and waited for the end.
        answers = [sending.result() for sending in sendings]

    confirmed = sum(status == 303 for status in answers)
    stored = counts(installation)
    assert confirmed >= 1
    assert stored["submissions"] >= confirmed
    assert stored["mails"] == stored["submissions"]


def test_of_decisions_at_once_one_counts_and_all_others_are_told(installation):
    found = json.loads(installation.shell(DECIDE))

    for outcome in found["decided"]:
        assert outcome in (ACCEPTED, REJECTED)
    assert found["asked"] == [ASKED] * 3
    # Accepting one registration does not block accepting others.
    assert found["accepted"] == {"answers": {"accept 302 success": 6}, "addresses": 6, "is_tree_sound": True}


def test_who_follows_the_changes_while_others_write_misses_nothing(installation):
    found = json.loads(installation.shell(FOLLOW))

    assert (found["faults"], found["wrong"]) == ([], [0, 0])
    assert found["told"] > 20


def send_safely(sender, number: int) -> int:
    try:
        return send_as_another(sender, number)[0]
    except OSError:
        return 0
