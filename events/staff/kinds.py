"""What waits with clubs' dates: the dates themselves, and calendars to be read."""

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from directory.workflow.tasks import Action, Task, TaskKind

from ..models import DateVersion, EventFeed
from ..workflow.announcing import PERMISSION


def _of_user(rows, user):
    """Those of entries that the user may publish."""
    rows = rows.select_related("page")
    if user.is_superuser:
        return rows
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    return rows.filter(page__in=pages.values("pk"))


def _waiting_dates(user):
    return _of_user(DateVersion.objects.waiting().order_by("sent_at", "pk"), user)


def _date(version: DateVersion) -> Task:
    address = reverse("club_date", args=[version.event_id])
    return Task(
        str(version), address, version.sent_at, version.page.title, (Action(_now("Look at it"), address),)
    )


def _waiting_feeds(user):
    return _of_user(EventFeed.objects.waiting().order_by("created_at", "pk"), user)


def _feed(feed: EventFeed) -> Task:
    address = reverse("club_calendar", args=[feed.pk])
    return Task(feed.page.title, address, feed.created_at, feed.url, (Action(_now("Look at it"), address),))


KINDS = (
    TaskKind(
        "club-dates",
        label=_("Dates of clubs"),
        hint=_("What clubs announce. Accept or refuse it, or trust the club: then it is public at once."),
        rows=_waiting_dates,
        to_task=_date,
        order=22,
        permission=PERMISSION,
    ),
    TaskKind(
        "club-feeds",
        label=_("Calendars of clubs"),
        hint=_("Once accepted, what stands in them is read every three hours and is public."),
        rows=_waiting_feeds,
        to_task=_feed,
        order=24,
        permission=PERMISSION,
    ),
)
