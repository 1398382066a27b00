"""The contexts of the calendar's pages, and their structured data."""

from cms.pages.lists.links import choice_links
from cms.pages.page_contexts import contexts, descriptions, sections
from directory.models import OrganisationPage

from ..models import EventIndexPage, EventPage
from ..models.event_index import CALENDAR_NAME as ALL_DATES
from ..models.event_index import DATE_SEGMENT, FEED_SEGMENT, VIEWS, View
from ..models.event_page import CALENDAR_NAME
from . import listing, structured_data, wording
from .calendar import Calendar, calendar_context, sheet_context
from .club_date import show_date
from .entry_dates import dates_of_entry
from .feed import feed_of_selection


def register_contexts() -> None:
    contexts.add(EventIndexPage, index_context)
    contexts.add(EventPage, event_context)
    descriptions.add(EventPage, structured_data.event)
    descriptions.add(EventIndexPage, structured_data.listed)
    sections.add(OrganisationPage, dates_of_entry)
    VIEWS.register(View(FEED_SEGMENT, feed_of_selection), View(DATE_SEGMENT, show_date))


def event_context(page: EventPage, request) -> dict:
    address = request.build_absolute_uri(page.get_url(request))
    addresses = {"page_address": address, "calendar_url": f"{address}{CALENDAR_NAME}"}
    return addresses | wording.event_facts(page) | listing.event_surroundings(page)


def index_context(page: EventIndexPage, request) -> dict:
    calendar_url = request.build_absolute_uri(f"{page.get_url(request)}{ALL_DATES}")
    page.shown_dates = []
    if request.GET.get("jahr"):
        return listing.archive(page, request.GET) | {"calendar_url": calendar_url}
    calendar = Calendar(page, request.GET, request)
    make = sheet_context if request.GET.get("druck") == "1" else calendar_context
    context = make(calendar)
    page.shown_dates = calendar.shown
    host = request.get_host()
    return context | {
        "calendar_url": calendar_url,
        # The scheme with which calendar programs offer to subscribe instead of importing once.
        "subscribe_url": f"webcal://{host}{context['subscription']}",
        "feed_url": f"{page.get_url(request)}{FEED_SEGMENT}/",
        "year_links": choice_links(listing.archive_years(page), "jahr", {"jahr": ""}),
        "sheet_address": request.build_absolute_uri(page.get_url(request)),
    }
