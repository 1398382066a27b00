"""Factories with sensible defaults."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site

from cms.common.folding import fold
from demo.sample_entries import add_samples
from directory.models import (
    Category,
    DirectoryPage,
    District,
    HelpType,
    OpeningsPage,
    OrganisationPage,
    TargetGroup,
)

_numbers = count(1)


def make_directory(**fields) -> DirectoryPage:
    """A directory below a home page that is the default site's root."""
    home = Page(title="Start", slug=f"start-{next(_numbers)}")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    directory = DirectoryPage(title="Verzeichnis", slug="verzeichnis", **fields)
    home.add_child(instance=directory)
    return directory


def make_openings_page(directory, **fields) -> OpeningsPage:
    """The list of calls for volunteers beside a directory."""
    page = OpeningsPage(title="Mithilfe gesucht", slug="mithilfe", **fields)
    directory.get_parent().add_child(instance=page)
    return page


def make_category(name: str = "Fußball", **fields) -> Category:
    return Category.objects.create(name=name, slug=slugify(fold(name)), **fields)


def make_district(name: str = "Stahl", **fields) -> District:
    return District.objects.create(name=name, slug=slugify(fold(name)), **fields)


def make_target_group(name: str = "Familien", **fields) -> TargetGroup:
    return TargetGroup.objects.create(name=name, slug=slugify(fold(name)), **fields)


def make_help_type(name: str = "anpacken") -> HelpType:
    return HelpType.objects.create(name=name, slug=slugify(fold(name)))


def make_entry(
    directory,
    title: str = "Kickergruppe Südwiese",
    *,
    category=None,
    districts=(),
    categories=(),
    target_groups=(),
    places=(),
    offers=(),
    contacts=(),
    openings=(),
    **fields,
) -> OrganisationPage:
    """A published entry (`live=False` for a draft); places, offers … are unsaved child records."""
    number = next(_numbers)
    category = category or Category.objects.first() or make_category()
    defaults = {
        "summary": "Wir spielen zusammen.",
        "email": "info@example.org",
        "email_is_public": True,
        "slug": f"eintrag-{number}",
    }
    page = OrganisationPage(title=title, main_category=category, **defaults | fields)
    page.districts = districts or [District.objects.first() or make_district()]
    page.categories, page.target_groups = categories, target_groups
    page.meeting_places, page.offers = in_order(places), in_order(offers)
    page.contact_people, page.openings = in_order(contacts), in_order(openings)
    if page.live:
        page.first_published_at = page.last_published_at = timezone.now()
    directory.add_child(instance=page)
    return OrganisationPage.objects.get(pk=page.pk)


def in_order(rows) -> list:
    """The rows numbered as by the editor: without numbers, PostgreSQL returns them in any order."""
    rows = list(rows)
    for number, row in enumerate(rows):
        row.sort_order = number
    return rows


def make_sample_town(directory) -> None:
    """Forty entries with real categories, districts and target groups."""
    sport = make_category("Sport")
    make_category("Fußball", parent=sport)
    make_category("Schach", parent=sport)
    make_category("Chor")
    for name in ("Stahl", "Mötsch", "Erdorf"):
        make_district(name)
    for name in ("Familien", "Jugendliche", "Menschen 65+"):
        make_target_group(name)
    for name in ("anpacken", "lehren"):
        make_help_type(name)
    add_samples(40)
