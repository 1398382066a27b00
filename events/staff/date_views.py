"""Clubs' dates for the office: the list, one club, one date to decide about."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.common.text_cleaning import cleaned_data
from cms.media.admin.storing import AWAY
from directory.models import OrganisationPage
from directory.staff.views import StaffScreen
from directory.workflow.sent_pictures import PictureAwayError, picture_response

from ..models import DatePicture, DateVersion, EventFeed, EventPage, PartnerEvent, TrustedOrganiser
from ..workflow.announcing import (
    AlreadyDecidedError,
    NothingBeforeError,
    accept,
    is_trusted,
    may_decide,
    refuse,
    trust,
    trust_no_longer,
    undo,
    withdraw,
)
from ..workflow.changed_days import coming_days_of
from ..workflow.date_words import lines_of, when_of

PER_PAGE = 50
DAYS_SHOWN = 3


class ClubsScreen(StaffScreen):
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not may_decide(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def demand_rights(user, page: OrganisationPage) -> None:
    """Another town's clubs do not exist for this one's staff."""
    if not may_decide(user, page):
        raise Http404


class ClubDatesView(ClubsScreen):
    """Everything that clubs announced and that is not over, what waits first; and whom the office trusts."""

    page_title = _("Dates of clubs")
    template_name = "events/staff/club_dates.html"

    def get_context_data(self, **kwargs):
        pages = PagePermissionPolicy().instances_user_has_permission_for(self.request.user, "publish")
        mine = {"organisation__in": pages.values("pk")}
        events = PartnerEvent.objects.public().filter(**mine)
        events = events.exclude(pk__in=PartnerEvent.objects.ended_before(timezone.localdate()))
        events = events.select_related("organisation").order_by("first_date", "pk")
        page = Paginator(events, PER_PAGE).get_page(self.request.GET.get("p"))
        of_pages = {"page__in": pages.values("pk")}
        waiting = [
            {"version": version, "when": when_of(version.as_event())}
            for version in DateVersion.objects.waiting().filter(**of_pages).select_related("page")
        ]
        feeds = EventFeed.objects.filter(**of_pages).select_related("page")
        waiting_feeds = [feed for feed in feeds if feed.state == EventFeed.State.WAITING]
        return super().get_context_data(
            waiting=waiting,
            waiting_feeds=waiting_feeds,
            number_waiting=len(waiting) + len(waiting_feeds),
            feeds=[feed for feed in feeds if feed not in waiting_feeds],
            trusted=TrustedOrganiser.objects.filter(**of_pages).select_related("page", "by"),
            page=page,
            rows=[{"event": event, "when": when_of(event)} for event in page],
            **kwargs,
        )


class DatesOfClubView(ClubsScreen):
    """One club: whether it is trusted, its series with the next days, its calendars."""

    page_title = _("Dates of a club")
    template_name = "events/staff/dates_of_club.html"

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.page = get_object_or_404(OrganisationPage, pk=pk)
        if may_decide(request.user):
            demand_rights(request.user, self.page)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.title

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        decide = {"trust": trust, "distrust": trust_no_longer}.get(request.POST.get("action"))
        if decide is None:
            raise PermissionDenied
        decide(self.page, by=request.user)
        messages.success(request, _trust_in_words(self.page))
        return redirect("dates_of_club", self.page.pk)

    def get_context_data(self, **kwargs):
        announced = list(self.page.announcements.announced_by_hand().order_by("-first_date")[:PER_PAGE])
        titles = {each.key: each.name for each in self.page.offers.all()}
        titles |= {each.key: each.title for each in announced if each.is_public}
        pages = EventPage.objects.filter(organiser_entry=self.page, live=True)
        titles |= {each.translation_key: each.title for each in pages}
        days = coming_days_of(list(titles), DAYS_SHOWN)
        return super().get_context_data(
            entry=self.page,
            is_trusted=is_trusted(self.page),
            series=[{"key": key, "title": titles[key], "days": days[key]} for key in titles if key in days],
            announced=[{"event": each, "when": when_of(each)} for each in announced],
            feeds=self.page.event_feeds.all(),
            **kwargs,
        )


class ClubDateView(ClubsScreen):
    """One date with its history. POST decides, takes back, withdraws, or trusts its club."""

    page_title = _("Date of a club")
    template_name = "events/staff/club_date.html"

    def dispatch(self, request, *args, pk: int, **kwargs):
        self.event = get_object_or_404(PartnerEvent.objects.select_related("organisation"), pk=pk)
        if may_decide(request.user):
            demand_rights(request.user, self.event.organisation)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.event.organisation.title

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        try:
            done = self._act(data.get("action"), data)
        except AlreadyDecidedError:
            text = _now("Somebody has decided about it already, or the club has sent something newer.")
            messages.warning(request, text)
        except PictureAwayError:
            messages.error(request, AWAY)
        except NothingBeforeError:
            messages.warning(request, _now("There is nothing to take back."))
        else:
            if not done:
                return self.render_to_response(self.get_context_data(needs_reason=True), status=422)
            messages.success(request, done)
        return redirect("club_date", self.event.pk)

    def _act(self, action: str | None, data) -> str:
        """Return what was done, or "" if the reason is missing."""
        user, page = self.request.user, self.event.organisation
        if action in ("accept", "accept-and-trust"):
            accept(self._version(data), by=user)
            if action == "accept-and-trust":
                trust(page, by=user)
            return _now("The date is public. The club gets a mail.")
        if action == "refuse":
            reason = data.get("reason", "").strip()[:2000]
            if not reason:
                return ""
            refuse(self._version(data), reason, by=user)
            return _now("The date is refused. The club gets a mail.")
        if action == "undo":
            undo(self.event, by=user)
            return _now("What the club last made public is taken back.")
        if action == "withdraw":
            withdraw(self.event, by=user)
            return _now("The date is not in the calendar any more.")
        raise PermissionDenied

    def _version(self, data) -> DateVersion:
        """What the member of staff has seen, and nothing newer."""
        seen = data.get("version", "")
        versions = self.event.versions.waiting()
        found = versions.filter(pk=seen).first() if seen.isascii() and seen.isdecimal() else None
        if found is None:
            raise AlreadyDecidedError
        return found

    def get_context_data(self, **kwargs):
        waiting = self.event.versions.waiting().select_related("page").first()
        before = self.event if waiting and self.event.is_public else None
        sent = waiting.as_event() if waiting else self.event
        return super().get_context_data(
            event=self.event,
            version=waiting,
            lines=lines_of(sent, before),
            picture=sent.picture,
            picture_before=before and before.picture,
            history=self.event.versions.select_related("decided_by").order_by("-sent_at", "-pk"),
            may_undo=self.event.is_public and self.event.versions.public().exists(),
            is_trusted=is_trusted(self.event.organisation),
            **kwargs,
        )


class DatePictureView(ClubsScreen):
    """The picture of a date before everybody can see it."""

    def get(self, request: HttpRequest, *args, pk: int, **kwargs) -> HttpResponse:
        picture = get_object_or_404(DatePicture.objects.select_related("page"), pk=pk)
        demand_rights(request.user, picture.page)
        return picture_response(picture)


def _trust_in_words(page: OrganisationPage) -> str:
    if is_trusted(page):
        return _now("From now on, dates of “%(name)s” are public at once.") % {"name": page.title}
    return _now("From now on, dates of “%(name)s” wait for the office.") % {"name": page.title}
