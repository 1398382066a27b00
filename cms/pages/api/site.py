"""The town, and its menus."""

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from cms.api_toolkit.parameters import LanguageParameters
from cms.caching.cache_keys import tag

from ..site_context import Link as FrameLink
from ..site_context import SiteContext, get_site_context
from .schema import Link

router = Router(tags=["Site"])


class Contact(Schema):
    """The town's office for engagement."""

    organisation: str = Field(description="The name of the office.")
    task: str = Field(description="What the office does, in one sentence.")
    street: str
    postcode: str
    city: str
    email: str
    phone: str = Field(description="As people write it.")
    opening_hours: str = Field(description="One line per day.")
    social_links: list[Link] = Field(description="Profiles of the town, by the name of the network.")


class Site(Schema):
    """What stands around every page: name, colour, contact."""

    name: str = Field(description="The town's name.", examples=["Beispielstadt"])
    claim: str = Field(description="Stands beside the name.", examples=["Engagierte Stadt"])
    federal_state: str = Field(description="Derived from the municipality key.", examples=["Rheinland-Pfalz"])
    municipality_key: str = Field(description="Amtlicher Gemeindeschlüssel, eight digits, or empty.")
    accent_colour: str = Field(description="The town's colour as #rrggbb.", examples=["#0a5663"])
    logo: str | None = Field(description="Address of the logo.")
    latitude: float = Field(description="Of the middle of the town's maps (WGS 84).")
    longitude: float = Field(description="Of the middle of the town's maps (WGS 84).")
    contact: Contact
    pages: dict[str, str] = Field(
        description="Addresses of the important pages by name; those that are not public are missing.",
        examples=[{"contact": "https://stadt.example/kontakt/"}],
    )


class MenuColumn(Schema):
    title: str = Field(description="The heading of the column.")
    links: list[Link]


class Navigation(Schema):
    main: list[Link] = Field(description="The main menu, in its order.")
    footer: list[MenuColumn] = Field(description="The columns of the footer.")


@router.get("/site/", response=Site, summary="The town")
def get_site(request: HttpRequest, parameters: Query[LanguageParameters]):
    """Name, colour, contact and important pages of the town."""
    context = _site_context(request)
    town = context.town
    return {
        "name": town.name,
        "claim": town.claim,
        "federal_state": town.land,
        "municipality_key": town.municipality_key,
        "accent_colour": f"#{town.accent_hex}",
        "logo": town.logo and request.build_absolute_uri(town.logo["url"]),
        "latitude": town.map_latitude,
        "longitude": town.map_longitude,
        "contact": {
            "organisation": town.organisation,
            "task": town.organisation_task,
            **{name: getattr(town, name) for name in ("street", "postcode", "city", "email", "phone")},
            "opening_hours": town.opening_hours,
            "social_links": _links(request, town.social_links),
        },
        "pages": {name: request.build_absolute_uri(url) for name, url in town.urls.items() if url},
    }


@router.get("/navigation/", response=Navigation, summary="Menus")
def get_navigation(request: HttpRequest, parameters: Query[LanguageParameters]):
    """Main menu and footer in the language asked for."""
    context = _site_context(request)
    return {
        "main": _links(request, context.main_menu),
        "footer": [
            {"title": column.title, "links": _links(request, column.links)}
            for column in context.footer_columns
        ],
    }


def _site_context(request: HttpRequest) -> SiteContext:
    context = get_site_context(request)
    if context is None:
        raise Http404
    tag(request, "site")
    return context


def _links(request: HttpRequest, links: list[FrameLink]) -> list[dict]:
    return [
        {"title": link.title, "url": request.build_absolute_uri(link.url), "language": link.lang or None}
        for link in links
    ]
