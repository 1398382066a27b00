"""The dates of a selection as Atom (RFC 4287): each date is an entry, which changes when it is moved or cancelled."""

from datetime import timedelta
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.lists.atom import PlainTextAtom
from cms.pages.site_context import get_site_context

from ..models import ChangedDay, EventIndexPage, Occurrence, PartnerEvent
from .calendar import Calendar
from .query.selection import Selection
from .rows import change_in_words, note_of, place_words, status_badge, when_of

ENTRIES = 100
# Unless days are asked for.
AHEAD = timedelta(days=30)


def feed_of_selection(index: EventIndexPage, request: HttpRequest) -> HttpResponse:
    return DatesFeed()(request, index=index)


class DatesFeed(Feed):
    feed_type = PlainTextAtom

    def get_object(self, request, index):
        self.request = request
        self.town = get_site_context(request).town
        self.calendar = Calendar(index, request.GET, request)
        self.addresses = self.calendar.addresses
        return index

    def title(self, index):
        words = [label for _parameter, _value, label in self.calendar.filters.pairs(self.calendar.terms)]
        if not self.calendar.days.is_usual:
            words.insert(0, self.calendar.days.in_words)
        selected = f": {', '.join(map(str, words))}" if words else ""
        return f"{index.title}{selected} – {self.town.claim} {self.town.name}"

    def subtitle(self, index):
        return index.summary

    def link(self, index):
        return self._absolute(index.get_url(self.request)) + self._query

    def feed_url(self, index):
        return self._absolute(self.request.path) + self._query

    def feed_guid(self, index):
        return uuid5(index.stable_id, self._query).urn

    def author_name(self, index):
        return self.town.organisation or self.town.name

    def items(self, index):
        selection = self.calendar.selection
        if self.calendar.days.is_usual:
            selection = Selection(**vars(selection) | {"last": selection.first + AHEAD})
        found = selection.occurrences().exclude(status=Occurrence.Status.MOVED_AWAY)
        # If there are too many, what is rare stays.
        order = ("-is_special", "start", "pk")
        first = found.order_by(*order).values("pk")[:ENTRIES]
        return _with_changes(Occurrence.objects.filter(pk__in=first).for_list()).order_by(*order)

    def item_title(self, occurrence):
        badge = status_badge(occurrence.status)
        title = f"{occurrence.event.title}, {when_of(occurrence)}"
        return f"{badge['text'].capitalize()}: {title}" if badge else title

    def item_description(self, occurrence):
        document = occurrence.event.document
        told = [change_in_words(occurrence), note_of(occurrence), document["summary"]]
        told += [place_words(occurrence), document["organiser"]]
        return "\n".join(filter(None, told))

    def item_link(self, occurrence):
        return self._absolute(self.addresses.of(occurrence))

    def item_guid(self, occurrence):
        return uuid5(occurrence.event.series, f"{occurrence.home_id} {occurrence.original_day}").urn

    def item_updateddate(self, occurrence):
        return max(
            filter(None, [occurrence.source_changed, occurrence.day_changed]), default=occurrence.start
        )

    def item_categories(self, occurrence):
        return [_("special") if occurrence.is_special else _("regular")]

    @property
    def _query(self) -> str:
        query = self.request.GET.urlencode()
        return f"?{query}" if query else ""

    def _absolute(self, address: str) -> str:
        return self.request.build_absolute_uri(address)


def _with_changes(occurrences):
    """Add when the source was changed last, and the day itself."""
    page = Page.objects.filter(pk=Coalesce(OuterRef("event__page"), OuterRef("event__entry"))).order_by()
    club_date = PartnerEvent.objects.filter(pk=OuterRef("event__partner_event")).order_by()
    changed = ChangedDay.objects.filter(series=OuterRef("event__series"), day=OuterRef("original_day"))
    source = [Subquery(club_date.values("changed_at")), Subquery(page.values("last_published_at"))]
    return occurrences.annotate(
        source_changed=Coalesce(*source, output_field=DateTimeField()),
        day_changed=Subquery(changed.order_by().values("changed_at")),
    )
