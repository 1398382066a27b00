"""How often somebody may try, and who is not hindered by it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import get_hasher
from django.utils import timezone

from cms.core.sign_in import lockouts
from cms.core.tests.making import make_user

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
    # As many hashes are as much time: nothing else takes long.
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


@pytest.mark.parametrize("email", ["r.heinz@example.org", "nobody@example.org"])
def test_passwords_are_reset_a_few_times_an_hour(client, careful, email):
    def ask(address):
        return client.post("/admin/password_reset/", {"email": email}, REMOTE_ADDR=address).status_code

    assert [ask(HERE) for _ in range(11)] == [302] * 10 + [429]
    assert ask(ELSEWHERE) == 302


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

    def test_many_addresses_do_not_help(self, try_code):
        for number in range(lockouts.MOST_WRONG_CODES):
            try_code("000000", f"10.0.0.{number % 6}")
        assert try_code(code_for(), ELSEWHERE).status_code == 429


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
        assert lockouts.forget_old_attempts() == 0
        time_travel(timezone.now() + timedelta(hours=2))
        assert lockouts.forget_old_attempts() == 1
