"""Finds the page of an address with two queries, however deep it lies, and asks once per content version."""

from itertools import accumulate

from django.http import Http404, HttpRequest
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve

from cms.adapters.wagtail import has_route, keep_route, kept_route
from cms.caching.cache_keys import tag
from cms.caching.content_version import cached, short


def serve(request: HttpRequest, path: str):
    """Wagtail's own view, with the route found by address instead of level by level."""
    if not has_route(request):
        keep_route(request, find_route(request, path))
    if route := kept_route(request):
        tag(request, "site", f"page-{route[0].pk}", *getattr(route[0], "lists", ()))
    return wagtail_serve(request, path)


def find_route(request: HttpRequest, path: str):
    """Return Wagtail's RouteResult, or None. The page carries its ancestors below the home page."""
    site = Site.find_for_request(request)
    if site is None or "\x00" in path:
        return None
    root_path = cached(f"root-path:{site.pk}", lambda: site.root_page.localized.url_path)
    components = [component for component in path.split("/") if component]
    prefixes = list(accumulate(components, lambda done, part: f"{done}{part}/", initial=root_path))
    page = _kept_page(prefixes)
    if page is None:
        return None
    try:
        return page.route(request, components[len(page.route_ancestors) :])
    except Http404:
        return None


def _kept_page(prefixes: list[str]) -> Page | None:
    """Made-up addresses below a page fill no cache."""
    *_above, url_path = prefixes
    return cached(
        f"page-at:{short(url_path)}",
        lambda: _deepest(prefixes),
        only_if=lambda page: page is not None and page.url_path == url_path,
    )


def _deepest(prefixes: list[str]) -> Page | None:
    """Return the page that lies deepest on the way to the last of these addresses."""
    line = sorted(Page.objects.filter(url_path__in=prefixes), key=lambda page: page.depth)
    if not line:
        return None
    page = line[-1].specific
    # What is kept with the page is asked for once.
    page.__dict__["route_restrictions"] = list(page.get_view_restrictions())
    page.__dict__["route_ancestors"] = line[:-1]
    getattr(page, "share_image", None)
    return page
