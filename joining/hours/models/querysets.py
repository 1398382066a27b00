from datetime import date

from django.db import models
from django.utils import timezone
from wagtail.models import Site


class HelperHoursQuerySet(models.QuerySet):
    def of_helper(self, email: str, town: Site | None = None):
        """All of the owner of this address, with a town only what is stored there."""
        mine = self.filter(email__iexact=email)
        return mine.filter(site=town) if town else mine

    def waiting(self):
        return self.filter(state=self.model.State.WAITING)

    def confirmed(self):
        return self.filter(state=self.model.State.CONFIRMED)

    def valid(self, today: date | None = None):
        """What a proof may say: agreed to, not withdrawn, and not past its end date."""
        return self.confirmed().filter(ends_on__gte=today or timezone.localdate())

    def in_year(self, year: int):
        return self.filter(last_day__year=year)
