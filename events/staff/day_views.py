"""The coming days of a series, each with buttons: call off, move, mark as full, take back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.common.text_cleaning import cleaned_data
from directory.staff.views import StaffScreen

from ..models import ChangedDay
from ..workflow.changed_days import NoSuchDayError, change_day, coming_days, find_day, take_back
from ..workflow.moving import MoveForm, moved
from .series import Series, find_series

SHOWN = 40
TAPS = {"cancel": ChangedDay.Change.CANCELLED, "full": ChangedDay.Change.FULL}


class SeriesScreen(StaffScreen):
    header_icon = "date"

    def dispatch(self, request, *args, series: UUID, **kwargs):
        self.key = series
        if self.series is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def series(self) -> Series | None:
        return find_series(self.key, self.request.user)

    def get_page_subtitle(self):
        return self.series.title


class DaysView(SeriesScreen):
    page_title = _("Single days")
    template_name = "events/staff/days.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        data = cleaned_data(request.POST)
        act = getattr(self, f"_{data.get('action')}", None) if data.get("action") in ACTIONS else None
        if act is None:
            raise PermissionDenied
        try:
            act(_day(data.get("day", "")), data)
        except NoSuchDayError:
            messages.error(request, _now("This day is not in the calendar any more."))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _now("Done. Everybody can see it now."))
        return redirect("series_days", self.key)

    def _cancel(self, day: date, data) -> None:
        self._change(ChangedDay(series=self.key, day=day, change=TAPS["cancel"]), data)

    def _full(self, day: date, data) -> None:
        self._change(ChangedDay(series=self.key, day=day, change=TAPS["full"]), data)

    def _back(self, day: date, data) -> None:
        take_back(self.key, day, instance=self.series.page, title=self.series.title, by=self.request.user)

    def _change(self, changed: ChangedDay, data) -> None:
        changed.reason = " ".join(data.get("reason", "").split())
        change_day(changed, instance=self.series.page, title=self.series.title, by=self.request.user)

    def get_context_data(self, **kwargs):
        days = coming_days(self.key, SHOWN)
        return super().get_context_data(series=self.series, days=days, **kwargs)


ACTIONS = ("cancel", "full", "back")


class MoveView(SeriesScreen):
    page_title = _("Move a day")
    template_name = "events/staff/move.html"

    def dispatch(self, request, *args, day: date, **kwargs):
        self.coming = find_day(kwargs["series"], day)
        if self.coming is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = MoveForm(cleaned_data(request.POST))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        changed = moved(form, self.key, self.coming)
        change_day(changed, instance=self.series.page, title=self.series.title, by=request.user)
        messages.success(request, _now("Done. Everybody can see it now."))
        return redirect("series_days", self.key)

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(
            series=self.series, coming=self.coming, form=form or MoveForm(), **kwargs
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
