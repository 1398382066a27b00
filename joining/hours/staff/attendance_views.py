"""The organiser thanks all who were ticked as present, at once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from cms.common.text_cleaning import cleaned_data
from joining.signups.staff.attendance_views import SlotScreen

from ..workflow.from_attendance import Offered, helpers_of, offer_to_all
from .attendance_form import AttendanceHoursForm


class AttendanceHoursView(SlotScreen):
    page_title = _("Confirm hours")
    header_icon = "time"
    template_name = "hours/staff/attendance.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self._form())
        asked, unknown = helpers_of(self.places)
        return super().get_context_data(helpers=asked, without_address=unknown, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self._form(cleaned_data(request.POST))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        club, (helpers, _unknown) = form.cleaned_data["club"], helpers_of(self.places)
        try:
            result = offer_to_all(club, helpers, form.facts(), by=request.user.email)
        except ValidationError as error:
            form.take_errors(error)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        log(
            instance=self.places.page,
            action="hours.offer_to_all",
            user=request.user,
            data={"count": result.asked, "club": club.title},
        )
        return self._answer(form, result)

    def _form(self, data=None) -> AttendanceHoursForm:
        return AttendanceHoursForm(data, places=self.places, user=self.request.user)

    def _answer(self, form: AttendanceHoursForm, result: Offered) -> HttpResponse:
        """After a limit the form stays as it was filled in, to be sent again tomorrow."""
        messages.success(self.request, in_words(result))
        if not result.left:
            return redirect("signup_attendance", self.places.pk)
        return self.render_to_response(self.get_context_data(form=form, left=result.left), status=429)


def in_words(result: Offered) -> str:
    asked = ngettext(
        "%(count)s person is asked by e-mail.", "%(count)s persons are asked by e-mail.", result.asked
    ) % {"count": result.asked}
    if not result.known:
        return asked
    known = ngettext("%(count)s had been asked before.", "%(count)s had been asked before.", result.known) % {
        "count": result.known
    }
    return f"{asked} {known}"
