"""An installation without a town: a kind page, empty lists, and no error at any public address."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Page, Site

from home.models import HomePage

pytestmark = pytest.mark.django_db
HTML = [
    "/",
    "/en/",
    "/de-simple/",
    "/robots.txt",
    "/sitemap.xml",
    "/favicon.ico",
    "/.well-known/security.txt",
]
API = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text())["paths"]
STATES = ["fresh", "without a site", "without pages", "site at a page that is no start page"]


@pytest.fixture(params=STATES)
def state(request) -> str:
    if request.param == "without a site":
        Site.objects.all().delete()
    elif request.param == "without pages":
        Site.objects.all().delete()
        Page.objects.filter(depth=2).delete()
    elif request.param != "fresh":
        Site.objects.update(root_page=Page.objects.get(depth=1))
    assert not HomePage.objects.exists()
    return request.param


def visit(path: str):
    # An exception would be a page that says 500.
    return Client(raise_request_exception=False, SERVER_NAME="localhost").get(path)


def filled(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: "1" if found[1] == "id" else "x", path)


def addresses() -> list[str]:
    """Those of the views that take no argument, in each language, and those of the API."""
    found = set(HTML)

    def walk(patterns, prefix: str) -> None:
        for each in patterns:
            part = str(each.pattern)
            if hasattr(each, "url_patterns"):
                if not part.startswith("admin/"):
                    walk(each.url_patterns, prefix + part.removeprefix("^"))
            elif not re.search(r"[<(?\\^$]", prefix + part):
                found.add(f"/{prefix}{part}")

    walk(get_resolver().url_patterns, "")
    return sorted(found | {filled(path) for path, verbs in API.items() if "get" in verbs})


def test_start_page_says_kindly_that_nothing_is_here_yet(state):
    for path, words in (("/", "Hier entsteht"), ("/en/", "A new website")):
        answer = visit(path)
        text = answer.content.decode()
        assert (answer.status_code, words in text, "Wagtail" in text) == (200, True, False)
        assert "noindex" in text
        assert "no-store" in answer["Cache-Control"]


def test_no_public_address_fails(state):
    paths = addresses()
    assert len(paths) > 30
    failing = {path: status for path in paths if (status := visit(path).status_code) >= 500}
    assert failing == {}


def test_list_of_pages_is_empty(state):
    answer = visit("/api/v1/pages/")
    assert answer.status_code == 200
    assert answer.json()["items"] == []
