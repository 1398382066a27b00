"""The words of pages are derived from pages: written again when that code changes."""

from importlib.metadata import version
from pathlib import Path

from wagtail.models import Page

import cms.search
from cms.operations.upgrading import fingerprint_of, upgrade_step
from cms.search import index
from directory.models import OrganisationPage

from .page_words import PAGES
from .publishing.signal_handlers import store_words

SEARCH = Path(cms.search.__file__).parent
PIECE = 200


def what_makes_words() -> str:
    files = [Path(__file__).parent / "page_words.py", *SEARCH.glob("*.*"), *(SEARCH / "lists").glob("*.*")]
    return fingerprint_of(files, version("PyStemmer"))


@upgrade_step("page-words", label="Writing the words of pages anew", needed_for=what_makes_words)
def rebuild_page_words() -> list[str]:
    pages = Page.objects.not_type(OrganisationPage).filter(depth__gt=1).order_by("pk")
    for start in range(0, pages.count(), PIECE):
        store_words(list(pages[start : start + PIECE].specific()))
    index.rebuild([PAGES])
    return []
