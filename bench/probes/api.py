"""Twenty full organisations, and a page by its address: our API compared with Wagtail's API v2, mounted here.

Wagtail's is set up as documented: every public field and child relation in `api_fields`, one size of the logo,
`fields=*`. Both responses contain twenty items, their pictures, and the total.
"""

import json
from collections.abc import Callable

from django.test import Client, override_settings
from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.images.api.fields import ImageRenditionField

from cms.caching.content_version import refresh_content
from cms.urls import urlpatterns as site_patterns
from directory.models import MeetingPlace, Offer, Opening, OrganisationPage, SocialLink
from directory.models.places import ACCESS_FIELDS
from directory.publishing.entry_document import OFFER_FIELDS, OPENING_FIELDS, PLAIN_FIELDS
from home.models import StandardPage
from tests.support.making import make_image
from tests.support.server import Server

from ..timing import median_ms
from .town import make_article

ITEMS = 20
OWN = f"/api/v1/organisations/?limit={ITEMS}"
OTHER = f"/api/v2/pages/?type=directory.OrganisationPage&fields=*&order=title&limit={ITEMS}"
PLACE_FIELDS = ("name", "street", "house_number", "addition", "postcode", "city", "latitude", "longitude")
TIMES = ("frequency", "interval", "weekdays", "positions", "starts_at", "ends_at", "first_date", "until")
CHILDREN = {
    MeetingPlace: (*PLACE_FIELDS, "public_transport", *ACCESS_FIELDS),
    Offer: (*OFFER_FIELDS, *TIMES),
    Opening: (*OPENING_FIELDS, "hours_per_week", "valid_until", "help_types"),
    SocialLink: ("name", "url"),
}
FIELDS = (
    *("public_id", *PLAIN_FIELDS, "languages", "main_category", "categories", "target_groups", "districts"),
    *("parent_organisation", "meeting_places", "offers", "openings", "social_links"),
)

wagtail_api = WagtailAPIRouter("wagtailapi")
wagtail_api.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [path("api/v2/", wagtail_api.urls), *site_patterns]


def main() -> None:
    _tell_wagtail()
    _give_pictures()
    with override_settings(ROOT_URLCONF="bench.probes.api", ALLOWED_HOSTS=["*"]):
        print(json.dumps(_numbers(Client())))


def _numbers(client: Client) -> dict[str, float]:
    def after_a_change(url: str) -> None:
        refresh_content()
        _ask(client, url)

    own, other = (median_ms(lambda url: _ask(client, url), [url], 15) for url in (OWN, OTHER))
    kept = median_ms(_ask_server(), [OWN], 15)
    changed = median_ms(after_a_change, [OWN], 5)
    return {
        "own": own,
        "other": other,
        "times": other / own,
        "kept": other / kept,
        "changed": changed,
        "page_times": _page_times(client),
    }


def _page_times(client: Client) -> float:
    """Wagtail's API redirects from a path to the page; ours responds directly, with all that the page refers to."""
    page = make_article()

    def own(_url: str) -> None:
        assert client.get("/api/v1/pages/by-path", {"path": page.url}).json()["id"] == page.pk

    def other(_url: str) -> None:
        found = client.get("/api/v2/pages/find/", {"html_path": page.url})
        assert client.get(f"{found['Location']}?fields=*").json()["id"] == page.pk

    return median_ms(other, [""], 15) / median_ms(own, [""], 15)


def _ask(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    assert len(json.loads(answer.content)["items"]) == ITEMS


def _ask_server() -> Callable[[str], None]:
    """As a server asks, so that the cache inside the process answers all but the first request."""
    server = Server()

    def ask(url: str) -> None:
        status, _headers, body = server.get(url)
        assert (status, len(json.loads(body)["items"])) == (200, ITEMS)

    return ask


def _tell_wagtail() -> None:
    for model, names in CHILDREN.items():
        model.api_fields = [APIField(name) for name in names]
    picture = APIField("logo_sizes", serializer=ImageRenditionField("width-480|format-webp", source="logo"))
    StandardPage.api_fields = [*map(APIField, ("summary", "share_image", "as_of", "body"))]
    OrganisationPage.api_fields = [*map(APIField, FIELDS), APIField("logo"), picture]


def _give_pictures() -> None:
    for page in OrganisationPage.objects.live().order_by("title")[: 2 * ITEMS]:
        page.logo = make_image(page.title)
        page.save()
