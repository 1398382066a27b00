"""Whether every citizen may open one page or one document. For many pages there is `published()`."""

from wagtail.models import Page


def public_page(page: Page | None) -> Page | None:
    """Return the page in the active language, or None when not every citizen may open it."""
    if page is None:
        return None
    page = page.localized
    if not page.live or page.get_view_restrictions().exists():
        return None
    return page


def public_url(page: Page | None) -> str:
    """The address in the active language, or "" when not every citizen may open it."""
    page = public_page(page)
    return (page.url or "") if page else ""


def public_document(document):
    """Return the document, or None when its collection is not open to all."""
    if document is None or document.collection.get_view_restrictions().exists():
        return None
    return document
