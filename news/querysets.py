from datetime import date, datetime

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from cms.core.models import PublicPageQuerySet

from .recurrence import BERLIN


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


class EventQuerySet(PublicPageQuerySet):
    def upcoming(self, now: datetime | None = None):
        """Events of which at least one date is not over: their number does not grow with the archive."""
        return self.filter(Q(over_at__isnull=True) | Q(over_at__gt=now or timezone.now()))

    def past(self, now: datetime | None = None):
        return self.filter(over_at__lte=now or timezone.now())

    def in_year(self, year: int):
        """By the year of the last date."""
        first, last = datetime(year, 1, 1, tzinfo=BERLIN), datetime(year + 1, 1, 1, tzinfo=BERLIN)
        # A day's end is the next day's midnight, which still belongs to the old year.
        return self.filter(over_at__gt=first, over_at__lte=last)

    def latest_first(self):
        return self.order_by("-over_at", "-pk")

    def for_list(self):
        return self.defer("body")
