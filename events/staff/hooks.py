"""Registers the staff's screens, the lines of the to-do list, and the ways to them."""

from django.urls import path, re_path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from cms.common.todo_items import HOOK
from directory.models import OrganisationPage
from directory.staff.menu import SUBMENU

# Registers <day:…>.
from .. import day_converter  # noqa: F401
from ..workflow.announcing import may_decide
from .date_views import ClubDatesView, ClubDateView, DatePictureView, DatesOfClubView
from .day_views import DaysView, MoveView
from .feed_views import ClubCalendarView
from .kinds import KINDS

# What fits into the database's numbers.
NUMBER = "(?P<pk>[0-9]{1,18})"

for kind in KINDS:
    hooks.register(HOOK, kind)


@hooks.register("register_admin_urls")
def staff_urls():
    return [
        path("termine/vereine/", ClubDatesView.as_view(), name="dates_of_clubs"),
        re_path(rf"^termine/vereine/{NUMBER}/$", DatesOfClubView.as_view(), name="dates_of_club"),
        re_path(rf"^termine/termin/{NUMBER}/$", ClubDateView.as_view(), name="club_date"),
        re_path(rf"^termine/bild/{NUMBER}/$", DatePictureView.as_view(), name="club_date_picture_for_staff"),
        re_path(rf"^termine/kalender/{NUMBER}/$", ClubCalendarView.as_view(), name="club_calendar"),
        path("termine/tage/<uuid:series>/", DaysView.as_view(), name="series_days"),
        path("termine/tage/<uuid:series>/<day:day>/", MoveView.as_view(), name="move_series_day"),
    ]


class ClubDatesItem(MenuItem):
    def is_shown(self, request):
        return may_decide(request.user)


@hooks.register(SUBMENU)
def club_dates_item():
    return ClubDatesItem(
        _("Dates of clubs"), reverse("dates_of_clubs"), name="club-dates", icon_name="date", order=-1
    )


@hooks.register("register_page_header_buttons")
def dates_of_entry(page, user, view_name, next_url=None):
    """From an entry to its dates and single days."""
    if isinstance(page, OrganisationPage) and page.pk and may_decide(user, page):
        yield Button(
            _now("Dates and single days"),
            reverse("dates_of_club", args=[page.pk]),
            icon_name="date",
            priority=40,
        )
