"""The trees of a site: one for each language, side by side below the root."""

from django.http import Http404, HttpRequest
from wagtail.models import Locale, Page, Site

from cms.caching.content_version import cached


def site_of(request: HttpRequest) -> Site:
    """Return the site that this host shows. Raises Http404."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def trees_of(site: Site) -> dict[str, tuple[str, str]]:
    """Return path and url_path of the home page by language."""
    return cached(f"trees:{site.pk}", lambda: _trees(site.root_page))


def _trees(home: Page) -> dict[str, tuple[str, str]]:
    homes = Page.objects.filter(translation_key=home.translation_key, depth=home.depth)
    rows = homes.values_list("locale__language_code", "path", "url_path")
    return {code: (path, url_path) for code, path, url_path in rows} | {
        languages()[home.locale_id]: (home.path, home.url_path)
    }


def home_of(site: Site, language: str) -> int:
    """Return the key of the home page in a language; 0, which no page has, where there is none."""
    path, _url_path = trees_of(site).get(language, ("", ""))
    return home_at(path)


def home_above(page: Page) -> int:
    """Return the key of the home page above a page."""
    return home_at(page.path[: 2 * page.steplen])


def home_at(path: str) -> int:
    return _homes_at((path,)).get(path, 0)


def main_home_of(home: int) -> int:
    """Return the key of the same town's home page in the town's own language."""
    return cached(f"main-home:{home}", lambda: _main_home(home))


def _main_home(home: int) -> int:
    same_town = Page.objects.filter(pk=home).values("translation_key")
    roots = Page.objects.filter(translation_key__in=same_town, sites_rooted_here__isnull=False)
    return roots.values_list("pk", flat=True).first() or home


def homes_of(site: Site) -> list[int]:
    """Return the keys of the home pages in all languages."""
    return list(_homes_at(tuple(path for path, _url_path in trees_of(site).values())).values())


def _homes_at(paths: tuple[str, ...]) -> dict[str, int]:
    rows = Page.objects.filter(path__in=paths)
    return cached(f"homes-at:{'.'.join(paths)}", lambda: dict(rows.values_list("path", "pk")))


def languages() -> dict[int, str]:
    """Return the code of each locale by its id."""
    return cached("languages-by-id", lambda: dict(Locale.objects.values_list("pk", "language_code")))


def language_of(page: Page) -> str:
    return languages()[page.locale_id]
