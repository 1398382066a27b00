"""Which town something belongs to when several share an installation. A town is a Wagtail site."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

# No limit.
ALL_TOWNS = None


def first_town() -> Site | None:
    return Site.objects.filter(is_default_site=True).first()


def town_of(page: Page | None) -> Site | None:
    """Return the page's site, in any language; the first town for None or a page outside of all sites."""
    return (page and page.get_site()) or first_town()


def address_of(town: Site | None) -> str:
    """Return the town's base URL without a trailing slash; settings define that of the first town."""
    return settings.SITE_URL if town is None or town.is_default_site else town.root_url


def scope_of(town: Site | None) -> Site | None:
    """Return the town as a filter: None, meaning everything, if it is the only one."""
    return town if has_several() else None


def limit_of(page: Page) -> Site | None:
    """Return the page's town as a filter (see `scope_of`), without a query if it is the only one."""
    return town_of(page) if has_several() else None


def has_several() -> bool:
    return len({home.site_id for home in Site.get_site_root_paths()}) > 1


def homes_of(town: Site) -> list[Page]:
    """Return its home pages, one per language."""
    return list(town.root_page.get_translations(inclusive=True))


def below_homes(town: Site | None, path: str = "url_path") -> Q:
    """Match the town's pages in all languages, without a query; `path` leads to the page's `url_path`."""
    if town is None:
        return Q()
    homes = [home.root_path for home in Site.get_site_root_paths() if home.site_id == town.pk]
    return reduce(or_, (Q(**{f"{path}__startswith": home}) for home in homes), Q(pk__in=[]))


def towns_for(user, permission: str) -> set[int] | None:
    """Return the ids of the towns for which the user has a permission ("app.codename"), or ALL_TOWNS.

    Groups add up. Superusers and permissions given to a user directly have no limit.
    """
    if user.is_superuser or not user.has_perm(permission):
        return ALL_TOWNS if user.is_superuser else set()
    app_label, codename = permission.split(".")
    giving = Q(permissions__content_type__app_label=app_label, permissions__codename=codename)
    rows = list(Group.objects.filter(giving, user=user).values_list("town", "town__site"))
    is_unlimited = not rows or any(limit is None for limit, _site in rows)
    return ALL_TOWNS if is_unlimited else {site for _limit, site in rows} - {None}


def towns_of_staff(user) -> list[Site] | None:
    """Return the towns of the user's groups; ALL_TOWNS if none of the groups belongs to a town."""
    if user.is_superuser:
        return ALL_TOWNS
    sites = Site.objects.filter(staff__group__user=user).select_related("root_page").distinct()
    return list(sites) or ALL_TOWNS


def town_of_person(user) -> Site | None:
    """Return the town that sends mail to this member of staff."""
    return next(iter(towns_of_staff(user) or []), None) or first_town()


def pages_of_staff(user) -> Q:
    """Match the pages of the user's towns by `path`, which Wagtail's search can filter by."""
    towns = towns_of_staff(user)
    if towns is ALL_TOWNS:
        return Q()
    return reduce(or_, (Q(path__startswith=home.path) for town in towns for home in homes_of(town)))


def is_of(page: Page, request: HttpRequest) -> bool:
    """Whether the page belongs to the town whose website is being visited."""
    return is_visited(town_of(page), request)


def is_visited(town: Site | None, request: HttpRequest) -> bool:
    """Whether this town's website is being visited; None stands for the first town."""
    here, there = Site.find_for_request(request), town or first_town()
    return (here and here.pk) == (there and there.pk)
