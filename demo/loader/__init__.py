"""Loads the demonstration site: creates what is missing, changes and deletes nothing that is there."""

from collections.abc import Callable

from django.db import transaction

from .data import ContentError, read_page_records
from .media import Media
from .pages import load_pages
from .people import load_people
from .references import References
from .site import load_settings, set_up_languages
from .snippets import load_snippets
from .stewardships import load_stewardships
from .tree import PageTree

__all__ = ["ContentError", "load_demo"]


@transaction.atomic
def load_demo(tell: Callable[[str], None]) -> None:
    """All or nothing; `tell` gets a line for each step. Raises ContentError for a mistake in the content."""
    set_up_languages()
    media, tree = Media(), PageTree()
    references = References(media, tree)
    tell("Pictures: {}, documents: {}".format(*media.load_all()))
    tell(f"New words of the lists: {load_snippets()}")
    records = read_page_records()
    new = load_pages(records, references, tree)
    tell(f"New pages: {len(new)} of {len(records)}")
    tell(f"New confirmations of entries: {load_stewardships(new, references, tree)}")
    load_settings(references)
    tell("Town and menus: ready")
    tell(f"New users: {', '.join(load_people()) or 'none'}")
