"""`/pages/`: pages of all types in one language, narrowed down and arranged."""

import re
from datetime import date, datetime, time

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query
from pydantic import Field
from wagtail.models import Page, Site

from cms.api_toolkit.keyset import Order, choose_order, next_url, part_of
from cms.api_toolkit.parameters import Day, ListParameters, Number, Text
from cms.api_toolkit.problems import invalid
from cms.caching.cache_keys import tag

from ..site_trees import trees_of
from ..visibility import PublicPageQuerySet, public_pages
from .page_kinds import page_kinds
from .pages import path_of
from .targets import Targets, load
from .teasers import with_teaser
from .wanted import Wanted

ORDERS = (
    Order("tree", ("path",)),
    Order("title", ("title", "pk")),
    Order("newest", ("-first_published_at", "-pk")),
    Order("changed", ("-last_published_at", "-pk")),
)
# So many pages a text finds at most; nobody reads on.
MOST_FOUND = 500
MOST_WORDS = 8
WORD = re.compile(r"[^\W_]+")


class PageListParameters(ListParameters):
    type: Text | None = Field(
        default=None, description="One or several types, divided by commas.", examples=["standard,strategy"]
    )
    parent: Number | None = Field(default=None, description="Only pages right below this one.")
    ancestor: Number | None = Field(default=None, description="Only pages anywhere below this one.")
    q: Text | None = Field(default=None, description="Words that the page contains.", examples=["Ehrenamt"])
    published__gte: Day | None = Field(default=None, description="First published on this day or later.")
    published__lte: Day | None = Field(default=None, description="First published on this day or before.")
    order: Text | None = Field(
        default=None,
        description="`tree` (as the menus have it), `title`, `newest` or `changed`. The last two leave "
        "out pages that tell no such time.",
        examples=["newest"],
    )


def list_pages(request: HttpRequest, parameters: Query[PageListParameters]):
    """Pages of all types in one language, as teasers."""
    order = choose_order(ORDERS, parameters.order)
    site = Site.find_for_request(request)
    if site is None:
        # A fresh installation has no town: nothing is wrong, there is just nothing yet.
        return {"items": [], "count": 0, "next": None}
    rows = _ordered(_filtered(public_pages(site), site, parameters), order)
    part = part_of(with_teaser(rows), order, parameters.cursor, parameters.limit)
    targets = load(request, site, Wanted(images={row.teaser_image for row in part.rows} - {None}), 0)
    tag(request, "pages", *targets.tags(), *(f"page-{row.pk}" for row in part.rows))
    return {
        "items": [_list_item(row, targets) for row in part.rows],
        "count": part.count,
        "next": next_url(request, part.cursor),
    }


def _filtered(pages: QuerySet, site: Site, parameters: PageListParameters) -> QuerySet:
    path, _url_path = trees_of(site).get(parameters.locale, ("-", ""))
    pages = pages.filter(path__startswith=path)
    if parameters.type:
        pages = pages.filter(content_type__in=_content_types(parameters.type))
    if parameters.parent:
        pages = pages.filter(_below(site, parameters.parent, only_children=True))
    if parameters.ancestor:
        pages = pages.filter(_below(site, parameters.ancestor, only_children=False))
    if parameters.published__gte:
        pages = pages.filter(first_published_at__gte=_day(parameters.published__gte, time.min))
    if parameters.published__lte:
        pages = pages.filter(first_published_at__lte=_day(parameters.published__lte, time.max))
    if parameters.q:
        pages = PublicPageQuerySet(Page).filter(pk__in=[each.pk for each in _found(pages, parameters.q)])
    return pages


def _found(pages: QuerySet, text: str) -> list[Page]:
    # Signs between the words are orders to the search of the database.
    words = " ".join(WORD.findall(text)[:MOST_WORDS])
    return list(pages.search(words)[:MOST_FOUND]) if words else []


def _ordered(pages: QuerySet, order: Order) -> QuerySet:
    """Leave out what has no place in this order."""
    field = order.fields[0].lstrip("-")
    return pages.filter(**{f"{field}__isnull": False}) if field.endswith("_at") else pages


def _content_types(names: str) -> list[ContentType]:
    models = {kind.name: model for model, kind in page_kinds().items()}
    wanted = {name.strip() for name in names.split(",")}
    if unknown := sorted(wanted - set(models)):
        allowed = ", ".join(sorted(models))
        raise invalid("query", "type", f"Unknown type: {', '.join(unknown)}. Allowed: {allowed}.")
    return list(ContentType.objects.get_for_models(*(models[name] for name in wanted)).values())


def _below(site: Site, pk: int, *, only_children: bool) -> Q:
    page = public_pages(site).filter(pk=pk).first()
    if page is None:
        return Q(pk__in=[])
    below = Q(path__startswith=page.path, depth__gt=page.depth)
    return below & Q(depth=page.depth + 1) if only_children else below


def _day(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


def _list_item(page: Page, targets: Targets) -> dict:
    teaser = targets.teaser_of(page)
    return teaser | {
        "summary": teaser["text"],
        "path": path_of(page, targets.request),
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
    }
