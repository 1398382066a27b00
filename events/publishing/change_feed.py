"""Clubs' dates in a site's change feed (see `cms.publishing.change_feed`); event pages are in it as pages."""

from django.db.models import F, QuerySet
from wagtail.models import Site

from cms.pages.site_trees import homes_of
from cms.publishing.change_feed.kinds import Kind, register, stamped

from ..models import PublicEvent

NAME = "partner_event"


def register_partner_events() -> None:
    register(Kind(NAME, _partner_events))


def _partner_events(site: Site) -> QuerySet:
    events = PublicEvent.objects.filter(home__in=homes_of(site), partner_event__isnull=False)
    return stamped(events, site, "series", "digest", F("home__url_path"))
