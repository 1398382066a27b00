"""Addresses of entries, from a record without loading its page."""

from wagtail.models import Page, Site

from cms.caching.content_version import cached

from ..models import PublicEntry


def entry_url(entry: PublicEntry, request=None) -> str:
    """Return the entry's address; the record must come `with_address()`."""
    above, slug = entry.url_path.rstrip("/").rsplit("/", 1)
    address = _address_of_directory(f"{above}/", entry.locale_id, request)
    return f"{address}{slug}/" if address else ""


def opening_url(address: str, opening: dict) -> str:
    """Return the address of a call for volunteers on its entry's page; also its `@id` in JSON-LD."""
    return f"{address}#mithilfe-{opening['key']}"


def _address_of_directory(url_path: str, locale_id: int, request) -> str:
    # All entries of a directory share a prefix, which Wagtail computes slowly.
    site = Site.find_for_request(request) if request else None
    key = f"directory-address:{site and site.pk}:{locale_id}:{url_path}"
    return cached(key, lambda: Page(url_path=url_path, locale_id=locale_id).get_url(request) or "")
