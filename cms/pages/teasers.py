"""Teasers of other pages."""

from wagtail.models import Page

from .visibility import public_page


def teaser_of(page: Page | None, title: str = "", text: str = "") -> dict | None:
    """Return `{url, title, text, image}`, or None if the page is not public."""
    page = public_page(page)
    if page is None:
        return None
    page = page.specific
    return {
        "url": page.url,
        "title": title or page.title,
        "text": text or getattr(page, "summary", ""),
        "image": getattr(page, "share_image", None),
    }
