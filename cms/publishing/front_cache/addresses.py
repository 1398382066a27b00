"""Addresses affected by a change, for caches that do not support surrogate keys."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from cms.api_toolkit.problems import ROOT as API
from cms.common.registry import Registry

from .dependents import Touched


@dataclass(frozen=True)
class CachedKind:
    """A kind that cache keys name, and the addresses outside of pages that list such things.

    A trailing "*" matches any continuation, including parameters.
    """

    name: str
    addresses: tuple[str, ...] = ()


CACHED_KINDS: Registry[str, CachedKind] = Registry()
CACHED_KINDS.register(
    CachedKind("pages", (f"{API}pages/?*", f"{API}pages/by-path*")),
    CachedKind("documents", (f"{API}documents*",)),
    CachedKind("images"),
    CachedKind("redirects", (f"{API}redirects*",)),
    CachedKind("sitemap", ("/sitemap.xml",)),
    CachedKind("navigation"),
    CachedKind("site"),
)


def addresses_of(touched: Touched) -> set[str]:
    """Return full addresses."""
    roots = [site.root_url for site in Site.objects.all()]
    if touched.is_everything:
        return {f"{root}/*" for root in roots}
    kinds = (CACHED_KINDS.get(key) for key in touched.keys)
    paths = {path for kind in kinds if kind for path in kind.addresses}
    paths |= {f"{API}pages/{pk}/*" for pk in touched.pages}
    paths |= {
        f"{API}{kind}s/{number}/*" for kind, _dash, number in map(_parts, touched.keys) if kind == "image"
    }
    return {f"{root}{path}" for root in roots for path in paths} | _addresses_of_pages(touched.pages)


def _parts(key: str) -> tuple[str, str, str]:
    return key.partition("-")


def _addresses_of_pages(keys: set[int]) -> set[str]:
    found = set()
    for page in Page.objects.filter(pk__in=keys).specific():
        address = page.get_full_url()
        if address:
            found |= {address + path.lstrip("/") for path in page.get_cached_paths()}
    return found
