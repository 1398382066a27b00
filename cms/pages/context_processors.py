from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from cms.adapters.wagtail import kept_route
from cms.caching.cache_headers import has_session
from cms.caching.content_version import content_version

from .site_context import get_site_context, languages_of


def site_context(request: HttpRequest) -> dict:
    """Give every public template the site context, the menu with its current entry, breadcrumbs and languages.

    All of it is lazy: the admin's templates pass here too and use none of it.
    """
    return {
        "site_context": SimpleLazyObject(lambda: get_site_context(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "breadcrumbs": SimpleLazyObject(lambda: _breadcrumbs(request)),
        "languages": SimpleLazyObject(lambda: _languages(request)),
        "header_key": SimpleLazyObject(lambda: _header_key(request)),
        "footer_key": SimpleLazyObject(lambda: _site_key(request)),
        "has_session": has_session(request),
    }


def _site_key(request: HttpRequest) -> str:
    """All that a piece depends on which looks the same on each page of a site."""
    site = Site.find_for_request(request)
    return f"{content_version()}:{get_language()}:{site.pk if site else ''}"


def _header_key(request: HttpRequest) -> str:
    page, marks = _page(request), ",".join(entry["current"] for entry in _menu(request))
    return f"{_site_key(request)}:{page.pk if page else ''}:{marks}"


def _page(request: HttpRequest):
    route = kept_route(request)
    return route[0] if route else None


def _menu(request: HttpRequest) -> list[dict]:
    """Entries `{title, url, lang, current}`; `current` is "page", "true" (a page below it) or ""."""
    site = get_site_context(request)
    entries = []
    for link in site.main_menu if site else []:
        current = ""
        if link.url == request.path:
            current = "page"
        elif link.url != site.home_url and request.path.startswith(link.url):
            current = "true"
        entries.append({"title": link.title, "url": link.url, "lang": link.lang, "current": current})
    return entries


def _breadcrumbs(request: HttpRequest) -> list[dict]:
    page = _page(request)
    return page.specific.breadcrumbs(request) if page else []


def _languages(request: HttpRequest) -> list[dict]:
    site = Site.find_for_request(request)
    return languages_of(_page(request), site) if site else []
