"""The search of the whole site for other front ends."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.models import Page

from cms.api_toolkit.keyset import next_url, offset_cursor, read_offset
from cms.api_toolkit.parameters import ListParameters, Text
from cms.caching.cache_keys import tag
from cms.common.folding import fold
from cms.pages.site_trees import site_of
from cms.searches.counting import count_in_vain
from directory.models import PublicEntry
from directory.publishing.addresses import entry_url
from events.models import EventPage
from news.models import NewsPage

from . import search as site_search
from .search import Search, summaries_of, words_of

router = Router(tags=["Search"])
Kind = Literal["page", "news", "event", "organisation", "document"]
KINDS = get_args(Kind)
_PIECES = re.compile(r"[^\W_]+|[\W_]+")


class TextPiece(Schema):
    """A piece of a text. All pieces together are the text."""

    text: str = Field(description="Plain text, spaces included.")
    is_match: bool = Field(description="Whether it is a word that was looked for.")


class FoundBase(Schema):
    title: str = Field(description="Plain text.")
    url: str = Field(description="Absolute.")
    summary: str = Field(description="Plain text around what was found; may be empty.")
    highlighted_title: list[TextPiece]
    highlighted_summary: list[TextPiece]


class FoundPage(FoundBase):
    """A page, a piece of news or a date."""

    type: Literal["page", "news", "event"] = Field(description="`page` is every other type of page.")
    id: int = Field(description="For `/pages/{id}`.")


class FoundOrganisation(FoundBase):
    """An entry of the directory."""

    type: Literal["organisation"]
    id: str = Field(description="For `/organisations/{public_id}`.")


class FoundDocument(FoundBase):
    """A document; its summary tells type and size."""

    type: Literal["document"]
    id: int = Field(description="For `/documents/{id}`.")


Found = Annotated[FoundPage | FoundOrganisation | FoundDocument, Field(discriminator="type")]


class KindCount(Schema):
    type: Kind = Field(description="The `type` of the results.")
    count: int = Field(description="How many of them there are.")


class SearchResult(Schema):
    """What was found, the best of each type first."""

    items: list[Found] = Field(description="This part of the results.")
    count: int = Field(description="How many of the types asked for; pages are counted up to 200.")
    next: str | None = Field(description="The address of the next part; null when this is the last.")
    types: list[KindCount] = Field(description="How many there are of each type, whatever type is asked for.")
    guess: str | None = Field(description="If nothing has the words: what was looked for instead.")


class SearchParameters(ListParameters):
    q: Text = Field(
        min_length=1, description="The words to look for; the first eight count.", examples=["Chor"]
    )
    type: Kind | None = Field(default=None, description="Only results of this type.")


@router.get("/search", response=SearchResult, summary="Search everything")
def search(request: HttpRequest, parameters: Query[SearchParameters]):
    """Pages, news, dates, organisations and documents with all the words, also as beginnings or parts of words."""
    site = site_of(request)
    tag(request, "pages", "organisations", "documents")
    search = Search(parameters.q, site)
    count_in_vain(request, parameters.q, search.lost_words)
    kinds = _by_kind(search.found)
    asked = [kind for kind in KINDS if parameters.type in (None, kind)]
    start = read_offset(parameters.cursor)
    rows = _slice([kinds[kind] for kind in asked], start, parameters.limit)
    count = sum(len(kinds[kind]) for kind in asked)
    return {
        "items": _items(rows, words_of(search.guess) or search.words, request),
        "count": count,
        "next": next_url(request, offset_cursor(start + parameters.limit, count)),
        "types": [{"type": kind, "count": len(kinds[kind])} for kind in KINDS],
        "guess": search.guess or None,
    }


def _by_kind(found: site_search.Found) -> dict[str, Sequence]:
    news, events = ([page for page in found.pages if _is(page, model)] for model in (NewsPage, EventPage))
    return {
        "page": [page for page in found.pages if not _is(page, NewsPage) and not _is(page, EventPage)],
        "news": news,
        "event": events,
        "organisation": found.entries,
        "document": found.documents,
    }


def _is(page: Page, model: type[Page]) -> bool:
    return page.cached_content_type.model_class() is model


def _slice(groups: list[Sequence], start: int, limit: int) -> list:
    """Return rows of all groups as if they were one list."""
    rows = []
    for group in groups:
        rows += group[start : start + limit - len(rows)] if start < len(group) else []
        start = max(0, start - len(group))
        if len(rows) == limit:
            break
    return rows


def _items(rows: list, words: list[str], request: HttpRequest) -> list[dict]:
    summaries = summaries_of([row.pk for row in rows if isinstance(row, Page)])
    return [_item(row, summaries, words, request) for row in rows]


def _item(row, summaries: dict[int, str], words: list[str], request: HttpRequest) -> dict:
    if isinstance(row, Page):
        kind = "news" if _is(row, NewsPage) else "event" if _is(row, EventPage) else "page"
        summary = summaries.get(row.pk) or row.search_description
        return _found(kind, row.pk, row.title, summary, row.get_url(request), words, request)
    if isinstance(row, PublicEntry):
        document = row.document
        name, summary = document["name"], document["summary"]
        url = entry_url(row, request)
        return _found("organisation", str(row.public_id), name, summary, url, words, request)
    return _found("document", row.pk, row.title, row.describe, row.url, words, request)


def _found(
    kind: str, key, title: str, summary: str, url: str, words: list[str], request: HttpRequest
) -> dict:
    return {
        "type": kind,
        "id": key,
        "title": title,
        "summary": summary,
        "url": request.build_absolute_uri(url),
        "highlighted_title": highlighted(title, words),
        "highlighted_summary": highlighted(summary, words),
    }


def highlighted(text: str, words: list[str]) -> list[dict]:
    """Return the text in pieces; a word matches when it contains one of the words looked for."""
    wanted = [fold(word) for word in words if fold(word)]
    pieces: list[dict] = []
    for piece in _PIECES.findall(text):
        is_match = any(word in fold(piece) for word in wanted)
        if pieces and pieces[-1]["is_match"] == is_match:
            pieces[-1]["text"] += piece
        else:
            pieces.append({"text": piece, "is_match": is_match})
    return pieces
