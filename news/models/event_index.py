from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from cms.core.models import BasePage

from .. import listings
from .events import EventPage

CALENDAR_NAME = "kalender.ics"


class EventIndexPage(BasePage):
    """All dates of a town: what comes, month by month, and what has been, by year."""

    lists = ("events",)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [*Page.content_panels, FieldPanel("summary"), FieldPanel("share_image")], heading=_("Content")
            ),
            ObjectList(BasePage.promote_panels, heading=_("Finding")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.EventPage"]
    max_count_per_parent = 1
    page_description = _("The list of all dates. There is one per language.")

    class Meta:
        verbose_name = _("list of dates")
        verbose_name_plural = _("lists of dates")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        calendar_url = request.build_absolute_uri(f"{self.get_url(request)}{CALENDAR_NAME}")
        addresses = {
            "calendar_url": calendar_url,
            # The scheme with which calendar programs offer to subscribe instead of importing once.
            "subscribe_url": f"webcal:{calendar_url.partition(':')[2]}",
        }
        return context | addresses | listings.event_list(self, request.GET)

    def get_cached_paths(self):
        return [*super().get_cached_paths(), f"/{CALENDAR_NAME}"]

    @property
    def calendar_url(self) -> str:
        return f"{self.url}{CALENDAR_NAME}"

    def published_events(self):
        return EventPage.objects.child_of(self).published()
