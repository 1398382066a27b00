"""What the start page shows of the apps below: the finder, news, dates, newest entries."""

from cms.core.caching import cached


def sections_of(page, request) -> dict:
    """Return the start page's context; each list is empty when its number is 0."""
    return {"idea_link": _idea_link(page, request)}


def _idea_link(page, request) -> dict | None:
    if page.pk is None or getattr(request, "is_preview", False):
        return page.idea_link()
    return cached(f"idea-link:{page.pk}", page.idea_link)
