from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .standing import fallen_redirects, find_redirect, path_here, standing_redirects, target_of


class RedirectMiddleware:
    """In place of Wagtail's: never in a circle, nor to what is not there, and `?nr=…` goes along to a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return _elsewhere(request) or response


def _elsewhere(request: HttpRequest) -> HttpResponse | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    bare = urlsplit(path).path
    row, below = _find(site, path)
    if row is None and bare != path:
        row, below = _find(site, bare)
    target = row and target_of(row, request, below)
    if not target or path_here(target, site) in {row.old_path, uri_to_iri(bare)}:
        return None
    if row.redirect_page and request.META["QUERY_STRING"] and "?" not in row.old_path:
        target = f"{target}?{request.META['QUERY_STRING']}"
    answer = HttpResponsePermanentRedirect(target) if row.is_permanent else HttpResponseRedirect(target)
    # Else browsers would remember it for ever, also when the page has come back to its old address.
    answer["Cache-Control"] = "no-cache"
    return answer


def _find(site: Site, path: str) -> tuple[Redirect | None, str]:
    # PostgreSQL does not take a NUL.
    paths = {each for each in (path, uri_to_iri(path)) if "\x00" not in each}
    row, below = find_redirect(standing_redirects(site), *paths)
    return (None, "") if row is None or row.pk in fallen_redirects(site) else (row, below)
