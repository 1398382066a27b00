"""The JSON Schema of a form's answers is valid, and its verdict is the server's."""

import json
from functools import partial

import pytest
from django import forms
from jsonschema import Draft202012Validator

from cms.common.form_fields import EmailField, PhoneField, SingleLineField, TextField, WebAddressField
from forms_app.api.answers_schema import _is_taken, _property, answers_schema, mistakes
from forms_app.intake.page_forms import make_form
from forms_app.tests.making import make_form_page, make_registration_page, make_terms
from forms_app.tests.test_api import EVERY_KIND, FORMS
from tests.support.answers import (
    ADDRESSES,
    DAYS,
    EMAILS,
    NO_SUCH_NUMBERS,
    PHONES,
    TEXTS,
    answers_for,
    is_refused,
)
from tests.support.foreign import verdicts_of_ajv

pytestmark = pytest.mark.django_db
REQUIRED = [question | {"required": True} for question in EVERY_KIND]
DECIDING = [
    {"label": "Haken", "field_type": "checkbox"},
    {"label": "Eins", "field_type": "radio", "choices": "A\nB"},
    {"label": "Liste", "field_type": "dropdown", "choices": "C\nD"},
    {"label": "Viele", "field_type": "checkboxes", "choices": "Lesen\nSingen"},
    {"label": "Zahl", "field_type": "number"},
    {"label": "Text"},
]
CONDITIONS = [
    ("Haken", ""),
    ("Haken", "Nein"),
    ("Eins", "B"),
    ("Liste", "C\nD"),
    ("Viele", "Singen"),
    ("Viele", ""),
    ("Zahl", "1\n3,5"),
    ("Zahl", "0"),
    ("Text", "hallo\nß–„Ü“ 🙂"),
    ("Text", ""),
]
DEPENDENT = [
    {"label": f"W{number}", "required": True, "condition_question": question, "condition_values": values}
    for number, (question, values) in enumerate(CONDITIONS)
]
CHAIN = [
    {"label": "Kette", "field_type": "checkbox", "condition_question": "Haken"},
    {
        "label": "Glied",
        "field_type": "number",
        "required": True,
        "condition_question": "Kette",
        "condition_values": "Nein",
    },
]
PAGES = {
    "conditions": lambda home: make_form_page(home, [*DECIDING, *DEPENDENT, *CHAIN]),
    "every kind": lambda home: make_form_page(home, EVERY_KIND),
    "every kind, all required": lambda home: make_form_page(home, REQUIRED),
    "a registration": lambda home: make_registration_page(home, [{"label": "Wunsch", "field_type": "url"}]),
    "an error in an entry": lambda home: make_form_page(home, [{"label": "Was"}], kind="entry"),
}
BY_KIND = {
    "line": (SingleLineField, TEXTS),
    "text": (partial(TextField, max_length=200, widget=forms.Textarea), TEXTS),
    "email": (EmailField, EMAILS),
    "phone": (PhoneField, PHONES),
    "address": (WebAddressField, ADDRESSES),
    "day": (forms.DateField, DAYS),
}


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def form(request, home, client):
    make_terms()
    return client.get(f"{FORMS}{request.param(home).slug}").json()


def test_it_is_a_schema_without_empty_keywords(form):
    schema = form["answers_schema"]
    Draft202012Validator.check_schema(schema)
    assert "null" not in json.dumps(schema)
    assert schema["$schema"].endswith("2020-12/schema")


def test_its_verdict_is_the_servers(form, client):
    validator = Draft202012Validator(form["answers_schema"])
    seen = [
        (answers, not validator.is_valid(answers), is_refused(client, form, answers))
        for answers in answers_for(form, 60)
    ]
    assert {is_wrong for _answers, is_wrong, _refused in seen} == {True, False}
    assert [each for each in seen if each[1] != each[2]] == []


DECISIVE = {
    "haken": [True, False],
    "eins": ["A", "B", ""],
    "liste": ["C", "D", ""],
    "viele": [[], ["Lesen"], ["Lesen", "Singen"]],
    "zahl": [0, 0.00001, 1, 2, 3.5, 3.50001, 3.501, 10**400],
    "text": [
        "Hallo",
        " hallo\t",
        "hallo du",
        "ß–„u\u0308“ \u00a0🙂",
        "ß–„Ü“🙂",
        " ",
        "\ufeff",
        "h\x07allo",
        "x",
    ],
    "kette": [True, False],
}


def test_whether_a_question_is_asked_is_the_same_for_the_server_and_two_validators(home, client):
    form = client.get(f"{FORMS}{PAGES['conditions'](home).slug}").json()
    sources = [{}] + [{name: value} for name, values in DECISIVE.items() for value in values]
    sources += [{"haken": True, "kette": is_ticked} for is_ticked in (True, False)]
    dependent = [f"w{number}" for number in range(len(CONDITIONS))]
    given = dict.fromkeys(dependent, "x") | {"glied": 1}
    cases = [
        source | {name: value for name, value in given.items() if name != missing}
        for source in sources
        for missing in (None, *given)
    ]
    schema = form["answers_schema"]
    [by_ajv] = verdicts_of_ajv([{"schema": schema, "values": cases}])
    by_jsonschema = [Draft202012Validator(schema).is_valid(each) for each in cases]
    by_server = [not is_refused(client, form, each) for each in cases]
    assert [
        each for each in zip(cases, by_ajv, by_jsonschema, by_server, strict=True) if len({*each[1:]}) > 1
    ] == []
    assert {*by_server} == {True, False}


@pytest.mark.parametrize("is_required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("kind", BY_KIND)
def test_its_verdict_on_borderline_texts_is_the_servers(kind, is_required):
    make, texts = BY_KIND[kind]
    form = type("Form", (forms.Form,), {"text": make(required=is_required)})()
    validator = Draft202012Validator(_property(form["text"]))
    assert [text for text in texts if validator.is_valid(text) != is_taken(text, form)] == []


def is_taken(text: str, form: forms.Form) -> bool:
    return _is_taken(text, form.fields["text"]) and not list(mistakes({"text": text}, form))


def test_only_the_server_knows_which_phone_numbers_there_are():
    form = type("Form", (forms.Form,), {"text": PhoneField()})()
    validator = Draft202012Validator(_property(form["text"]))
    assert [validator.is_valid(text) for text in NO_SUCH_NUMBERS] == [True] * len(NO_SUCH_NUMBERS)
    assert [is_taken(text, form) for text in NO_SUCH_NUMBERS] == [False] * len(NO_SUCH_NUMBERS)


def test_one_of_several_ways_of_contact_is_asked_for(home):
    schema = answers_schema(make_form(make_registration_page(home), ""))
    assert [part["required"] for part in schema["anyOf"]] == [["phone"], ["email"], ["website"]]
