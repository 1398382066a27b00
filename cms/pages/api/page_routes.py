"""`/pages/`: the list, one page by its address, one page by its number."""

from functools import reduce
from operator import or_
from typing import Annotated
from urllib.parse import unquote

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.encoding import uri_to_iri
from ninja import Path as PathParam
from ninja import Query, Router
from pydantic import AfterValidator, Field, StringConstraints
from typing_extensions import TypeAliasType
from wagtail.contrib.redirects.models import Redirect as RedirectRow
from wagtail.models import Page as PageRow
from wagtail.models import Site

from cms.api_toolkit.parameters import UNPRINTABLE, LanguageParameters, printable
from cms.caching.cache_keys import tag
from cms.caching.content_version import cached, short

from ..redirects.standing import find_redirect, public_redirects, target_of
from ..site_trees import site_of, trees_of
from ..visibility import public_pages, site_pages
from .page_kinds import page_kinds
from .page_list import list_pages
from .page_schemas import PageListItem, Redirect
from .pages import page_answer, path_of
from .previews import draft_by_id
from .schema import Items

LONGEST_PATH = 500
PageId = Annotated[int, PathParam(ge=1, le=2**31 - 1, description="The page's `id`.")]


class PageParameters(LanguageParameters):
    preview: Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)] | None = Field(
        default=None,
        description="Shows the newest draft: what stands in the link that an editor passed on (it opens one page for "
        "24 hours), or `draft` with a key that reads drafts.",
    )


class PathParameters(PageParameters):
    path: Annotated[str, StringConstraints(max_length=LONGEST_PATH), AfterValidator(printable)] = Field(
        description="The address on the site, without the host. A language in front of it (`/en/…`) counts more than "
        "`locale`.",
        examples=["/die-idee/"],
    )


def make_router() -> Router:
    """Return the router, once all apps have registered their page types."""
    router = Router(tags=["Pages"])
    schemas = [kind.schema for kind in page_kinds().values()]
    page = TypeAliasType("Page", Annotated[reduce(or_, schemas), Field(discriminator="type")])
    found = TypeAliasType(
        "PageOrRedirect", Annotated[reduce(or_, [*schemas, Redirect]), Field(discriminator="type")]
    )
    router.get("/pages/", response=Items[PageListItem], summary="Pages")(list_pages)
    router.get("/pages/by-path", response=found, summary="A page by its address")(get_page_by_path)
    router.get("/pages/{page_id}", response=page, summary="A page by its number")(get_page)
    return router


def get_page_by_path(request: HttpRequest, parameters: Query[PathParameters]):
    """Everything that it takes to show a page: its fields, blocks, breadcrumbs, translations and metadata.

    A page that has moved answers with its new address (`type` is `redirect`).
    """
    site = site_of(request)
    if parameters.preview is not None:
        row = _page_at(site_pages(site), _url_path(site, parameters.path, parameters.locale))
        return page_answer(draft_by_id(request, site, row.pk if row else 0, parameters.preview), request)
    page = _public_page(site, _url_path(site, parameters.path, parameters.locale))
    return (
        page_answer(page, request) if page else _redirect(request, site, parameters.path, parameters.locale)
    )


def get_page(request: HttpRequest, page_id: PageId, parameters: Query[PageParameters]):
    """The same as by its address. The page's own language decides; `locale` changes nothing."""
    if parameters.preview is not None:
        return page_answer(draft_by_id(request, site_of(request), page_id, parameters.preview), request)
    page = public_pages(site_of(request)).filter(pk=page_id).first()
    if page is None:
        raise Http404
    return page_answer(page.specific, request)


def _public_page(site: Site, url_path: str | None) -> PageRow | None:
    """Return the page as its own type, looked for once per version of the content; what is not there is not kept."""

    def find() -> PageRow | None:
        page = _page_at(public_pages(site), url_path)
        return page and page.specific

    return cached(f"public-page:{site.pk}:{short(url_path or '')}", find, only_if=bool)


def _page_at(pages: QuerySet, url_path: str | None) -> PageRow | None:
    if url_path is None:
        return None
    # Only the last part has an index.
    return pages.filter(slug=url_path.split("/")[-2], url_path=url_path).first()


def _url_path(site: Site, path: str, locale: str) -> str | None:
    """Return the path in Wagtail's tree, or None where no page can be."""
    parts = [part for part in unquote(path).split("/") if part]
    if parts and parts[0] != settings.LANGUAGE_CODE and parts[0] in dict(settings.LANGUAGES):
        locale = parts.pop(0)
    # An escape may hide what the parameter itself must not hold.
    if locale not in trees_of(site) or UNPRINTABLE.search("".join(parts)):
        return None
    _path, root = trees_of(site)[locale]
    return "/".join([root.rstrip("/"), *parts, ""])


def _redirect(request: HttpRequest, site: Site, path: str, locale: str) -> dict:
    if source := _source_of_alias(site, _url_path(site, path, locale)):
        url = request.build_absolute_uri(source.get_url(request))
        return {"type": "redirect", "url": url, "path": path_of(source, request), "is_permanent": False}
    old_path = RedirectRow.normalise_path(path if path.startswith("/") else f"/{path}")
    row, below = find_redirect(public_redirects(site), old_path, uri_to_iri(old_path))
    if row is None:
        raise Http404
    tag(request, "redirects")
    url = request.build_absolute_uri(target_of(row, request, below))
    page = row.redirect_page
    path = path_of(page, request) if page and not (below or row.redirect_page_route_path) else None
    return {"type": "redirect", "url": url, "path": path, "is_permanent": row.is_permanent}


def _source_of_alias(site: Site, url_path: str | None) -> PageRow | None:
    alias = _page_at(site_pages(site).live(), url_path)
    source = alias and alias.specific.leads_to()
    return source and public_pages(site).filter(pk=source.pk).first()
