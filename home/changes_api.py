"""The address of what became public, changed, or stopped being public."""

from collections import defaultdict
from itertools import groupby
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import BaseModel, Field
from wagtail.models import Page

from cms.api_toolkit.keyset import seal, unseal
from cms.api_toolkit.parameters import Text, Whole
from cms.api_toolkit.problems import ApiError, Problem, invalid
from cms.caching.cache_keys import tag
from cms.media.models import SiteDocument
from cms.pages.site_trees import site_of
from cms.publishing.change_feed import LIMIT, changes_after, up_to_date
from cms.publishing.models import ChangeFeed, PublicThing
from directory.api.records import Address, OrganisationRecord, Uuid
from directory.exports.records import record_of
from directory.exports.source import read_source, with_url_path
from directory.models import PublicEntry, Tombstone
from events.browse.addresses import address_of
from events.models import PublicEvent

NAMED_BY_UUID = {"organisation", "partner_event"}
router = Router(tags=["Changes"])


class ChangesParameters(Schema):
    since: Text | None = Field(
        default=None, description="`since` of the last answer; without it, everything that is public is told."
    )
    limit: Whole = Field(default=100, ge=1, le=LIMIT, description="How many items at most.")


class _Change(BaseModel):
    change: Literal["upsert", "delete"] = Field(
        description="`upsert`: it is new or differs; fetch or take it."
    )
    url: Address | None = Field(description="Where people read it; null when it is gone.")
    language: str | None = Field(description="Of the page, document or entry; null when it is gone.")
    changed_at: str = Field(
        description="When the change was noticed.", json_schema_extra={"format": "date-time"}
    )


class PageChange(_Change):
    """A page other than those of organisations: `/pages/{id}` has its content."""

    type: Literal["page"]
    id: int = Field(description="For `/pages/{id}`.")


class DocumentChange(_Change):
    """A document to which a public page refers."""

    type: Literal["document"]
    id: int = Field(description="For `/documents/{id}`.")


class OrganisationChange(_Change):
    """An entry of the directory, with its whole record in its own language."""

    type: Literal["organisation"]
    id: Uuid = Field(description="For `/organisations/{public_id}`.")
    record: OrganisationRecord | None
    merged_into: Uuid | None = Field(description="After a merge, the organisation that took over.")


class PartnerEventChange(_Change):
    """A date that a club announces, once or repeated: `/occurrences/?series={id}` has its single dates."""

    type: Literal["partner_event"]
    id: Uuid = Field(description="The `series` of its dates.")


Change = Annotated[
    PageChange | DocumentChange | OrganisationChange | PartnerEventChange, Field(discriminator="type")
]


class Changes(Schema):
    """One part of the changes. Each thing is there once, with its last change."""

    items: list[Change] = Field(description="In the order in which the changes were noticed.")
    next: str | None = Field(description="The address of the next part; null when this is the last for now.")
    since: str = Field(description="Keep it and ask with it again later.")


@router.get("/changes", response={200: Changes, 410: Problem}, summary="What changed")
def list_changes(request: HttpRequest, parameters: Query[ChangesParameters]):
    """Everything that became public, changed or stopped being public, in the order in which it was noticed.

    Without `since` it begins with all that is public. Follow `next`, apply each item by `type` and `id`, keep
    `since`, and come back with it: then a copy equals what is public. A `since` of a list that was started again
    answers 410: throw the copy away and begin without.
    """
    site = site_of(request)
    feed = up_to_date(site)
    rows = changes_after(feed, _number(parameters.since, feed), parameters.limit + 1)
    shown = rows[: parameters.limit]
    number = shown[-1].number if shown else feed.last
    since = seal([str(feed.epoch), number])
    tag(request, "pages", "documents", "organisations", "events")
    return {
        "items": _items(request, shown),
        "since": since,
        "next": _next(request, since) if len(rows) > len(shown) else None,
    }


def _number(since: str | None, feed: ChangeFeed) -> int:
    if since is None:
        return 0
    match unseal(since):
        case [str(epoch), int(number)] if _is_uuid(epoch) and number >= 0:
            # A number that was never given comes from before the database was put back to an older state.
            if epoch == str(feed.epoch) and number <= feed.last:
                return number
            raise ApiError(410, "The list of changes has begun anew. Begin without `since`.")
    raise invalid("query", "since", "This is no `since` of an answer. Begin without one.")


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _next(request: HttpRequest, since: str) -> str:
    query = request.GET.copy()
    query["since"] = since
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _items(request: HttpRequest, rows: list[PublicThing]) -> list[dict]:
    """Return the changes in their order, with a few queries for each kind. What disappeared just now is left out."""
    present = defaultdict(list)
    for row in rows:
        if not row.is_gone:
            present[row.kind].append(row.object_id)
    told = {kind: TELL[kind](request, keys) for kind, keys in present.items()}
    merged = _successors(rows)
    return [
        item
        for row in rows
        if (item := _gone(row, merged) if row.is_gone else _there(row, told[row.kind])) is not None
    ]


def _base(row: PublicThing, change: str) -> dict:
    key = row.key if row.kind in NAMED_BY_UUID else int(row.key)
    return {
        "type": row.kind,
        "id": str(UUID(key)) if isinstance(key, str) else key,
        "change": change,
        "changed_at": row.noticed_at.isoformat(),
    }


def _there(row: PublicThing, told: dict[int, dict]) -> dict | None:
    facts = told.get(row.object_id)
    return facts and _base(row, "upsert") | facts


def _gone(row: PublicThing, merged: dict[str, str]) -> dict:
    item = _base(row, "delete") | {"url": None, "language": None}
    if row.kind == "organisation":
        item |= {"record": None, "merged_into": merged.get(item["id"])}
    return item


def _successors(rows: list[PublicThing]) -> dict[str, str]:
    keys = [row.key for row in rows if row.is_gone and row.kind == "organisation"]
    if not keys:
        return {}
    graves = Tombstone.objects.filter(public_id__in=keys).exclude(merged_into=None)
    return {str(key): str(into) for key, into in graves.values_list("public_id", "merged_into")}


def _pages(request: HttpRequest, keys: list[int]) -> dict[int, dict]:
    pages = Page.objects.filter(pk__in=keys).select_related("locale")
    return {
        page.pk: {"url": page.get_full_url(request), "language": page.locale.language_code} for page in pages
    }


def _documents(request: HttpRequest, keys: list[int]) -> dict[int, dict]:
    documents = SiteDocument.objects.filter(pk__in=keys)
    return {
        document.pk: {"url": request.build_absolute_uri(document.url), "language": document.language}
        for document in documents
    }


def _organisations(request: HttpRequest, keys: list[int]) -> dict[int, dict]:
    found = with_url_path(PublicEntry.objects.filter(pk__in=keys).order_by("locale"))
    rows, told = found.annotate(language=F("locale__language_code")), {}
    for language, records in groupby(rows, key=lambda row: row.language):
        told |= _in_language(request, language, list(records))
    return told


def _in_language(request: HttpRequest, language: str, records: list[PublicEntry]) -> dict[int, dict]:
    with translation.override(language):
        entries = read_source(request, language).entries_of(records)
        return {
            record.pk: {
                "url": entry.url,
                "language": language,
                "record": record_of(entry),
                "merged_into": None,
            }
            for record, entry in zip(records, entries, strict=True)
        }


def _partner_events(request: HttpRequest, keys: list[int]) -> dict[int, dict]:
    events = (
        PublicEvent.objects.for_reading()
        .filter(pk__in=keys)
        .annotate(language=F("home__locale__language_code"))
    )
    return {
        event.pk: {
            "url": request.build_absolute_uri(address) if (address := address_of(event, request)) else None,
            "language": event.language,
        }
        for event in events
    }


TELL = {
    "page": _pages,
    "document": _documents,
    "organisation": _organisations,
    "partner_event": _partner_events,
}
