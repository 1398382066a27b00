from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.pages.editing.tabs import tabs
from cms.pages.models import BasePage

from .. import feeds, listings
from .news import NewsPage

FEED_SEGMENT = "feed"


class NewsIndexPage(BasePage):
    """All news of a town, by topic and year, and as an Atom feed."""

    lists = ("news",)
    routes = (f"/{FEED_SEGMENT}/",)

    edit_handler = tabs(
        ObjectList([*Page.content_panels, "summary", "share_image"], heading=_("Content")),
    )
    max_count_per_parent = 1
    subpage_types = ["news.NewsPage"]
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
        return context | listings.news_list(self, request.GET, request)

    @property
    def feed_url(self) -> str:
        return f"{self.url}{FEED_SEGMENT}/"

    def published_news(self):
        return NewsPage.objects.child_of(self).published()
