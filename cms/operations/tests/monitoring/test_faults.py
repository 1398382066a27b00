"""What citizens and programs read after a server error."""

import pytest
from django.db import InterfaceError, OperationalError

from cms.pages import middleware

pytestmark = pytest.mark.django_db
SENDER = "Gundula Fernwald"


@pytest.fixture
def failing(client, home, monkeypatch):
    client.raise_request_exception = False

    def fail_with(error):
        def fail(*args, **kwargs):
            raise error(f"Key (name)=({SENDER}) already exists.")

        # Outside of any view, on a path that every page takes.
        monkeypatch.setattr(middleware, "cached", fail)
        return client

    return fail_with


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_page_says_that_it_is_back_in_a_moment(failing, error, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = failing(error).get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Request-ID"] in response.text
    assert "gleich wieder da" in response.text
    assert SENDER not in response.text


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [("/", "de", "etwas schiefgegangen"), ("/en/", "en", "went wrong on our side")],
)
def test_page_names_the_language_that_it_speaks(client, home, monkeypatch, path, language, words):
    def fail(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("wagtail.models.Page.route", fail)
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.text
    assert words in response.text


def test_api_tells_a_problem(failing):
    response = failing(OperationalError).get("/api/v1/pages/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "/api/v1/problems/unavailable"


def test_operation_of_the_api_tells_it_too(client, home, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("cms.pages.api.site._site_context", fail)
    response = client.get("/api/v1/site/")
    assert (response.status_code, response.headers.get("Retry-After")) == (503, "5")


def test_other_fault_is_no_outage(failing):
    response = failing(ValueError).get("/")
    assert response.status_code == 500
    assert "Retry-After" not in response
    assert response["X-Request-ID"] in response.text
    assert SENDER not in response.text
