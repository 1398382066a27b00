"""Addresses that have moved, for front ends that answer requests themselves."""

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.contrib.redirects.models import Redirect

from cms.api_toolkit.keyset import Order, next_url, part_of
from cms.api_toolkit.parameters import ListParameters, Text
from cms.caching.cache_keys import tag

from ..redirects.standing import find_redirect, public_redirects, target_of
from ..site_trees import site_of
from .schema import Items

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
    """All redirects of this site whose target is public, from addresses at which no page stands.

    Addresses with a key below a page that has moved (`…/d/<key>/` of a club's date) are found by `path` only.
    A page by path answers with its new address by itself.
    """
    site = site_of(request)
    tag(request, "redirects", "pages")
    rows = public_redirects(site)
    if parameters.path is not None:
        old_path = Redirect.normalise_path(parameters.path)
        row, below = find_redirect(rows, old_path)
        if row and below:
            moved = _moved(row, request, below) | {"path": old_path}
            return {"items": [moved], "count": 1, "next": None}
        rows = rows.filter(old_path=old_path)
    part = part_of(rows.select_related("redirect_page"), BY_ADDRESS, parameters.cursor, parameters.limit)
    return {
        "items": [_moved(redirect, request) for redirect in part.rows],
        "count": part.count,
        "next": next_url(request, part.cursor),
    }


def _moved(redirect: Redirect, request: HttpRequest, below: str = "") -> dict:
    return {
        "id": redirect.pk,
        "path": redirect.old_path,
        "url": request.build_absolute_uri(target_of(redirect, request, below)),
        "is_permanent": redirect.is_permanent,
    }
