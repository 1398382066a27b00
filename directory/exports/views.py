"""Open data: the files, and the page that explains them."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cms.caching.content_version import cached

from ..publishing.tombstones import find_successor
from .answers import answer_open_data, opened, streamed
from .calendars import calendar
from .formats import FORMATS, Dataset
from .json_files import tombstones
from .overview import overview
from .selection import NotUnderstood, selection
from .source import read_source


def export(request: HttpRequest, dataset: Dataset, extension: str) -> HttpResponseBase:
    """Everything, or what the list's filters leave, in one format."""
    if extension not in dataset.formats:
        raise Http404
    source = read_source(request, get_language())

    def make() -> HttpResponseBase:
        try:
            chosen = selection(request, source.terms, dataset.filters)
        except NotUnderstood as error:
            return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
        index = dataset.index(source.directory)
        keys = index.members(index.selected(chosen))
        return _file(request, dataset, extension, dataset.read(source, keys))

    return answer_open_data(request, source.licence, make)


def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The description of all files (DCAT-AP.de), which open data portals harvest."""
    # A late import: rdflib is large, and only this view, whose result is cached, needs it.
    from .catalogue import turtle

    source = read_source(request, get_language())

    def make() -> HttpResponse:
        text = cached(f"data-catalogue:{source.site.pk}", lambda: turtle(source))
        return HttpResponse(text, content_type="text/turtle; charset=utf-8")

    return answer_open_data(request, source.licence, make)


def entry_calendar(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The recurring offers of one entry."""
    source = read_source(request, get_language())
    if successor := find_successor(source.entries, public_id):
        # Subscriptions to a merged entry follow its successor.
        address = reverse("entry_calendar", args=[successor])
        return answer_open_data(request, source.licence, lambda: HttpResponsePermanentRedirect(address))
    entry = get_object_or_404(source.entries.only("title"), public_id=public_id)
    own = replace(source, keys=[entry.pk])
    content_type = FORMATS["ics"].content_type
    name = f'inline; filename="{public_id}.ics"'
    return answer_open_data(
        request, source.licence, lambda: streamed(request, calendar(own, entry.title), content_type, name)
    )


def deleted(request: HttpRequest) -> HttpResponseBase:
    """Keys of withdrawn entries."""
    source = read_source(request, get_language())
    return answer_open_data(
        request, source.licence, lambda: streamed(request, tombstones(source), "application/json")
    )


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    source = read_source(request, get_language())
    response = render(request, "directory/open_data.html", {"data": overview(source)})
    return opened(response, source.licence)


def _file(request: HttpRequest, dataset: Dataset, extension: str, rows) -> HttpResponseBase:
    kind = dataset.formats[extension]
    way = "attachment" if kind.is_download else "inline"
    disposition = f'{way}; filename="{dataset.name}.{extension}"'
    return streamed(request, kind.write(rows), kind.content_type, disposition)
