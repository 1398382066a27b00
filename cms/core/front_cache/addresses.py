"""At which addresses the things stand that a change touches, for caches that know addresses only."""

from wagtail.models import Page, Site

from .dependents import Touched

# Beside the pages themselves, by kind. "*" at the end stands for all that begins like it, with any parameters.
API = "/api/v1/"
BESIDE_PAGES = {
    "pages": (f"{API}pages/?*", f"{API}pages/by-path*"),
    "news": (f"{API}news*",),
    "events": (f"{API}events*",),
    "organisations": (f"{API}organisations*", "/daten/*", "/api/hsds/*", "/catalog.ttl"),
    "openings": (f"{API}openings*",),
    "documents": (f"{API}documents*",),
    "forms": (f"{API}forms*",),
    "search": (f"{API}search*", "/suche/*"),
    "changes": (f"{API}changes*",),
    "redirects": (f"{API}redirects*",),
    "sitemap": ("/sitemap.xml",),
}


def addresses_of(touched: Touched) -> set[str]:
    """Return full addresses."""
    roots = [site.root_url for site in Site.objects.all()]
    if touched.is_everything:
        return {f"{root}/*" for root in roots}
    paths = {path for kind in touched.keys for path in BESIDE_PAGES.get(kind, ())}
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
