"""What the schema.org data of listed pages share."""

from django.http import HttpRequest

from cms.media.models import SiteImage
from cms.pages.site_context import get_site_context

CONTEXT = "https://schema.org"


def office(request: HttpRequest) -> dict | None:
    frame = get_site_context(request)
    name = frame and (frame.town.organisation or frame.town.name)
    return {"@type": "Organization", "name": name} if name else None


def image_of(page, request: HttpRequest) -> list[str]:
    return addresses_of(page.share_image, request)


def addresses_of(image: SiteImage | None, request: HttpRequest) -> list[str]:
    rendition = image and image.for_sharing
    return [request.build_absolute_uri(rendition.url)] if rendition else []


def absolute(page, request: HttpRequest) -> str:
    return request.build_absolute_uri(page.get_url(request))


def filled(data: dict) -> dict:
    """Leave out what nobody has said; False and 0 are statements."""
    return {name: value for name, value in data.items() if value not in (None, "", [])}
