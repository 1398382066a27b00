from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from .api.surrogates import tag
from .models import PublicPageQuerySet


class PublicSitemap(Sitemap):
    """What every citizen may see, in all languages: each has a tree of its own beside the site's."""

    def items(self):
        tag(self.request, "pages")
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        in_site = reduce(or_, (Q(path__startswith=home.path) for home in homes))
        pages = PublicPageQuerySet(Page).filter(in_site).published()
        return pages.select_related("locale").order_by("path")
