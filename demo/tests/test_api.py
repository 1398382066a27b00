"""Every page of the demo site in the JSON API."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .conftest import HOST

BY_PATH = "/api/v1/pages/by-path"


@pytest.fixture(scope="package")
def told(answers):
    """The by-path response for each public page's address."""
    client = Client(SERVER_NAME=HOST)
    return {url: client.get(BY_PATH, {"path": url}) for url in answers}


def test_every_public_page_answers_and_validates(demo, told):
    assert {url: answer.content for url, answer in told.items() if answer.status_code != 200} == {}


def test_a_page_of_each_type_costs_at_most_six_queries(demo, told, monkeypatch):
    # With pictures, since a placeholder costs more.
    monkeypatch.setattr("cms.media.picture_sizes.MOST_PIXELS", 200_000_000)
    client = Client(SERVER_NAME=HOST)
    one_of_each = {answer.json()["type"]: url for url, answer in told.items()}
    costs = {url: _cost(client, url) for url in one_of_each.values()}
    assert {url: cost for url, cost in costs.items() if cost > 6} == {}


def _cost(client: Client, url: str) -> int:
    """Queries for a response that is rendered while everything else cacheable is cached."""
    client.get(BY_PATH, {"path": url})
    with CaptureQueriesContext(connection) as captured:
        client.get(BY_PATH, {"path": url})
    return len(captured)
