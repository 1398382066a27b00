"""A club's calendar for the office: what it brings, what could not be read, likely doubles; accept, refuse, remove."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data

from ..feeds.doubles import likely_doubles
from ..feeds.found import FoundEvent
from ..feeds.keeping import accept_feed, read_feed, refuse_feed, remove_feed
from ..feeds.words import fault_in_words
from ..models import EventFeed
from ..workflow.announcing import AlreadyDecidedError, may_decide
from ..workflow.date_words import when_of
from .date_views import ClubsScreen, demand_rights


class ClubCalendarView(ClubsScreen):
    page_title = _("Calendar of a club")
    template_name = "events/staff/club_calendar.html"

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.feed = get_object_or_404(EventFeed.objects.select_related("page"), pk=pk)
        if may_decide(request.user):
            demand_rights(request.user, self.feed.page)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.feed.page.title

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        action, reason = data.get("action"), data.get("reason", "").strip()[:2000]
        if action == "refuse" and not reason:
            return self.render_to_response(self.get_context_data(needs_reason=True), status=422)
        try:
            self._act(action, reason)
        except AlreadyDecidedError:
            messages.warning(request, _now("Somebody has decided about this calendar already."))
        if action == "remove":
            return redirect("dates_of_clubs")
        return redirect("club_calendar", self.feed.pk)

    def _act(self, action: str | None, reason: str) -> None:
        user = self.request.user
        if action == "accept":
            accept_feed(self.feed, by=user)
            done = _now("The calendar is accepted, and its dates are public. The club gets a mail.")
        elif action == "refuse":
            refuse_feed(self.feed, reason, by=user)
            done = _now("The calendar is refused. The club gets a mail.")
        elif action == "remove":
            remove_feed(self.feed, by=user)
            done = _now("The calendar and its dates are removed.")
        elif action == "read":
            if read_feed(self.feed) is None:
                self.feed.refresh_from_db()
                messages.error(self.request, fault_in_words(self.feed.fault))
                return
            done = _now("The calendar is read anew.")
        else:
            raise PermissionDenied
        messages.success(self.request, done)

    def get_context_data(self, **kwargs):
        events = list(self.feed.events.order_by("first_date", "pk"))
        found = [
            FoundEvent(each.uid, {"title": each.title, "first_date": each.first_date}) for each in events
        ]
        doubles = likely_doubles(self.feed.page, found, except_feed=self.feed.pk)
        return super().get_context_data(
            feed=self.feed,
            fault=fault_in_words(self.feed.fault),
            rows=[{"event": each, "when": when_of(each), "double": doubles.get(each.uid)} for each in events],
            doubles=len(doubles),
            **kwargs,
        )
