from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.common.registry import Registry
from cms.pages.editing.tabs import tabs
from cms.pages.models import BasePage

from .event_page import EventPage

CALENDAR_NAME = "kalender.ics"
# Below the list's own address: the feed of a selection, and a club's date by its key.
FEED_SEGMENT = "feed"
DATE_SEGMENT = "d"


@dataclass(frozen=True)
class View:
    """Answers below the list's own address; registered by `browse`, which knows what is shown there."""

    name: str
    answer: Callable[..., HttpResponse]


VIEWS: Registry[str, View] = Registry()


class EventIndexPage(BasePage):
    """All dates of a town: what is on, day by day, and what has been, by year."""

    lists = ("events",)
    routes = (f"/{CALENDAR_NAME}", f"/{FEED_SEGMENT}/")
    keyed_routes = (f"/{DATE_SEGMENT}/",)

    edit_handler = tabs(
        ObjectList([*Page.content_panels, "summary", "share_image"], heading=_("Content")),
    )
    max_count_per_parent = 1
    subpage_types = ["events.EventPage"]
    page_description = _("The list of all dates. There is one per language.")

    # The structured data must match what the page shows; the API shows no dates.
    shown_dates: list = ()

    class Meta:
        verbose_name = _("list of dates")
        verbose_name_plural = _("lists of dates")

    def get_cached_paths(self):
        return [*super().get_cached_paths(), f"/{FEED_SEGMENT}/?*", f"/{DATE_SEGMENT}/*"]

    def route(self, request, path_components):
        kwargs = _route(path_components)
        if kwargs is None:
            return super().route(request, path_components)
        # Without this, a protected list would answer a feed reader with a password form.
        if not self.live or self.get_view_restrictions():
            raise Http404
        return RouteResult(self, kwargs=kwargs)

    def serve(self, request, view="", **kwargs):
        return VIEWS[view].answer(self, request, **kwargs) if view else super().serve(request)

    def get_template(self, request, *args, **kwargs):
        if request.GET.get("jahr"):
            return "events/archive.html"
        return "events/notice_board.html" if request.GET.get("druck") == "1" else self.template

    @property
    def calendar_url(self) -> str:
        return f"{self.url}{CALENDAR_NAME}"

    @property
    def feed_url(self) -> str:
        return f"{self.url}{FEED_SEGMENT}/"

    def published_events(self):
        return EventPage.objects.child_of(self).published()


def _route(components: list[str]) -> dict | None:
    """Return what a view needs for an address below the list's, None if none answers there."""
    match components:
        case [name] if name == FEED_SEGMENT:
            return {"view": FEED_SEGMENT}
        case [name, key] if name == DATE_SEGMENT and (series := _key(key)):
            return {"view": DATE_SEGMENT, "key": series}
    return None


def _key(text: str) -> UUID | None:
    try:
        series = UUID(text)
    except ValueError:
        return None
    # Each date has one address only.
    return series if str(series) == text else None
