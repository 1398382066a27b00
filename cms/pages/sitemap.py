from collections import defaultdict

from wagtail.contrib.sitemaps import Sitemap

from cms.caching.cache_keys import tag

from .visibility import public_pages


class PublicSitemap(Sitemap):
    """What every citizen may see, in all languages: each has a tree of its own beside the site's."""

    def items(self):
        tag(self.request, "pages")
        return public_pages(self.get_wagtail_site()).select_related("locale").order_by("path")

    def get_urls(self, page=1, site=None, protocol=None):
        """Name the translations of each page, itself among them, where there are any (`hreflang`)."""
        urls = super().get_urls(page, site, protocol)
        versions = defaultdict(list)
        rows = self.paginator.page(page).object_list.values_list("translation_key", "locale__language_code")
        for (key, language), url in zip(rows, urls, strict=True):
            versions[key].append(url)
            url["alternate"] = {"lang_code": language, "location": url["location"]}
        for same in versions.values():
            if len(same) > 1:
                for url in same:
                    url["alternates"] = [each["alternate"] for each in same]
        return urls
