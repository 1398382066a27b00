"""The demonstration site, loaded and rendered once for all tests of this package, then rolled back."""

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
    """In place of the empty media directory that other tests get: the pictures are loaded once."""


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The lines that the loader told; the site stays until the last test of the package."""
    place = tmp_path_factory.mktemp("demo")
    told = []
    with (
        # Hardly a test here looks at a picture: none is made, each is a placeholder.
        patch("cms.core.picture_sizes.MOST_PIXELS", 0),
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
    """What stands in the main part of each page, blanks made single."""
    return {url: " ".join(soup.main.get_text(" ").split()) for url, soup in soups.items()}


@pytest.fixture
def demo(loaded, db):
    """The loaded site, for tests that change it; their changes are undone."""


def _clear_caches():
    for cache in caches.all(initialized_only=True):
        cache.clear()
