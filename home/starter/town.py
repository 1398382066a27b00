"""Adds a town: its site, its pages, its settings, its media collection and its staff groups."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.models import Page, Site

from cms.accounts.roles import set_up_roles
from cms.caching.content_version import refresh_content
from cms.common.hosts import ascii_host
from cms.pages.models import NavigationSettings
from cms.towns.models import TownSettings
from directory.models import District

from ..models import HomePage
from .building import add_page, block, fill_empty_lists, filled, german, is_untouched, publish, read

PORTS = {"http": 80, "https": 443}
MISSING = "[Bitte ergänzen: E-Mail-Adresse]"


class TownRefusedError(Exception):
    """Says in a sentence why nothing was done."""


@dataclass(frozen=True)
class NewTown:
    """`url` is the address of its website; `land` two letters as in TownSettings."""

    name: str
    url: str
    land: str = ""
    postcode: str = ""
    email: str = ""

    @property
    def organisation(self) -> str:
        return f"Ehrenamtsagentur {self.name}"


@transaction.atomic
def add_town(new: NewTown) -> Site:
    """Return the site. The very first one replaces Wagtail's welcome page. Raise TownRefusedError.

    All its pages are published, so that everything works at once; what only the town can know is in square brackets.
    """
    host, port = _address(new.url)
    default = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    is_first = default is None or is_untouched(default.root_page)
    if not is_first and Site.objects.filter(hostname=host, port=port).exists():
        raise TownRefusedError(f"{new.url} belongs to a town already; nothing was changed.")
    fill_empty_lists()
    if not is_first:
        # They belonged to the only town so far.
        District.objects.filter(site=None).update(site=default)
    words = {"town": new.name, "organisation": new.organisation, "email": new.email or MISSING}
    records = filled(read("pages.yaml"), words)
    home = _add_home(new, records["home"])
    site = _give_site(home, new, host, port, default if is_first else None)
    pages = {record["slug"]: add_page(home, record) for record in records["pages"]}
    for record in records["pages"]:
        publish(pages[record["slug"]], record, pages)
    _publish_home(home, records["home"], pages)
    _fill_settings(site, new, records["pages"], pages)
    District.objects.create(name=new.name, slug=_free_slug(new.name, District.objects), site=site)
    set_up_roles()
    refresh_content()
    return site


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise TownRefusedError(
            f"“{url}” is no address of a website, such as https://engagiert.musterstadt.de"
        )
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise TownRefusedError(f"“{url}” has no possible port.") from None
    try:
        return ascii_host(parts.hostname), port
    except ValueError:
        raise TownRefusedError(f"“{parts.hostname}” is no name that a server can have.") from None


def _add_home(new: NewTown, record: dict) -> HomePage:
    root = Page.get_first_root_node()
    values = {name: value for name, value in record.items() if name != "buttons"}
    # No address shows the slug, but two homes must differ.
    slug = _free_slug(new.name, root.get_children())
    home = HomePage(live=False, locale=german(), slug=slug, **values)
    return root.add_child(instance=home)


def _free_slug(name: str, others: QuerySet) -> str:
    taken, wanted = set(others.values_list("slug", flat=True)), slugify(name)[:50] or "stadt"
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if slug not in taken)


def _give_site(home: HomePage, new: NewTown, host: str, port: int, welcome: Site | None) -> Site:
    site = welcome or Site(is_default_site=not Site.objects.filter(is_default_site=True).exists())
    greeting = welcome and welcome.root_page
    site.hostname, site.port, site.root_page = host, port, home
    site.site_name = f"Engagierte Stadt {new.name}"[:255]
    site.save()
    if greeting:
        Page.objects.get(pk=greeting.pk).delete()
    return site


def _publish_home(home: HomePage, record: dict, pages: dict[str, Page]) -> None:
    home = HomePage.objects.get(pk=home.pk)
    links = [
        block("button", {"page": pages[slug].pk, "label": label}) for slug, label in record["buttons"].items()
    ]
    home.hero_buttons = json.dumps(links)
    home.save_revision().publish()


def _fill_settings(site: Site, new: NewTown, records: list[dict], pages: dict[str, Page]) -> None:
    town = TownSettings.for_site(site)
    known = {"land": new.land, "postcode": new.postcode, "email": new.email}
    known = {name: value for name, value in known.items() if value}
    known |= {"name": new.name, "city": new.name, "organisation": new.organisation}
    for name, value in known.items():
        setattr(town, name, value)
    for record in records:
        setattr(town, record["as"], Page(pk=pages[record["slug"]].pk))
    town.save()
    menu = NavigationSettings.for_site(site)
    entries = [record for record in records if "menu" in record]
    menu.main = json.dumps(
        [block("page", {"page": pages[each["slug"]].pk, "title": each["menu"]}) for each in entries]
    )
    menu.footer = json.dumps([block("column", _footer(pages))])
    menu.save()


def _footer(pages: dict[str, Page]) -> dict:
    links = {"mithilfe": "", "anmelden": "Verein eintragen", "kontakt": "Schreiben Sie uns"}
    return {
        "title": "Mitmachen",
        "links": [
            {"page": pages[slug].pk, "label": label, "url": "", "document": None}
            for slug, label in links.items()
        ],
    }
