from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.core.models import BasePage

from .. import feeds, listings
from .news import NewsPage

FEED_SEGMENT = "feed"


class NewsIndexPage(BasePage):
    """All news of a town, by topic and year, and as an Atom feed."""

    lists = ("news",)

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
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = _("The list of all news. There is one per language.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def route(self, request, path_components):
        if path_components != [FEED_SEGMENT]:
            return super().route(request, path_components)
        # Without this, a protected list would answer a feed reader with a password form.
        if not self.live or self.get_view_restrictions():
            raise Http404
        return RouteResult(self, kwargs={"as_feed": True})

    def serve(self, request, as_feed=False):
        if as_feed:
            return feeds.NewsFeed()(request, page=self)
        return super().serve(request)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | listings.news_list(self, request.GET)

    def get_cached_paths(self):
        return [*super().get_cached_paths(), f"/{FEED_SEGMENT}/"]

    @property
    def feed_url(self) -> str:
        return f"{self.url}{FEED_SEGMENT}/"

    def published_news(self):
        return NewsPage.objects.child_of(self).published()
