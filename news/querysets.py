from datetime import date

from django.db import models
from django.db.models import OuterRef, Subquery

from cms.pages.visibility import PublicPageQuerySet


class NewsQuerySet(PublicPageQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def in_year(self, year: int):
        return self.filter(date__gte=date(year, 1, 1), date__lte=date(year, 12, 31))

    def in_category(self, slug: str):
        return self.filter(categories__slug=slug).distinct()

    def for_list(self):
        """Whatever a row shows, in two queries for any number of rows; not the text itself."""
        first_category = self.model.categories.through.objects.filter(newspage=OuterRef("pk"))
        name = first_category.order_by("newscategory__name").values("newscategory__name")[:1]
        return (
            self.defer("body")
            .select_related("share_image")
            .prefetch_related("share_image__renditions")
            .annotate(category_name=Subquery(name, output_field=models.CharField()))
        )
