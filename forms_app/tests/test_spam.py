"""Each measure against spam bots, and that none of them burdens people."""

import base64
import json
from datetime import timedelta

import altcha
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from cms.common.client_address import client_address, count_recent
from cms.mail.models import Mail
from forms_app.intake.proof_of_work import new_challenge, read_proof
from forms_app.intake.spam import LIMIT, is_spam, score
from forms_app.models import SolvedChallenge, Submission
from forms_app.services import acknowledging
from forms_app.services.receiving import ADDRESS_LIMITS, WITHIN
from forms_app.tests.making import MESSAGE, QUESTIONS, make_form_page, make_ticket, send
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


def solved(puzzle: dict | None = None, **changes) -> str:
    """What the browser submits."""
    puzzle = puzzle or Client().get("/formulare/aufgabe/").json()
    found = altcha.solve_challenge_v1(
        puzzle["challenge"], puzzle["salt"], puzzle["algorithm"], puzzle["maxNumber"]
    )
    names = ("algorithm", "challenge", "salt", "signature")
    payload = {name: puzzle[name] for name in names} | {"number": found.number} | changes
    return base64.b64encode(json.dumps(payload).encode()).decode()


def solved_with(**changes) -> str:
    """A forged solution, made before there is a site to ask."""
    payload = dict.fromkeys(("algorithm", "challenge", "salt", "signature"), "x") | {"number": 1}
    return base64.b64encode(json.dumps(payload | {"algorithm": "SHA-256"} | changes).encode()).decode()


def points(text="Guten Tag", *, is_trapped=False, is_proven=True, is_busy=False):
    return score([{"value": text}], is_trapped=is_trapped, is_proven=is_proven, is_busy=is_busy)


@pytest.mark.parametrize(
    ("signs", "is_filed_as_spam"),
    [
        ({}, False),
        ({"is_proven": False}, False),
        ({"is_busy": True}, False),
        ({"is_proven": False, "is_busy": True}, False),
        ({"is_proven": False, "text": "Siehe https://www.example.org"}, False),
        ({"is_trapped": True}, True),
        ({"text": "https://a.example " * 3}, False),
        ({"text": "https://a.example " * 3, "is_proven": False}, True),
        ({"text": "https://a.example " * 5}, True),
        ({"text": "[url=https://a.example]hier[/url]", "is_proven": False}, True),
    ],
)
def test_signs_of_spam(signs, is_filed_as_spam):
    assert is_spam(points(**signs)) is is_filed_as_spam


def test_person_without_javascript_is_far_from_the_limit(page):
    assert send(page).status_code == 303
    submission = Submission.objects.get()
    assert submission.status == "new"
    assert 0 < submission.spam_score < LIMIT - 2


def test_proof_of_work_takes_the_suspicion_away(page):
    send(page, **{"proof-of-work": solved()})
    assert Submission.objects.get().spam_score == 0


def test_proof_counts_once(page):
    proof = solved()
    send(page, **{"proof-of-work": proof})
    send(page, **{"proof-of-work": proof})
    assert list(Submission.objects.order_by("pk").values_list("spam_score", flat=True)) == [0, 2]
    assert SolvedChallenge.objects.count() == 1


def test_second_sending_of_the_same_keeps_its_proof(page):
    proof, ticket = solved(), make_ticket(page)
    for _time in range(2):
        assert send(page, ticket=ticket, **{"proof-of-work": proof}).status_code == 303
    assert Submission.objects.get().spam_score == 0


def test_refused_form_does_not_use_the_proof_up(page):
    proof = solved()
    send(page, nachricht="", **{"proof-of-work": proof})
    send(page, **{"proof-of-work": proof})
    assert Submission.objects.get().spam_score == 0


def test_proof_that_lost_the_race_is_no_server_error(page, monkeypatch):
    proof = solved()
    send(page, **{"proof-of-work": proof})
    real = SolvedChallenge.objects.filter
    monkeypatch.setattr(SolvedChallenge.objects, "filter", lambda **kwargs: real(pk=None), raising=False)
    assert send(page, **{"proof-of-work": proof}).status_code == 303
    assert [each.spam_score for each in Submission.objects.order_by("pk")] == [0, 2]


@pytest.mark.parametrize(
    "changes",
    [
        {"number": -1},
        {"challenge": "0" * 64},
        {"signature": "0" * 64},
        {"salt": "x?expires=99999999999&"},
        {"algorithm": "MD5"},
        {"algorithm": "SHA-1"},
    ],
)
def test_forged_proof_is_none(changes):
    challenge = new_challenge()
    assert read_proof(solved(challenge)) is not None
    assert read_proof(solved(challenge, **changes)) is None


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "\x00",
        "a" * 100_000,
        base64.b64encode(b"[" * 500).decode(),
        base64.b64encode(b"5").decode(),
        base64.b64encode(b'{"number": true}').decode(),
        base64.b64encode(b'{"algorithm":1,"challenge":1,"salt":1,"signature":1,"number":1}').decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        solved_with(salt="\ud800?expires=99999999999&"),
        solved_with(signature="\ud800"),
        solved_with(algorithm="\ud800"),
        solved_with(challenge="\ud800"),
        solved_with(salt="x?expires=99999999999999999999999&"),
        solved_with(number=2**70),
    ],
)
def test_hostile_proof_is_no_server_error(page, value):
    assert read_proof(value) is None
    assert send(page, **{"proof-of-work": value}).status_code in {200, 303}


def test_old_proof_is_none(monkeypatch):
    monkeypatch.setattr("forms_app.intake.proof_of_work.LIFETIME", timedelta(seconds=-1))
    assert read_proof(solved(new_challenge())) is None


def test_challenge_is_new_each_time_and_not_kept(page):
    first, second = (Client().get("/formulare/aufgabe/") for _time in range(2))
    assert first.json()["challenge"] != second.json()["challenge"]
    assert "no-store" in first["Cache-Control"]
    assert not first.cookies
    assert Client().post("/formulare/aufgabe/").status_code == 405


def test_too_many_from_one_address_wait_and_lose_nothing(page):
    for number in range(ADDRESS_LIMITS.sendings):
        assert send(page, betreff=f"{number}").status_code == 303
    response = send(page)
    html = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert 'value="Ruth Heinz"' in html
    assert "error-summary" in html
    assert Submission.objects.count() == ADDRESS_LIMITS.sendings


def test_stranger_cannot_flood_a_mailbox_and_is_not_told(page, monkeypatch):
    monkeypatch.setattr(acknowledging, "MOST_MAILS", 2)
    answers = [
        send(page, betreff=f"{number}", client=Client(REMOTE_ADDR=f"203.0.113.{number}"))
        for number in range(4)
    ]
    assert {answer.status_code for answer in answers} == {303}
    assert Submission.objects.count() == 4
    assert Mail.objects.count() == 2


def test_files_are_not_even_checked_when_too_many_came(home, monkeypatch):
    page = make_form_page(
        home, [*QUESTIONS, {"label": "Bild", "field_type": "file", "file_kinds": "pictures"}]
    )
    checked = []
    monkeypatch.setattr("forms_app.intake.uploads.check", lambda name, *rest: checked.append(name))
    count_as_sent("form-files", ADDRESS_LIMITS.file_tries - 2)
    for _number in range(4):
        file = SimpleUploadedFile("haus.png", b"x", "image/png")
        # Refused each time because a field is empty, but attempts count all the same.
        response = send(page, nachricht="", bild=file)
    assert (response.status_code, len(checked)) == (429, 2)
    assert 'value="Ruth Heinz"' in response.content.decode()


def count_as_sent(action, times):
    """Pretend that many submissions came from the test client's address."""
    for _time in range(times):
        count_recent(request_with(address="127.0.0.1"), action, WITHIN)


def test_others_are_not_kept_waiting(page):
    count_as_sent("form", ADDRESS_LIMITS.sendings)
    assert send(page).status_code == 429
    answers = MESSAGE | {"form-ticket": make_ticket(page)}
    assert Client(REMOTE_ADDR="203.0.113.9").post(page.url, answers).status_code == 303


def test_invented_headers_do_not_get_around_the_limit(page):
    count_as_sent("form", ADDRESS_LIMITS.sendings - 1)
    for number in range(2):
        client = Client(headers={"x-forwarded-for": f"203.0.113.{number}", "x-real-ip": f"10.0.0.{number}"})
        response = send(page, client=client, betreff=f"{number}")
    assert response.status_code == 429


def request_with(forwarded=None, address="192.0.2.1"):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    return RequestFactory(headers=headers).get("/", REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("header", "count", "forwarded", "expected"),
    [
        ("", 1, "203.0.113.5", "192.0.2.1"),
        ("X-Forwarded-For", 1, "203.0.113.5", "203.0.113.5"),
        ("X-Forwarded-For", 1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        ("X-Forwarded-For", 2, "6.6.6.6, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        ("X-Forwarded-For", 2, "203.0.113.5", ""),
        ("X-Forwarded-For", 1, None, ""),
        ("X-Forwarded-For", 1, "unknown\x00", ""),
        ("X-Forwarded-For", 1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("X-Forwarded-For", 1, "::ffff:203.0.113.5", "203.0.113.5"),
    ],
)
def test_only_the_own_proxy_is_believed(settings, header, count, forwarded, expected):
    settings.TRUSTED_PROXY_HEADER, settings.TRUSTED_PROXY_COUNT = header, count
    assert client_address(request_with(forwarded)) == expected


def test_no_address_is_kept_anywhere(page, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, *rest, **more: kept.append(key))
    monkeypatch.setattr(cache, "incr", lambda key, count: kept.append(key))
    count_recent(request_with(address="203.0.113.77"), "form", timedelta(minutes=10))
    assert kept
    assert "203.0.113.77" not in str(kept)


def test_dead_cache_blocks_nobody(monkeypatch):
    def fail(key, count):
        raise ValueError(key)

    monkeypatch.setattr(cache, "incr", fail)
    assert count_recent(request_with(), "form", timedelta(minutes=10)) == 1


def test_form_page_loads_the_arithmetic_and_the_start_page_does_not(page, client):
    assert "proof-of-work.js" in client.get(page.url).content.decode()
    assert "proof-of-work" not in client.get("/").content.decode()


def test_policy_allows_workers_of_our_own_only(page, client):
    assert "worker-src 'self'" in client.get(page.url)["Content-Security-Policy"]
