"""Organisations in a site's change feed (see `cms.publishing.change_feed`)."""

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from wagtail.models import Site

from cms.publishing.change_feed.kinds import Kind, register, stamped

from ..models import OrganisationPage, PublicEntry, PublicOpening

NAME = "organisation"


def register_organisations() -> None:
    register(Kind(NAME, _organisations, page_type=OrganisationPage))


def _organisations(site: Site) -> QuerySet:
    """What a record depends on: its content, its address, its parent entry, its open calls."""
    # From the document instead of the facets, which a database might scan for each entry.
    whole = Cast(KeyTextTransform("parent_page", "document"), BigIntegerField())
    return stamped(
        PublicEntry.objects.visible_in(site).annotate(whole=whole),
        site,
        "public_id",
        "digest",
        F("page__url_path"),
        Subquery(PublicEntry.objects.order_by().filter(pk=OuterRef("whole")).values("title")[:1]),
        Case(When(seeks_help_until__isnull=False, then=Subquery(_running_calls()))),
    )


def _running_calls() -> QuerySet:
    calls = PublicOpening.objects.running().filter(entry=OuterRef("pk")).order_by()
    return calls.values("entry").annotate(number=Count("pk")).values("number")
