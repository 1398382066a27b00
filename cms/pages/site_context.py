"""What stands around every page: the town's data, menus and footer, gathered once per content version."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from cms.caching.content_version import cached
from cms.common.registry import Registry
from cms.media.picture_sizes import TOWN_LOGO
from cms.towns.models import TownSettings

from .models import NavigationSettings
from .visibility import public_document, public_url, published_pages

# The pages that a town's settings name: "contact" for `contact_page`.
PAGE_LINKS = tuple(
    field.name.removesuffix("_page") for field in TownSettings._meta.fields if field.name.endswith("_page")
)
# Names of views that every page may link to (`town.search_url`); the apps that have them register them.
VIEW_LINKS: Registry[str, str] = Registry(key=str)
TOWN_FIELDS = [
    "name",
    "claim",
    "organisation",
    "organisation_task",
    "street",
    "postcode",
    "city",
    "email",
    "phone",
    "opening_hours",
    "data_protection_officer",
    "municipality_key",
    "map_latitude",
    "map_longitude",
    "map_tiles",
    "map_credit",
]


@dataclass(frozen=True)
class Link:
    """`lang` is the language of title and target where it is not the one being read, else ""."""

    title: str
    url: str
    lang: str = ""


@dataclass(frozen=True)
class FooterColumn:
    title: str
    links: list[Link]


@dataclass(frozen=True)
class Town:
    """Public data of a town. Addresses (`contact_url` …) are "" while the page is not public."""

    name: str
    claim: str
    organisation: str
    organisation_task: str
    street: str
    postcode: str
    city: str
    email: str
    phone: str
    opening_hours: str
    data_protection_officer: str
    municipality_key: str
    map_latitude: float
    map_longitude: float
    map_tiles: str
    map_credit: str
    land: str
    accent_hex: str
    logo: dict | None
    brochure: dict | None
    social_links: list[Link]
    urls: dict[str, str]

    @property
    def address(self) -> str:
        """Street and town on two lines, or "" without a street."""
        return f"{self.street}\n{self.postcode} {self.city}" if self.street else ""

    def __getattr__(self, name: str) -> str:
        # `contact_url` and its like, as templates write them.
        if name.endswith("_url") and "urls" in self.__dict__:
            return self.urls.get(name.removesuffix("_url"), "")
        raise AttributeError(name)


@dataclass(frozen=True)
class SiteContext:
    town: Town
    home_url: str
    main_menu: list[Link] = field(default_factory=list)
    footer_columns: list[FooterColumn] = field(default_factory=list)
    # Of what stands in the settings only once: the town's own words.
    lang: str = ""


def get_site_context(request: HttpRequest) -> SiteContext | None:
    """Return the context of the request's site in the active language, or None without a site."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    return cached(f"site-context:{site.pk}", lambda: _build(site))


def _build(site: Site) -> SiteContext:
    town_settings = TownSettings.for_site(site)
    navigation = NavigationSettings.for_site(site)
    return SiteContext(
        town=_build_town(town_settings, site),
        home_url=public_url(site.root_page, site) or "/",
        main_menu=_menu(navigation.main, site),
        footer_columns=[_column(block.value, site) for block in navigation.footer],
        lang=_lang_if_foreign(settings.LANGUAGE_CODE),
    )


def _build_town(row: TownSettings, site: Site) -> Town:
    urls = {name: public_url(getattr(row, f"{name}_page"), site) for name in PAGE_LINKS}
    urls |= {name: reverse(name) for name in VIEW_LINKS}
    return Town(
        **{name: getattr(row, name) for name in TOWN_FIELDS},
        land=row.get_land_display(),
        accent_hex=row.accent_colour.lstrip("#").lower(),
        logo=_logo(row.logo),
        brochure=_brochure(public_document(row.brochure)),
        social_links=[Link(block.value["name"], block.value["url"]) for block in row.social_links],
        urls=urls,
    )


def _logo(image) -> dict | None:
    if image is None:
        return None
    rendition = image.get_rendition(TOWN_LOGO)
    if not rendition.is_made:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height}


def _brochure(document) -> dict | None:
    if document is None:
        return None
    return {"url": document.url, "title": document.title, "describe": document.describe}


def _menu(stream, site: Site) -> list[Link]:
    links = (_page_link(block.value["page"], block.value["title"], site) for block in stream)
    return [link for link in links if link]


def _column(value, site: Site) -> FooterColumn:
    links = (_link(link, site) for link in value["links"])
    return FooterColumn(value["title"], [link for link in links if link])


def _link(value, site: Site) -> Link | None:
    if value.get("page"):
        return _page_link(value["page"], value["label"], site)
    return Link(value.text, value.href, _lang_if_foreign(settings.LANGUAGE_CODE)) if value.href else None


def _page_link(page: Page, label: str, site: Site) -> Link | None:
    """A link in the words of the editor, or of the translation where there is one."""
    url = public_url(page, site)
    if not url:
        return None
    shown = page.localized
    title = label if shown == page and label else shown.title
    return Link(title, url, _lang_if_foreign(shown.locale.language_code))


def _lang_if_foreign(code: str) -> str:
    return "" if code == translation.get_language() else code


def languages_of(page: Page | None, site: Site) -> list[dict]:
    """Return `{code, label, url, is_current, is_translation}` of each language of the site.

    Where a page is not public in a language (or is no page at all), the home page of that language
    stands in for it, and `is_translation` is False.
    """
    page = page if page and page.pk else site.root_page
    return cached(f"languages:{site.pk}:{page.pk}", lambda: _languages(page, site.root_page))


def _languages(page: Page, home: Page) -> list[dict]:
    homes, own = _public_addresses(home), _public_addresses(page)
    return [
        {
            "code": code,
            "label": label,
            "url": own.get(code) or homes[code],
            "is_current": code == translation.get_language(),
            "is_translation": code in own,
        }
        for code, label in settings.WAGTAIL_CONTENT_LANGUAGES
        if code in homes
    ]


def _public_addresses(page: Page) -> dict[str, str]:
    translations = published_pages().filter(translation_key=page.translation_key)
    return {each.locale.language_code: each.url for each in translations.select_related("locale")}
