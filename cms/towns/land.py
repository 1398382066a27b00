"""The Land in which a town lies, by its key ("RP")."""

from wagtail.models import Page, Site

from cms.caching.content_version import cached

from .models import TownSettings


def land_of(page: Page) -> str:
    """Return that of the page's town, fetched once per change of content; outside of all towns that of the first."""
    return land_of_site(_site_of(page))


def land_of_site(site: int | None) -> str:
    return cached(f"land:{site}", lambda: _stored(site))


def stored_land_of(page: Page) -> str:
    """Return the same from the database, also in the transaction that changes it."""
    return _stored(_site_of(page))


def _stored(site: int | None) -> str:
    found = TownSettings.objects.filter(site=site).values_list("land", flat=True).first()
    return found or TownSettings._meta.get_field("land").default


def _site_of(page: Page) -> int | None:
    roots = Site.get_site_root_paths()
    inside = [root for root in roots if page.url_path.startswith(root.root_path)]
    return next((root.site_id for root in inside or roots), None)
