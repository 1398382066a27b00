"""Addresses that have moved, for front ends that answer requests themselves."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..models import PublicPageQuerySet
from .keyset import Order, next_url, part_of
from .parameters import ListParameters, Text
from .schema import Items
from .surrogates import tag
from .visible import site_of

router = Router(tags=["Site"])
BY_ADDRESS = Order("path", ("old_path", "pk"))


class Moved(Schema):
    """An old address and where to send whoever comes there."""

    id: int
    path: str = Field(description="The old path, without a slash at its end.", examples=["/alte-adresse"])
    url: str = Field(description="The new address, absolute.", examples=["https://stadt.example/die-idee/"])
    is_permanent: bool = Field(description="Whether to answer 301 (true) or 302.")


class RedirectParameters(ListParameters):
    path: Text | None = Field(
        default=None,
        description="Only what stands for this old path, as a visitor asks for it.",
        examples=["/alte-adresse/"],
    )


@router.get("/redirects", response=Items[Moved], summary="Moved addresses")
def list_redirects(request: HttpRequest, parameters: Query[RedirectParameters]):
    """All redirects of this site whose target is public. A page by path answers with its new address by itself."""
    site = site_of(request)
    tag(request, "redirects", "pages")
    rows = _public(site)
    if parameters.path is not None:
        rows = rows.filter(old_path=Redirect.normalise_path(parameters.path))
    part = part_of(rows.select_related("redirect_page"), BY_ADDRESS, parameters.cursor, parameters.limit)
    return {
        "items": [_moved(redirect, request) for redirect in part.rows],
        "count": part.count,
        "next": next_url(request, part.cursor),
    }


def _public(site: Site) -> QuerySet:
    pages = PublicPageQuerySet(Page).in_site(site).published()
    leads_on = Q(redirect_page__in=pages.values("pk")) | Q(redirect_page=None) & ~Q(redirect_link="")
    # What is set for one site wins over what is set for all.
    own = Redirect.objects.filter(site=site).values("old_path")
    return Redirect.objects.filter(Q(site=site) | Q(site=None) & ~Q(old_path__in=own)).filter(leads_on)


def _moved(redirect: Redirect, request: HttpRequest) -> dict:
    return {
        "id": redirect.pk,
        "path": redirect.old_path,
        "url": request.build_absolute_uri(_target(redirect, request)),
        "is_permanent": redirect.is_permanent,
    }


def _target(redirect: Redirect, request: HttpRequest) -> str:
    if redirect.redirect_page is None:
        return redirect.redirect_link
    # Asking the page's own class would cost a query each.
    url = redirect.redirect_page.get_url(request)
    route = redirect.redirect_page_route_path
    return f"{url.rstrip('/')}{route}" if route else url
