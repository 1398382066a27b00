from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventFeedQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=EventFeed.State.WAITING)

    def to_read(self):
        """Those that the worker reads: also what still waits, so that the office decides about what is there."""
        return self.filter(state__in=[EventFeed.State.WAITING, EventFeed.State.ACTIVE], page__live=True)


class EventFeed(models.Model):
    """A calendar that a club keeps elsewhere, and whose dates stand here, too.

    `report` has one line per event that could not be read, in German. The dates are public once the office has
    accepted the calendar, or at once for a trusted club.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the office")
        ACTIVE = "active", pgettext_lazy("calendar", "is read")
        REFUSED = "refused", _("refused")

    page = models.ForeignKey(
        "directory.OrganisationPage",
        on_delete=models.CASCADE,
        related_name="event_feeds",
        verbose_name=_("club"),
    )
    url = models.URLField(_("address"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # Who entered it, to be answered and told of failures. Never public.
    email = models.EmailField(blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(_("last read"), null=True)
    failures = models.PositiveIntegerField(default=0)
    # Why the last try failed; empty after a success.
    fault = models.CharField(max_length=20, blank=True)
    report = models.JSONField(default=list)
    told_at = models.DateTimeField(null=True)

    objects = EventFeedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("club", "calendar")
        verbose_name_plural = pgettext_lazy("club", "calendars")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "url"], name="events_feed_once_per_club"),
        ]

    def __str__(self):
        return self.url
