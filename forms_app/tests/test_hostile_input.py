"""Whatever arrives: a clear response, never a server error, and nothing that cannot be stored."""

import pytest
from django.http import QueryDict
from django.test import Client

from cms.common.text_cleaning import cleaned_data, has_impossible_text
from forms_app.models import Submission
from forms_app.tests.making import MESSAGE, make_form_page, make_ticket, send
from tests.support.recorded import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
@recorded
def page(home):
    return make_form_page(home)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"name": "a" * 100_000}, {"name": "max_length"}),
        ({"nachricht": "a" * 100_000}, {"nachricht": "max_length"}),
        ({"e_mail": "a" * 100_000 + "@example.org"}, {"e_mail": "invalid"}),
        ({"e_mail": "a@example.org\r\nBcc: b@example.org"}, {"e_mail": "invalid"}),
        ({"nachricht": "   \n "}, {"nachricht": "required"}),
    ],
)
def test_refused_at_the_field(page, answers, codes):
    response = send(page, MESSAGE | answers)

    assert response.status_code == 200
    for name, code in codes.items():
        assert response.context["form"].has_error(name, code)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("text", ["Guten\x00Tag", "\x00"])
def test_impossible_characters_are_taken_out_and_the_person_is_asked(page, text):
    response = send(page, MESSAGE | {"betreff": text})

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert "\x00" not in response.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("charset", ["utf-7", "base64", "idna", "punycode", "rot13", "utf-16", "nonsense"])
def test_body_in_another_encoding_is_refused(page, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="betreff"\r\n\r\n+2AA-\r\n--x--\r\n'
    content_type = f"multipart/form-data; boundary=x; charset={charset}"

    response = Client(raise_request_exception=False).generic("POST", page.url, body, content_type)

    assert response.status_code == 400


def test_half_a_character_is_taken_out():
    data = QueryDict(mutable=True)
    data["betreff"] = "Fest\ud800"

    assert has_impossible_text(data)
    assert cleaned_data(data)["betreff"] == "Fest"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Fest\u202egpj.exe", "Festgpj.exe"),
        ("Zeile\r\nBcc: alle@example.org", "Zeile Bcc: alle@example.org"),
        ("a\x0bb\x7fc\ufeff", "abc"),
        ("  Ein   Chor ", "Ein Chor"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("Grüße 🎉 שלום", "Grüße 🎉 שלום"),
    ],
)
def test_one_line_answer_is_stored_clean(page, sent, stored):
    send(page, MESSAGE | {"betreff": sent})

    assert Submission.objects.get().answer("betreff") == stored


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", "9" * 30),
        ("number", "NaN"),
        ("number", "1e400"),
        ("number", "Infinity"),
        ("date", "99999-99-99"),
        ("date", "0000-00-00"),
        ("phone", "not a number"),
        ("phone", "9" * 30),
        ("url", "javascript:alert(1)"),
        ("url", "http://[::1"),
        ("dropdown", "no such choice"),
        ("checkboxes", "no such choice"),
    ],
)
def test_impossible_answer_is_refused_in_words(home, kind, value):
    page = make_form_page(home, [{"label": "Frage", "field_type": kind, "choices": "A\nB"}])

    response = send(page, {"frage": value})

    assert response.status_code == 200
    assert response.context["form"].errors["frage"]


def test_unknown_fields_are_not_stored(page):
    send(page, MESSAGE | {"status": "done", "reference": "X", "unbekannt": "Y"})

    submission = Submission.objects.get()
    assert submission.status == "new"
    assert "unbekannt" not in {answer["name"] for answer in submission.answers}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"anything", "multipart/form-data"),
        (b"anything", "multipart/form-data; boundary="),
        (b'{"name": 1}', "application/json"),
        (b"", "application/x-www-form-urlencoded"),
        (b"name=%ff%fe&nachricht=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"name=a", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"&".join(b"a=1" for _ in range(10_001)), "application/x-www-form-urlencoded"),
        (b"name=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_broken_body_is_no_server_error(page, body, content_type):
    client = Client(raise_request_exception=False)

    response = client.generic("POST", page.url, body, content_type)

    assert response.status_code in {200, 400}
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["betreff=%00", "betreff=%ED%A0%80", "seite=%E2%80%AE", "%00=%00", "nr[]=1", "betreff=" + "a" * 5000],
)
def test_any_query_shows_the_form(page, query):
    assert Client().get(f"{page.url}?{query}").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_store_nothing(page, method):
    Client().generic(method, page.url, b"name=a", "application/x-www-form-urlencoded")

    assert not Submission.objects.exists()


def test_too_many_or_broken_tickets_are_no_server_error(page):
    for ticket in ["x" * 100_000, ".eJw:1:2", "\x00", make_ticket(page) + "x"]:
        assert send(page, ticket=ticket).status_code == 200
