"""What of clubs' dates is forgotten by itself, and at a person's wish."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from cms.towns.scope import below_homes

from ..models import ChangedDay, DateVersion, EventFeed, PartnerEvent
from .pictures import forget_unused_pictures

# After their last day.
DATES_KEPT = timedelta(days=400)
# What was refused or withdrawn, after the decision.
REFUSED_KEPT = timedelta(days=90)
# Who sent a version, after it was decided.
SENDERS_KEPT = timedelta(days=90)


def forget_past_dates() -> dict[str, int]:
    now, day = timezone.now(), timezone.localdate() - DATES_KEPT
    refused = [PartnerEvent.State.REFUSED, PartnerEvent.State.WITHDRAWN]
    old = PartnerEvent.objects.ended_before(day)
    # A calendar's own withdrawn dates must stay, or they would be read again.
    old |= PartnerEvent.objects.filter(state__in=refused, feed=None, changed_at__lt=now - REFUSED_KEPT)
    # Withdrawn or given up: nobody keeps it any more.
    nobodys = Q(page__live=False)
    senders = DateVersion.objects.filter(nobodys | Q(decided_at__lt=now - SENDERS_KEPT)).exclude(email="")
    feeds = EventFeed.objects.filter(nobodys).exclude(email="")
    keys = list(old.values_list("pk", flat=True))
    return {
        "senders": senders.update(email="") + feeds.update(email=""),
        "days": ChangedDay.objects.filter(day__lt=day).delete()[0],
        "dates": PartnerEvent.objects.filter(pk__in=keys).delete()[1].get("events.PartnerEvent", 0),
        "pictures": forget_unused_pictures(),
    }


def sent_by(email: str, town: Site | None = None) -> list[dict]:
    """Return what somebody announced with this address, in words."""
    ours = below_homes(town, "page__url_path")
    versions = DateVersion.objects.filter(ours, email__iexact=email).select_related("page")
    feeds = EventFeed.objects.filter(ours, email__iexact=email).select_related("page")
    return [
        {
            "entry": each.page.title,
            "date": str(each),
            "status": str(each.get_state_display()),
            "sent_at": each.sent_at,
        }
        for each in versions
    ] + [
        {
            "entry": each.page.title,
            "calendar": each.url,
            "status": str(each.get_state_display()),
            "sent_at": each.created_at,
        }
        for each in feeds
    ]


def forget_sender(email: str, town: Site | None = None) -> int:
    """The dates are the club's and stay; who sent them is forgotten."""
    ours = below_homes(town, "page__url_path")
    found = [model.objects.filter(ours, email__iexact=email) for model in (DateVersion, EventFeed)]
    return sum(rows.update(email="") for rows in found)
