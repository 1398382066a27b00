"""Whether every citizen may open one page or one document. For many pages there is `published()`."""

from wagtail.models import Page, Site


def public_page(page: Page | None) -> Page | None:
    """Return the page in the active language, or None when not every citizen may open it."""
    if page is None:
        return None
    page = page.localized
    if not page.live or page.get_view_restrictions():
        return None
    return page


def public_url(page: Page | None, site: Site | None = None) -> str:
    """The address in the active language, or "" when not every citizen may open it.

    With several towns it begins with the host, unless the page stands on the `site` that is being visited.
    """
    page = public_page(page)
    return (page.get_url(current_site=site) or "") if page else ""


def public_document(document):
    """Return the document, or None when its collection is not open to all."""
    if document is None or document.collection.get_view_restrictions().exists():
        return None
    return document
