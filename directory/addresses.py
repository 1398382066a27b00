"""Addresses of entries, made from a record without loading its page."""

from wagtail.models import Page

from .models import PublicEntry


def entry_url(entry: PublicEntry, request=None) -> str:
    """Return the entry's address; the record must come `with_address()`."""
    page = Page(pk=entry.page_id, url_path=entry.url_path, locale_id=entry.locale_id)
    return page.get_url(request) or ""
