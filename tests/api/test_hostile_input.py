"""Hostile values in every parameter of every operation: a clear refusal or a response, never a server error."""

import json
from urllib.parse import quote

import pytest
from django.db import transaction

from cms.api import api
from cms.api_toolkit.reference.document import document_of
from tests.test_hostile import RAW_QUERIES, TEXTS, make_town

pytestmark = pytest.mark.django_db
PATHS = document_of(api)["paths"]
READS = {path: methods["get"]["parameters"] for path, methods in PATHS.items() if "get" in methods}
WRITES = [path for path, methods in PATHS.items() if "requestBody" in methods.get("post", {})]
HOSTILE = TEXTS | {
    "true": "true",
    "list": "[1]",
    "object": '{"a": 1}',
    "float": "1e400",
    "past": "0000-00-00",
}
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "NUL": b'{"a": "\\u0000"}',
    "lone surrogate": b'{"\\ud800": "\\udfff"}',
    "deep": b"[" * 100_000,
    "large number": b'{"a": ' + b"9" * 5000 + b"}",
    "not a number": b'{"a": NaN, "b": Infinity}',
    "list": b"[]",
    "text": b'"a"',
    "null": b"null",
    "long": json.dumps({"values": {"name": "x" * 200_000}}).encode(),
    "wrong types": json.dumps({"values": [1], "consent": {}, "language": 5}).encode(),
    "twice": b'{"values": {}, "values": []}',
}


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_town()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def answers(client, town):
    client.raise_request_exception = False


def faults_of(client, addresses) -> list[str]:
    """The addresses that failed, or rejected something without a problem document."""
    found = []
    for address in addresses:
        answer = client.get(address)
        is_problem = answer.headers.get("Content-Type") == "application/problem+json"
        if answer.status_code >= 500 or (answer.status_code >= 400 and not is_problem):
            found.append(f"{answer.status_code} {address[:200]}")
    return found


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_in_every_parameter_is_no_fault(client, text):
    addresses = [
        f"{_filled(path)}?{parameter['name']}={quote(text)}"
        for path, parameters in READS.items()
        for parameter in parameters
        if parameter["in"] == "query"
    ]
    addresses += [_filled(path, quote(text, safe="")) for path in READS if "{" in path]
    assert faults_of(client, addresses) == []


@pytest.mark.parametrize("query", RAW_QUERIES)
def test_bytes_in_the_query_are_no_fault(client, query):
    assert faults_of(client, [f"{_filled(path)}?{query}" for path in READS]) == []


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b", "q[]", "__proto__", "order_by", "<b>"])
def test_an_unknown_parameter_is_refused(client, name):
    for path in READS:
        assert client.get(_filled(path), {name: "1"}).status_code in {404, 422}, path


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_strange_body_is_refused(client, body):
    for path in WRITES:
        answer = client.generic("POST", _filled(path, "kontakt"), body, "application/json")
        assert 400 <= answer.status_code < 500, path
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"]
)
def test_a_body_of_another_kind_is_refused(client, kind):
    for path in WRITES:
        answer = client.generic("POST", _filled(path, "kontakt"), b"a=b", kind)
        assert 400 <= answer.status_code < 500, path
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(client, method):
    for path in PATHS:
        answer = client.generic(method, _filled(path))
        assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json"), path
        assert "OPTIONS" in answer["Allow"]


HEADERS = {
    "tag": {"if-none-match": '"' + "x" * 5000},
    "many tags": {"if-none-match": ", ".join(['W/"a"'] * 500)},
    "key": {"authorization": "Bearer " + "x" * 5000},
    "no key": {"authorization": "Bearer"},
    "another scheme": {"authorization": "Basic OjpcMA=="},
    "NUL": {"authorization": "Bearer a\x00b", "idempotency-key": "\x00"},
    "origin": {"origin": "null"},
    "accept": {"accept": "text/html;q=NaN"},
    "cookie": {"cookie": "sessionid=\x7f; " * 100},
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_a_strange_header_is_no_fault(client, headers):
    for path in READS:
        assert client.get(_filled(path), headers=headers).status_code < 500, path


def _filled(path: str, value: str = "1") -> str:
    """The path with this value in each placeholder."""
    before, *rest = path.split("{")
    return before + "".join(value + part.partition("}")[2] for part in rest)
