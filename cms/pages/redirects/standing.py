"""Which redirects stand. The server and the API both ask here."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site, get_page_models

from cms.caching.content_version import cached

from ..site_trees import trees_of
from ..visibility import public_pages

AT_ONCE = 500


def standing_redirects(site: Site) -> QuerySet[Redirect]:
    """Return those that lead to a published page or elsewhere; some may have fallen (see `fallen_redirects`)."""
    leads_on = Q(redirect_page__live=True) | Q(redirect_page=None) & ~Q(redirect_link="")
    # What is set for one site wins over what is set for all.
    own = Redirect.objects.filter(site=site).values("old_path")
    return Redirect.objects.filter(Q(site=site) | Q(site=None) & ~Q(old_path__in=own)).filter(leads_on)


def fallen_redirects(site: Site) -> set[int]:
    """Return the keys of those from an address at which a public page stands, and of those that go round in circles."""
    return cached(f"fallen-redirects:{site.pk}", lambda: _fallen(site))


def public_redirects(site: Site) -> QuerySet[Redirect]:
    """Return those that everybody may know, none of which leads to itself or round in circles."""
    is_public = Q(redirect_page=None) | Q(redirect_page__in=public_pages(site).values("pk"))
    return standing_redirects(site).filter(is_public).exclude(pk__in=fallen_redirects(site))


def forget_own_addresses(instance: Page, **kwargs) -> None:
    """Delete what Wagtail once noted for addresses to which this page, or one below it, has come back."""
    path = Page.objects.values_list("path", flat=True).get(pk=instance.pk)
    rows = Redirect.objects.filter(automatically_created=True, redirect_page__path__startswith=path)
    rows = rows.exclude(site=None).select_related("site", "redirect_page")
    back = [row.pk for row in rows if row.redirect_page.url_path == _url_path(row.site, _without_route(row))]
    Redirect.objects.filter(pk__in=back).delete()


def find_redirect(rows: QuerySet[Redirect], *paths: str) -> tuple[Redirect | None, str]:
    """Return the one from one of these paths, or else from a page that had the address of such a key, and this address
    below the page ("/d/<key>/"), otherwise "".
    """
    rows = rows.select_related("redirect_page")
    if row := rows.filter(old_path__in=paths).first():
        return row, ""
    for route in _all_routes("keyed_routes"):
        for path in paths:
            before, _route, key = path.partition("?")[0].rpartition(route)
            row = (
                before
                and "/" not in key
                and rows.filter(old_path=before, redirect_page_route_path="").first()
            )
            if row and key and row.redirect_page and route in _routes_of(row.redirect_page, "keyed_routes"):
                return row, f"{route}{key}/"
    return None, ""


def target_of(row: Redirect, request: HttpRequest, below: str = "") -> str | None:
    """Return where it leads, if anywhere; a route only while the page has it. `below`: see `find_redirect`."""
    page, route = row.redirect_page, row.redirect_page_route_path
    if page is None:
        return row.redirect_link or None
    url = page.get_url(request)
    route = route if route in _routes_of(page) else ""
    return f"{url.rstrip('/')}{below or route}" if url and (below or route) else url


def _fallen(site: Site) -> set[int]:
    rows = list(standing_redirects(site).values_list("pk", "old_path", "redirect_link"))
    taken = _taken(site, {path for _pk, path, _link in rows})
    links = {path: path_here(link, site) for _pk, path, link in rows if path not in taken and link}
    return {pk for pk, path, _link in rows if path in taken or _is_circle(path, links)}


def _taken(site: Site, paths: set[str]) -> set[str]:
    """Return those of the paths at which a public page stands, or answers with one of its routes."""
    wanted: dict[str, list[tuple[str, str]]] = {}
    for path in paths:
        for route in ("", *_all_routes("routes")):
            if path.endswith(route.rstrip("/")):
                place = _url_path(site, path.removesuffix(route.rstrip("/")))
                wanted.setdefault(place, []).append((path, route))
    taken = set()
    places = list(wanted)
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        # Only the last part has an index.
        pages = public_pages(site).filter(url_path__in=some, slug__in={_slug(place) for place in some})
        for page in pages.only("url_path", "content_type"):
            routes = ("", *_routes_of(page))
            taken |= {path for path, route in wanted[page.url_path] if route in routes}
    return taken


def _all_routes(kind: str) -> set[str]:
    return {route for model in get_page_models() for route in getattr(model, kind, ())}


def _routes_of(page: Page, kind: str = "routes") -> tuple[str, ...]:
    # Asking the page's own class would cost a query each.
    return getattr(page.cached_content_type.model_class(), kind, ())


def _without_route(row: Redirect) -> str:
    return row.old_path.removesuffix(row.redirect_page_route_path.rstrip("/"))


def _slug(url_path: str) -> str:
    return url_path.split("/")[-2]


def _url_path(site: Site, path: str) -> str:
    """Return where in Wagtail's tree a page of this path would stand."""
    language, parts = settings.LANGUAGE_CODE, [part for part in path.split("/") if part]
    if parts and parts[0] in trees_of(site) and parts[0] != language:
        language = parts.pop(0)
    _path, root = trees_of(site).get(language, ("", "/"))
    return "/".join([root.rstrip("/"), *parts, ""])


def path_here(link: str, site: Site) -> str:
    """Return the path of a link within this site as redirects note it, or "" for one that leads elsewhere."""
    parts = urlsplit(link)
    is_here = parts.hostname in {None, site.hostname} and parts.scheme in {"", "http", "https"}
    return Redirect.normalise_path(link) if is_here else ""


def _is_circle(path: str, links: dict[str, str]) -> bool:
    """Whether one link leads to the next for ever."""
    seen = set()
    while path in links:
        if path in seen:
            return True
        seen.add(path)
        following = links[path]
        path = following if following in links else following.partition("?")[0]
    return False
