"""The demo site, loaded and rendered once for all tests of this package, then rolled back."""

from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import Page

from demo.loader import load_demo

HOST = "demo.example.org"


@pytest.fixture
def _own_media():
    """Instead of the usual empty media directory: the pictures are loaded once."""


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The loader's output; the site exists until the last test of the package."""
    place = tmp_path_factory.mktemp("demo")
    told = []
    with (
        # Few tests need pictures, so all of them are placeholders.
        patch("cms.media.picture_sizes.MOST_PIXELS", 0),
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=place / "media", DATA_DIR=place, SITE_URL=f"http://{HOST}"),
        transaction.atomic(),
    ):
        _clear_caches()
        load_demo(told.append)
        yield told
        transaction.set_rollback(True)
    _clear_caches()


@pytest.fixture(scope="package")
def answers(loaded):
    """Each public page's address and its response."""
    client = Client(SERVER_NAME=HOST)
    pages = Page.objects.filter(depth__gt=1, live=True).order_by("path")
    return {page.url: client.get(page.url) for page in pages}


@pytest.fixture(scope="package")
def soups(answers):
    return {url: BeautifulSoup(answer.content, "html.parser") for url, answer in answers.items()}


@pytest.fixture(scope="package")
def texts(soups):
    """The main text of each page, with whitespace collapsed."""
    return {url: " ".join(soup.main.get_text(" ").split()) for url, soup in soups.items()}


@pytest.fixture
def demo(loaded, db):
    """The loaded site for tests that change it; changes are rolled back."""


def _clear_caches():
    for cache in caches.all(initialized_only=True):
        cache.clear()
