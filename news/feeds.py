from datetime import datetime

from django.contrib.syndication.views import Feed

from cms.pages.lists.atom import PlainTextAtom
from cms.pages.site_context import get_site_context
from cms.recurrence.zone import BERLIN

ENTRIES = 30


class NewsFeed(Feed):
    """The newest pieces of news as Atom (RFC 4287)."""

    feed_type = PlainTextAtom

    def get_object(self, request, page):
        self.request = request
        self.town = get_site_context(request).town
        return page

    def title(self, page):
        return f"{page.title} – Engagierte Stadt {self.town.name}"

    def subtitle(self, page):
        return page.summary

    def link(self, page):
        return self._absolute(page)

    def feed_url(self, page):
        return self.request.build_absolute_uri(page.feed_url)

    def feed_guid(self, page):
        return page.stable_id.urn

    def author_name(self, page):
        return self.town.organisation or self.town.name

    def items(self, page):
        news = page.published_news().newest_first().defer("body")
        return news.select_related("locale").prefetch_related("categories")[:ENTRIES]

    def item_title(self, news):
        return news.title

    def item_description(self, news):
        return news.summary

    def item_link(self, news):
        return self._absolute(news)

    def item_guid(self, news):
        return news.stable_id.urn

    def item_pubdate(self, news):
        return news.first_published_at or self._beginning_of(news.date)

    def item_updateddate(self, news):
        return news.last_published_at or self._beginning_of(news.date)

    def item_author_name(self, news):
        return news.author or None

    def item_categories(self, news):
        return [category.name for category in news.categories.all()]

    def _absolute(self, page):
        return self.request.build_absolute_uri(page.get_url(self.request))

    @staticmethod
    def _beginning_of(day):
        return datetime(day.year, day.month, day.day, tzinfo=BERLIN)
