"""Addresses of the open data for citizens: the files and the page that explains them."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cms.core.caching import cached

from ..tombstones import find_successor
from .answers import answer_open_data, opened, streamed
from .calendars import calendar
from .datasets import Dataset
from .formats import FORMATS
from .overview import overview
from .selection import NotUnderstood, selection
from .source import Source, read_source
from .tombstones import tombstones


def export(request: HttpRequest, dataset: Dataset, extension: str) -> HttpResponseBase:
    """All of it, or what the list's filters leave of it, in one format."""
    if extension not in dataset.formats:
        raise Http404
    source = _source(request)

    def make() -> HttpResponseBase:
        try:
            chosen = selection(request, source.terms, dataset.filters)
        except NotUnderstood as error:
            return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
        rows = chosen.apply_to(dataset.rows(source))
        return _file(request, dataset, extension, dataset.read(source, rows))

    return answer_open_data(request, source.licence, make)


def catalogue(request: HttpRequest) -> HttpResponseBase:
    """What portals of open data collect: the description of all files (DCAT-AP.de)."""
    # Here, because rdflib is large and only this one file, which is kept, needs it.
    from .catalogue import turtle

    source = _source(request)

    def make() -> HttpResponse:
        text = cached(f"data-catalogue:{source.site.pk}", lambda: turtle(source))
        return HttpResponse(text, content_type="text/turtle; charset=utf-8")

    return answer_open_data(request, source.licence, make)


def entry_calendar(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The regular offers of one entry, for a calendar."""
    source = _source(request)
    if successor := find_successor(source.entries, public_id):
        # Whoever subscribed to an entry that was merged keeps getting its dates.
        address = reverse("entry_calendar", args=[successor])
        return answer_open_data(request, source.licence, lambda: HttpResponsePermanentRedirect(address))
    entry = get_object_or_404(source.entries.only("title"), public_id=public_id)
    own = replace(source, entries=source.entries.filter(pk=entry.pk))
    content_type = FORMATS["ics"].content_type
    name = f'inline; filename="{public_id}.ics"'
    return answer_open_data(
        request, source.licence, lambda: streamed(request, calendar(own, entry.title), content_type, name)
    )


def deleted(request: HttpRequest) -> HttpResponseBase:
    """Keys of entries that are public no more."""
    source = _source(request)
    return answer_open_data(
        request, source.licence, lambda: streamed(request, tombstones(source), "application/json")
    )


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The page for citizens."""
    source = _source(request)
    response = render(request, "directory/open_data.html", {"data": overview(source)})
    return opened(response, source.licence)


def _file(request: HttpRequest, dataset: Dataset, extension: str, rows) -> HttpResponseBase:
    kind = dataset.formats[extension]
    way = "attachment" if kind.is_download else "inline"
    disposition = f'{way}; filename="{dataset.name}.{extension}"'
    return streamed(request, kind.write(rows), kind.content_type, disposition)


def _source(request: HttpRequest) -> Source:
    source = read_source(request, translation.get_language())
    if source is None:
        raise Http404
    return source
