"""Limits on attempts, and who must not be affected by them."""

from datetime import timedelta
from threading import BoundedSemaphore

import pytest
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import get_hasher
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.jobs import forget_attempts
from cms.accounts.sign_in import devices, lockouts
from cms.accounts.sign_in.devices import remember
from cms.common import hashing
from cms.common.hashing import HashingBusyError
from cms.jobs.later import run_errands
from cms.jobs.models import Errand
from cms.mail.models import Mail
from cms.users.models import User
from tests.support.making import make_user

from .conftest import PASSWORD, code_for

pytestmark = pytest.mark.django_db
CODE = "/admin/login/code/"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def try_password(client):
    def post(password, address=HERE, username="r.heinz", **headers):
        data = {"username": username, "password": password}
        return client.post("/admin/login/", data, REMOTE_ADDR=address, headers=headers)

    return post


@pytest.fixture
def locked(careful, try_password):
    return [try_password("falsch").status_code for _ in range(6)]


def test_sixth_wrong_password_is_refused(locked, try_password):
    assert locked == [200] * 5 + [429]
    refused = try_password(PASSWORD)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "900"
    assert "15 Minuten" in refused.text


def test_same_name_gets_in_from_elsewhere(client, locked, try_password):
    assert try_password(PASSWORD, ELSEWHERE).url == CODE
    assert client.post(CODE, {"code": code_for()}, REMOTE_ADDR=ELSEWHERE).status_code == 302
    assert client.get("/admin/").status_code == 200


def test_others_get_in_from_here(locked, try_password):
    other = make_user("other", group="Redaktion")
    other.set_password(PASSWORD)
    other.save()
    assert try_password(PASSWORD, username="other").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (16, 302)])
def test_lockout_ends_by_itself_and_trying_does_not_prolong_it(locked, try_password, minutes, status):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=minutes))
    try_password("falsch")
    assert AccessAttempt.objects.exists()
    AccessAttempt.objects.filter(failures_since_start=1).delete()
    assert try_password(PASSWORD).status_code == status


def test_right_one_forgets_the_wrong_ones(client, careful, try_password):
    for _ in range(5):
        try_password("falsch")
    try_password(PASSWORD)
    client.post(CODE, {"code": code_for()}, REMOTE_ADDR=HERE)
    assert not AccessAttempt.objects.exists()


def test_unknown_name_is_answered_alike(careful, try_password, monkeypatch):
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    answers = {}
    for name in ("r.heinz", "unbekannt"):
        hashed.clear()
        pages = [try_password("falsch", username=name) for _ in range(6)]
        answers[name] = [(page.status_code, len(page.text.replace(name, ""))) for page in pages], len(hashed)
    # The same number of hashes takes the same time; nothing else is slow.
    assert answers["r.heinz"] == answers["unbekannt"]


def test_address_is_the_one_our_proxy_names(careful, try_password, settings):
    settings.TRUSTED_PROXY_HEADER = "X-Forwarded-For"
    for number in range(6):
        given = f"10.0.0.{number}, {HERE}"
        response = try_password("falsch", address="127.0.0.1", **{"x-forwarded-for": given})
    assert response.status_code == 429
    assert AccessAttempt.objects.get().ip_address == HERE
    other = try_password(PASSWORD, address="127.0.0.1", **{"x-forwarded-for": ELSEWHERE})
    assert other.status_code == 302


def test_nothing_typed_is_kept(careful, try_password):
    try_password("falsch-und-geheim")
    attempt = AccessAttempt.objects.get()
    assert "geheim" not in f"{attempt.post_data} {attempt.get_data}"


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "\u202e", "' OR 1=1 --"])
def test_hostile_name_is_a_wrong_one(careful, try_password, name):
    assert try_password("falsch", username=name).status_code == 200


def test_reset_costs_the_same_for_all_addresses(client, careful, settings):
    """What it finds, and the mail, are left to the worker."""
    settings.ERRANDS_IN_WORKER = True
    User.objects.update(email="r.heinz@example.org")
    client.post("/admin/password_reset/", {"email": "first@example.org"})
    queries = {}
    for email in ("r.heinz@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as captured:
            client.post("/admin/password_reset/", {"email": email})
        queries[email] = [query["sql"].replace(email, "") for query in captured]
    known, unknown = queries.values()
    assert len(known) == len(unknown)
    assert not any("users_user" in query for query in known)
    assert mail.outbox == []
    run_errands()
    assert [each.to for each in mail.outbox] == [["r.heinz@example.org"]]
    assert not Errand.objects.exists()


@pytest.mark.parametrize("email", ["r.heinz@example.org", "nobody@example.org"])
def test_passwords_are_reset_a_few_times_an_hour(client, careful, email):
    def ask(address):
        return client.post("/admin/password_reset/", {"email": email}, REMOTE_ADDR=address).status_code

    assert [ask(HERE) for _ in range(11)] == [302] * 10 + [429]
    assert ask(ELSEWHERE) == 302


class TestAddresses:
    def test_many_names_from_one_address_are_refused(self, careful, try_password):
        statuses = [try_password("falsch", username=f"name{number}").status_code for number in range(40)]
        assert statuses == [200] * 19 + [429] * 21
        assert try_password(PASSWORD).status_code == 429
        assert try_password(PASSWORD, ELSEWHERE).url == CODE

    def test_a_household_of_ipv6_is_one_address(self, careful, try_password):
        statuses = {
            try_password("falsch", f"2001:db8:1:2::{number:x}", f"name{number}").status_code
            for number in range(1, 25)
        }
        assert statuses == {200, 429}
        assert try_password("falsch", "2001:db8:1:3::1", "another").status_code == 200

    def test_who_signed_in_before_is_not_held_up_by_others(self, client, careful, try_password):
        try_password(PASSWORD)
        client.post(CODE, {"code": code_for()}, REMOTE_ADDR=HERE)
        client.post("/admin/logout/")
        stranger = type(client)()
        for number in range(26):
            data = {"username": f"name{number}" if number < 20 else "r.heinz", "password": "falsch"}
            last = stranger.post("/admin/login/", data, REMOTE_ADDR=HERE)
        assert last.status_code == 429
        assert try_password(PASSWORD).url == CODE

    def test_nor_may_she_try_for_ever(self, client, careful, try_password):
        try_password(PASSWORD)
        client.post(CODE, {"code": code_for()}, REMOTE_ADDR=HERE)
        client.post("/admin/logout/")
        assert [try_password("falsch").status_code for _ in range(6)] == [200] * 5 + [429]
        assert try_password(PASSWORD, ELSEWHERE).status_code == 429

    def test_mark_of_a_device_cannot_be_made_up(self, client, careful, try_password, locked):
        remember(page := HttpResponse(), "somebody")
        [cookie] = page.cookies.values()
        for name in (cookie.key, devices._cookie("r.heinz")):
            client.cookies[name] = cookie.value
        assert try_password(PASSWORD).status_code == 429

    @pytest.mark.parametrize(
        "end", [" (Code)", " (Device x)", "\u00a0(Code)", "\t(Code)", " (Code) (Device x)"]
    )
    def test_no_name_can_be_typed_that_counts_as_somebodys_codes(self, client, careful, try_password, end):
        stranger = type(client)()
        for number in range(40):
            data = {"username": f"r.heinz{end}", "password": "falsch"}
            stranger.post("/admin/login/", data | {"is_code": "1"}, REMOTE_ADDR=f"10.0.{number}.1")
        assert not Mail.objects.exists()
        try_password(PASSWORD)
        assert client.post(CODE, {"code": code_for()}, REMOTE_ADDR=HERE).status_code == 302

    def test_right_ones_are_counted_too(self, careful, try_password):
        statuses = [try_password(PASSWORD).status_code for _ in range(31)]
        assert statuses == [302] * 30 + [429]
        assert try_password(PASSWORD)["Retry-After"] == "60"
        assert "1 Minute " in try_password(PASSWORD).text


def test_busy_site_says_so_and_counts_nothing(careful, try_password, monkeypatch):
    def refuse(*args):
        raise HashingBusyError

    monkeypatch.setattr(type(get_hasher()), "encode", refuse)
    for name in ("r.heinz", "unbekannt"):
        page = try_password(PASSWORD, username=name)
        assert (page.status_code, page["Retry-After"]) == (503, "5")
        shown = BeautifulSoup(page.content, "html.parser")
        assert shown.h1.get_text() == "Gerade melden sich sehr viele an"
        assert "haben wir Ihr Kennwort noch nicht geprüft" in shown.main.get_text()
        assert shown.main.find("a", href="").get_text() == "Noch einmal versuchen"
    assert not AccessAttempt.objects.exists()


def test_password_that_cannot_be_hashed_costs_readers_nothing(
    careful, try_password, monkeypatch, django_assert_num_queries
):
    try_password("falsch")
    nobody_enters = BoundedSemaphore(1)
    nobody_enters.acquire()
    monkeypatch.setattr(hashing, "_entered", nobody_enters)
    with django_assert_num_queries(0):
        page = try_password(PASSWORD)
    assert page.status_code == 503
    assert "<script" not in page.text


class TestCodes:
    @pytest.fixture
    def try_code(self, client, careful, try_password):
        def post(code, address=HERE):
            try_password(PASSWORD, address)
            return client.post(CODE, {"code": code}, REMOTE_ADDR=address)

        return post

    def test_sixth_wrong_code_is_refused_and_passwords_are_not(self, try_code, try_password):
        assert [try_code("000000").status_code for _ in range(6)] == [200] * 5 + [429]
        assert try_code(code_for()).status_code == 429
        assert try_password(PASSWORD).url == CODE

    def test_same_user_gets_in_from_elsewhere(self, try_code):
        for _ in range(6):
            try_code("000000")
        assert try_code(code_for(), ELSEWHERE).status_code == 302

    @pytest.fixture
    def besieged(self, try_code, client):
        """Somebody with the password tries codes from many addresses."""
        known = client.cookies.copy()
        client.cookies.clear()
        for number in range(lockouts.MOST_WRONG_CODES):
            try_code("000000", f"10.0.0.{number % 6}")
        client.cookies = known

    def test_many_addresses_do_not_help(self, try_code, besieged):
        assert try_code(code_for(), ELSEWHERE).status_code == 429

    def test_paper_opens_all_the_same(self, client, try_code, besieged, careful):
        assert try_code("0" * 12, ELSEWHERE).status_code == 200
        assert try_code(careful.codes[0], ELSEWHERE).status_code == 302
        assert client.get("/admin/").status_code == 200

    def test_nor_may_paper_be_guessed_for_ever(self, try_code, careful):
        assert [try_code("0" * 12).status_code for _ in range(6)] == [200] * 5 + [429]
        assert try_code(careful.codes[0]).status_code == 429

    def test_known_device_opens_all_the_same(self, client, try_code, careful, request):
        assert try_code(careful.codes[0], ELSEWHERE).status_code == 302
        client.post("/admin/logout/")
        request.getfixturevalue("besieged")
        assert try_code(code_for(), ELSEWHERE).status_code == 302

    def test_new_password_by_mail_ends_it(self, client, try_code, besieged, careful, open_mailed_link):
        open_mailed_link(careful, "noch-ein-kennwort-9")
        data = {"username": "r.heinz", "password": "noch-ein-kennwort-9"}
        client.post("/admin/login/", data, REMOTE_ADDR=ELSEWHERE)
        assert client.post(CODE, {"code": code_for()}, REMOTE_ADDR=ELSEWHERE).status_code == 302


class TestLifting:
    @pytest.fixture
    def helper(self, client, settings):
        settings.SECOND_FACTOR_REQUIRED = False
        client.force_login(make_user("helper", group="Leitung"))
        return client

    def test_colleague_sees_and_lifts_it(self, locked, careful, helper, try_password):
        path = f"/admin/users/{careful.pk}/anmeldung/"
        assert "gesperrt" in helper.get(path).text
        helper.post(path, {"action": "lift"})
        assert "gesperrt" not in helper.get(path).text
        helper.logout()
        assert try_password(PASSWORD).status_code == 302

    def test_job_forgets_what_is_over(self, locked, time_travel):
        assert forget_attempts() == {"attempts": 0}
        time_travel(timezone.now() + timedelta(hours=2))
        assert forget_attempts() == {"attempts": 1}

    def test_job_forgets_what_a_clock_wrote_that_was_ahead(self, locked, try_password):
        AccessAttempt.objects.update(attempt_time=timezone.now() + timedelta(days=1))
        assert forget_attempts() == {"attempts": 1}
        assert try_password(PASSWORD).status_code == 302
