from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cms.core.api.surrogates import tag
from cms.core.routing import find_route

from .calendars import build_calendar
from .models import EventIndexPage, EventPage

# How long a date stays in the calendar that people subscribe to after it is over.
KEPT = timedelta(days=365)


def event_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """One event as a file for a calendar."""
    event = _published(EventPage, request, path)
    tag(request, f"page-{event.pk}")
    return _answer([event], event, request)


def all_events_calendar(request: HttpRequest, path: str) -> HttpResponse:
    """All events of a list, to subscribe to."""
    index = _published(EventIndexPage, request, path)
    tag(request, f"page-{index.pk}", "events")
    events = index.published_events().upcoming(timezone.now() - KEPT).order_by("start", "pk")
    return _answer(events.for_list().select_related("locale"), index, request)


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
