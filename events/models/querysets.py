from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from cms.pages.visibility import PublicPageQuerySet
from cms.recurrence.zone import BERLIN


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
