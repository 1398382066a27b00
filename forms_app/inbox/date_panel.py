"""Beside a suggested date in the inbox: one click makes it the draft of an event page."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events.models import EventPage

from ..access import may
from ..models import Submission
from ..services.suggested_dates import NoCalendarError, date_made_from, make_date, may_make_date

INSPECT = "einsendungen_modeladmin_inspect"


@dataclass(frozen=True)
class DatePanel:
    """`page` is the draft that was made, if it is there."""

    submission: Submission
    page: EventPage | None


def date_panel(submission: Submission) -> DatePanel | None:
    return DatePanel(submission, date_made_from(submission)) if may_make_date(submission) else None


@require_POST
def make_suggested_date(request: HttpRequest, pk: int) -> HttpResponse:
    """404 for submissions of forms that the user does not work on."""
    if not may(request.user, "change"):
        raise PermissionDenied
    submissions = Submission.objects.for_staff().allowed_to(request.user, "change")
    submission = get_object_or_404(submissions, pk=pk)
    try:
        page = make_date(submission, by=request.user)
    except NoCalendarError:
        text = _("The town's settings name no list of dates, or you may add nothing to it.")
        messages.error(request, text)
        return redirect(INSPECT, pk)
    messages.success(request, _("The draft is made. Please complete it and publish it."))
    return redirect("wagtailadmin_pages:edit", page.pk)
