"""What the start page shows of the apps below: the finder, news, dates, newest entries."""

from cms.core.caching import cached_for


def sections_of(page, request) -> dict:
    """Return the start page's context; each list is empty when its number is 0."""
    return {"idea_link": cached_for(request, f"idea-link:{page.pk}", page.idea_link)}
