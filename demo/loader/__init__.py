"""Loads the demo site: creates what is missing, changes and deletes nothing."""

from collections.abc import Callable

from django.db import transaction

from .data import ContentError, read_page_records
from .dates import load_dates
from .maintainerships import load_maintainerships
from .media import Media
from .pages import load_pages
from .people import load_people
from .references import References
from .site import load_settings, set_up_languages
from .snippets import load_snippets
from .tree import PageTree

__all__ = ["ContentError", "load_demo"]


@transaction.atomic
def load_demo(tell: Callable[[str], None]) -> None:
    """Load everything or nothing; `tell` gets a line per step. Raise ContentError for mistakes in the content."""
    set_up_languages()
    media, tree = Media(), PageTree()
    references = References(media, tree)
    tell("Pictures: {}, documents: {}".format(*media.load_all()))
    tell(f"New words of the lists: {load_snippets()}")
    records = read_page_records()
    new = load_pages(records, references, tree)
    tell(f"New pages: {len(new)} of {len(records)}")
    tell(f"New confirmations of entries: {load_maintainerships(new, references, tree)}")
    tell(f"New dates of clubs: {load_dates(new, references, tree)}")
    load_settings(references)
    tell("Town and menus: ready")
    tell(f"New users: {', '.join(load_people()) or 'none'}")
