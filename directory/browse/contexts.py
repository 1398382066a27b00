"""The contexts of the directory's pages, and their structured data."""

from django.utils.safestring import SafeString
from wagtail.rich_text import expand_db_html

from cms.caching.content_version import cached_for
from cms.pages.page_contexts import contexts, descriptions

from ..models import DirectoryPage, OpeningsPage, OrganisationPage
from ..publishing.entry_document import build_document
from .call_signups import signup_of
from .detail import entry_detail, sub_entries_of
from .listing import listing, opening_listing
from .maps import map_of_entry, map_of_list
from .structured_data import entry_graph, list_of_openings
from .teasers import similar_entries


def register_contexts() -> None:
    contexts.add(DirectoryPage, directory_context)
    contexts.add(OpeningsPage, openings_context)
    contexts.add(OrganisationPage, entry_context)
    descriptions.add(OpeningsPage, lambda page, request: list_of_openings(page, page.shown_rows, request))
    descriptions.add(
        OrganisationPage,
        lambda page, request: entry_graph(document_of(page, request), page.get_full_url(request)),
    )


def document_of(page: OrganisationPage, request) -> dict:
    """Return what may be shown: the stored record, or the same built from a draft or a protected page."""
    if page.pk is None or getattr(request, "is_preview", False):
        return build_document(page)
    return page.stored_record[0] or build_document(page)


def entry_context(page: OrganisationPage, request) -> dict:
    document = document_of(page, request)
    above = page.breadcrumbs(request)
    entry = entry_detail(document)
    for opening in entry["openings"]:
        opening["signup"] = signup_of(opening["key"], request)
    return {
        "entry": entry,
        "map": map_of_entry(request, entry),
        "can_be_claimed": not getattr(request, "is_preview", False) and page.can_be_claimed,
        "sub_entries": sub_entries_of(page.pk) if page.pk else [],
        "directory_url": above[-1]["url"] if above else "",
        "similar": similar_entries(page, document),
    }


def directory_context(page: DirectoryPage, request) -> dict:
    found = listing(page, request.GET, request)
    return found | {"map": map_of_list(request, found["selection"], found["total"])}


def openings_context(page: OpeningsPage, request) -> dict:
    found = opening_listing(page.directory or DirectoryPage(), request.GET, request)
    page.shown_rows = found["rows"]
    # Each link in it would ask for its page.
    introduction = cached_for(request, f"openings-introduction:{page.pk}", lambda: _introduction_of(page))
    return found | {"unit": "openings", "introduction": introduction}


def _introduction_of(page: OpeningsPage) -> str:
    # Safe, because the field accepts only what its editor can produce.
    return SafeString(expand_db_html(page.introduction))
