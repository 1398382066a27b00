"""Validators of other people compile the schemas of the demonstration's forms, and judge as the server does."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.support.answers import answers_for, is_refused
from tests.support.foreign import verdicts_of_ajv

from .conftest import HOST

LANGUAGES = ("de", "en", "de-simple")
ANSWERS = 50


@pytest.fixture
def forms(demo) -> list[dict]:
    client = Client(SERVER_NAME=HOST)
    lists = [client.get("/api/v1/forms/", {"locale": language}).json()["items"] for language in LANGUAGES]
    return [
        client.get(teaser["api_url"], {"locale": teaser["language"]}).json()
        for items in lists
        for teaser in items
    ]


def test_the_verdict_of_validators_is_the_servers(forms):
    client = Client(SERVER_NAME=HOST)
    checks = [
        {"schema": form["answers_schema"], "values": list(answers_for(form, ANSWERS, seed))}
        for seed, form in enumerate(forms)
    ]
    of_server = [
        [not is_refused(client, form, answers) for answers in check["values"]]
        for form, check in zip(forms, checks, strict=True)
    ]
    assert {verdict for verdicts in of_server for verdict in verdicts} == {True, False}
    assert [_of_jsonschema(**check) for check in checks] == of_server
    assert verdicts_of_ajv(checks) == of_server


def _of_jsonschema(schema: dict, values: list[dict]) -> list[bool]:
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    return [validator.is_valid(value) for value in values]
