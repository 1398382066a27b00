"""What lists of whole pages share."""

from django.db.models import QuerySet
from django.http import HttpRequest

from cms.caching.content_version import cached

from ..site_trees import site_of, trees_of
from ..visibility import public_pages


def in_language(request: HttpRequest, model: type, locale: str) -> QuerySet:
    site = site_of(request)
    path, _url_path = trees_of(site).get(locale, ("-", ""))
    return public_pages(site, model).filter(path__startswith=path)


def address_beside(request: HttpRequest, model: type, locale: str, name: str) -> str | None:
    """Return the address of a file beside the first list of this kind."""
    key = f"{model.__name__}-address:{site_of(request).pk}"
    url = cached(key, lambda: _address(in_language(request, model, locale), request))
    return url and request.build_absolute_uri(f"{url}{name}")


def _address(pages: QuerySet, request: HttpRequest) -> str | None:
    page = pages.order_by("path").first()
    return page and page.get_url(request)
