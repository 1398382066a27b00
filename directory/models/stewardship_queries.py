from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..dates import ASSURED_FOR
from ..lifecycle import ARCHIVED_AFTER, FIRST_REMINDER, LAST_REMINDER, REMINDER_DAYS


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class StewardshipQuerySet(models.QuerySet):
    def overdue(self):
        """Of published entries that nobody has confirmed for a year, or ever."""
        last = timezone.localdate() - ASSURED_FOR
        return self.filter(Q(assured_on=None) | Q(assured_on__lt=last), page__live=True)

    def of_originals(self):
        """One per entry: its aliases and translations share its life, as long as it is public itself."""
        earlier = Page.objects.filter(
            translation_key=OuterRef("page__translation_key"),
            alias_of=None,
            live=OuterRef("page__live"),
            pk__lt=OuterRef("page_id"),
        )
        return self.filter(~Exists(earlier), page__alias_of=None)

    def unconfirmed_since(self, day: date):
        """Last confirmed on that day or before; or never, and published on that day or before."""
        never = Q(assured_on=None, page__first_published_at__date__lte=day)
        return self.filter(Q(assured_on__lte=day) | never)

    def editable_by(self, user):
        """Of entries that this member of staff may change."""
        if user.is_superuser:
            return self
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        return self.filter(page__in=pages.values("pk"))

    def of_public_entries(self):
        return self.of_originals().filter(page__live=True)

    def kept_by_office(self):
        return self.of_public_entries().filter(keeper_mode=self.model.KeeperMode.AGENCY)

    def asked_by_mail(self):
        return self.filter(keeper_mode=self.model.KeeperMode.CLUB).exclude(keeper_email="")

    def asked_by_letter(self):
        return self.of_public_entries().filter(keeper_mode=self.model.KeeperMode.LETTER)

    def without_address(self):
        """The organisation keeps them itself, but nobody knows whom to ask."""
        return self.of_public_entries().filter(keeper_mode=self.model.KeeperMode.CLUB, keeper_email="")

    def due(self):
        """To be confirmed within the next days: the time of the reminders."""
        return self.unconfirmed_since(_days_ago(FIRST_REMINDER)).exclude(pk__in=self.past_their_year())

    def past_their_year(self):
        return self.unconfirmed_since(_days_ago(LAST_REMINDER + 1))

    def to_be_written_to(self):
        """A letter is due and has not gone out."""
        return self.asked_by_letter().unconfirmed_since(_days_ago(FIRST_REMINDER)).exclude(_asked_in_vain())

    def silent(self):
        """Asked as often as anybody is, without an answer; the entry is still public."""
        has_address = ~Q(keeper_mode=self.model.KeeperMode.CLUB, keeper_email="")
        asked = self.of_public_entries().filter(has_address, _asked_in_vain())
        return asked.exclude(keeper_mode=self.model.KeeperMode.AGENCY)

    def hidden(self):
        """Nobody confirmed them, and they are not given up yet."""
        first = _days_ago(ARCHIVED_AFTER)
        return self.of_originals().filter(page__live=False, hidden_on__gte=first)

    def imported_drafts(self):
        """Came with an import and were never public."""
        never_public = self.filter(page__live=False, page__first_published_at=None, page__alias_of=None)
        return never_public.filter(imported_on__isnull=False)

    def longest_unconfirmed_first(self):
        return self.order_by(F("assured_on").asc(nulls_first=True), "pk")


def _asked_in_vain() -> Q:
    since_then = Q(assured_on=None) | Q(assured_on__lt=F("asked_on"))
    return since_then & Q(reminders=len(REMINDER_DAYS), asked_on__isnull=False)
