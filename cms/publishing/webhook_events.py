"""Writes messages about changes in the same transaction: rolled back with it, sent after it."""

import json

from django.utils import timezone
from wagtail.models import Site

from cms.caching.content_version import cached
from cms.pages.models import BasePage
from cms.webhooks.models import WebhookEndpoint, WebhookMessage

from .page_changes import PageChange, address_of


def is_anybody_listening() -> bool:
    return cached("webhooks-in-use", lambda: WebhookEndpoint.objects.active().exists())


def tell_endpoints(change: PageChange) -> None:
    """Queue a message for each endpoint of the page's site that subscribes to this event."""
    page = change.page
    # An alias mirrors another page; changes of the alias are no news about the organisation.
    if not isinstance(page, BasePage) or (page.alias_of_id and page.event_noun != "page"):
        return
    event = f"{page.event_noun}.{_verb(change)}"
    site = _site_of(page)
    endpoints = [each for each in WebhookEndpoint.objects.active().filter(site=site) if event in each.events]
    if endpoints:
        body = _body(event, change)
        WebhookMessage.objects.bulk_create(
            WebhookMessage(endpoint=endpoint, event=event, body=body) for endpoint in endpoints
        )


def _verb(change: PageChange) -> str:
    if change.is_deleted:
        return "deleted"
    return "published" if change.is_public else "unpublished"


def _site_of(page: BasePage) -> Site | None:
    # Sites can be nested; the innermost one counts.
    sites = [site for site in Site.objects.select_related("root_page") if _is_in(page, site)]
    return max(sites, key=lambda site: site.root_page.depth, default=None)


def _is_in(page: BasePage, site: Site) -> bool:
    roots = cached(
        f"root-paths-of-all-languages:{site.pk}",
        lambda: list(site.root_page.get_translations(inclusive=True).values_list("path", flat=True)),
    )
    return any(page.path.startswith(root) for root in roots)


def _body(event: str, change: PageChange) -> str:
    page = change.page
    message = {
        "type": event,
        "timestamp": timezone.now().isoformat(timespec="milliseconds"),
        "data": {
            "id": page.event_key,
            "url": address_of(page) if change.is_public else change.old_address or address_of(page),
            "locale": page.locale.language_code,
            "includes_below": change.includes_below,
        },
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
