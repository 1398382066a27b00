"""Drafts over the API, for those with a link from an editor, or with a key that may read drafts.

A link is signed and not stored. It names one page and shows its newest draft, so that an editor who goes on
writing need not pass on another one.
"""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from cms.api_toolkit.keys import allows
from cms.api_toolkit.models import ApiKey

from ..models import BasePage
from ..visibility import site_pages

SALT = "pages.preview"
LIFETIME = timedelta(hours=24)
# Sent instead of a link's token by those who have a key.
WITH_KEY = "draft"


def make_preview(page: Page) -> str:
    """Return what the link to the draft of this page holds."""
    return signing.dumps(page.pk, salt=SALT)


def draft_by_id(request: HttpRequest, site: Site, page_id: int, preview: str) -> BasePage:
    """Return the newest draft of this page. Raises Http404 for everything else, without saying why."""
    if not _opens(request, preview, page_id):
        raise Http404
    page = site_pages(site).filter(pk=page_id).first()
    if page is None:
        raise Http404
    # What a draft shows is not kept for others.
    request.is_preview = True
    return page.get_latest_revision_as_object()


def _opens(request: HttpRequest, preview: str, page_id: int) -> bool:
    if preview == WITH_KEY:
        return allows(request, ApiKey.Scope.DRAFTS)
    try:
        return signing.loads(preview, salt=SALT, max_age=LIFETIME) == page_id
    except signing.BadSignature:
        return False
