from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from cms.api_toolkit.problems import ApiError
from cms.caching.cache_keys import tag
from cms.pages.routing import find_route
from cms.pages.site_trees import home_of, site_of
from directory.exports.answers import answer_open_data, streamed
from directory.exports.licences import licence_of
from directory.exports.selection import NotUnderstood
from directory.publishing.terms import get_terms

from ..models import EventIndexPage, EventPage
from .calendars import build_calendar
from .files import FORMATS, Dates
from .selection import read_parameters

# How long past dates stay in calendars that people subscribe to.
KEPT = timedelta(days=365)


def event_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """One event as a calendar file."""
    event = _published(EventPage, request, path)
    tag(request, f"page-{event.pk}")
    return _answer([event], event, request)


def all_events_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """All events of a list, to subscribe to."""
    index = _published(EventIndexPage, request, path)
    tag(request, f"page-{index.pk}", "events")
    events = index.published_events().upcoming(timezone.now() - KEPT).order_by("start", "pk")
    return _answer(events.for_list().select_related("locale"), index, request)


def export_dates(request: HttpRequest, extension: str) -> HttpResponseBase:
    """What the calendar shows, or a selection of it, as a file."""
    if extension not in FORMATS:
        raise Http404
    site, kind = site_of(request), FORMATS[extension]
    licence, terms = licence_of(site), get_terms(site)

    def make() -> HttpResponseBase:
        try:
            parameters = read_parameters(request, get_language())
            chosen = parameters.selection(home_of(site, get_language()), terms, kind.days)
        except (NotUnderstood, ApiError) as error:
            return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
        dates = Dates(chosen, terms, licence, request)
        disposition = f'{kind.way}; filename="termine.{extension}"'
        return streamed(request, kind.write(dates), kind.content_type, disposition)

    response = answer_open_data(request, licence, make)
    tag(request, "events")
    if "near" in request.GET:
        response["Cache-Control"] = "private, no-store"
    return response


def _published(model, request: HttpRequest, path: str):
    route = find_route(request, path)
    if route is None:
        raise Http404
    return get_object_or_404(model.objects.published().select_related("locale"), pk=route[0].pk)


def _answer(events, page, request: HttpRequest) -> HttpResponse:
    tag(request, "events", f"page-{page.pk}")
    content = build_calendar(events, title=page.title, request=request)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.ics"'
    return response
