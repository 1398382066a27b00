"""A club's date has a page of its own below the list of dates, made from its public record alone."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from cms.media.models import SiteImage
from cms.pages.site_trees import home_above
from cms.recurrence.holidays import Holidays
from cms.recurrence.words import in_words

from ..models import EventIndexPage, Occurrence, PublicEvent
from ..publishing.dates import dates_of, schedule_from
from . import structured_data
from .addresses import Addresses
from .calendar import file_url
from .rows import OFF, date_row, moment_of, place_words, price_words, when_of
from .wording import SHOWN_DATES

OTHERS = 4


@dataclass(frozen=True)
class ClubDate:
    """What the frame of a page asks of it. It stands in no tree, so it is no page."""

    title: str
    summary: str
    share_image: SiteImage | None
    show_sample_note: bool
    description: dict = field(default_factory=dict)
    original_url: str = ""
    as_of: None = None
    # The languages of the list are not translations of it.
    is_in_one_language: bool = True

    @property
    def share_title(self) -> str:
        return self.title

    @property
    def share_description(self) -> str:
        return self.summary

    def structured_data(self, request: HttpRequest) -> dict:
        return self.description


def public_club_date(index: EventIndexPage, key: UUID) -> PublicEvent:
    """Return a club's date that everybody may see; raises Http404."""
    events = PublicEvent.objects.in_tree(home_above(index)).filter(series=key).exclude(partner_event=None)
    event = events.select_related("entry", "entry__page").defer("entry__document").first()
    if event is None:
        raise Http404
    return event


def show_date(index: EventIndexPage, request: HttpRequest, key: UUID) -> HttpResponse:
    event = public_club_date(index, key)
    return TemplateResponse(request, "events/club_date.html", club_date_context(index, event, request))


def club_date_context(index: EventIndexPage, event: PublicEvent, request: HttpRequest) -> dict:
    document = event.document
    schedule = schedule_from(document["schedule"], Holidays())
    coming = list(_dates_of(event).filter(last_day__gte=timezone.localdate())[:SHOWN_DATES])
    shown = next((each for each in coming if each.status not in OFF), None) or next(iter(coming), None)
    shown = shown or _dates_of(event).last() or _long_ago(event, schedule)
    addresses = Addresses(request, home_above(index))
    url = addresses.of(shown)
    image = SiteImage.objects.prefetch_related("renditions").filter(pk=document["image"]).first()
    return {
        "page": ClubDate(
            event.title,
            document["summary"],
            image,
            event.entry.page.show_sample_note,
            structured_data.of_occurrence(shown, request, addresses, coming if len(coming) > 1 else []),
        ),
        "breadcrumbs": [*index.breadcrumbs(request), {"title": index.title, "url": index.get_url(request)}],
        "event": event,
        "document": document,
        "row": date_row(shown, addresses),
        "starts": moment_of(shown).start,
        "when": when_of(shown),
        "rule": in_words(schedule) if schedule.is_recurring else "",
        "place": place_words(shown),
        "price": price_words(document),
        "is_over": not coming,
        "dates": [date_row(each, addresses) | {"in_full": when_of(each)} for each in coming],
        "is_repeated": len(coming) > 1,
        "others": others_of(event, addresses),
        "organiser_url": addresses.of_source(shown),
        "organiser_id": event.entry.public_id,
        "page_address": request.build_absolute_uri(url),
        "calendar_url": f"{file_url('ics')}?reihe={event.series}",
        "index_url": index.get_url(request),
    }


def others_of(event: PublicEvent, addresses: Addresses) -> list[dict]:
    """What else the same organisation announces."""
    others = PublicEvent.objects.filter(organiser=event.organiser_id).exclude(pk=event.pk).values("pk")
    dates = Occurrence.objects.filter(event__in=others, day__gte=timezone.localdate())
    dates = dates.exclude(status=Occurrence.Status.MOVED_AWAY).for_list().order_by("start", "pk")
    return [date_row(each, addresses) for each in dates[:OTHERS]]


def _dates_of(event: PublicEvent):
    dates = Occurrence.objects.filter(event=event).exclude(status=Occurrence.Status.MOVED_AWAY)
    return dates.for_list().order_by("start", "pk")


def _long_ago(event: PublicEvent, schedule) -> Occurrence:
    """Of what is over for long no date is kept; the link that somebody has passed on still says when it was."""
    day = schedule.first_date
    row = dates_of(schedule, {}, day, day, event.document["status"])[0]
    columns = dict(zip(row._fields, row, strict=True))
    occurrence = Occurrence(event=event, home_id=event.home_id, **columns)
    occurrence.source_path, occurrence.source_locale = event.entry.page.url_path, event.entry.page.locale_id
    return occurrence
