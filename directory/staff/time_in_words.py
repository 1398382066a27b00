"""Previews the wording of a time while it is being entered, by the same code as the public pages."""

from dataclasses import replace

from django.forms import modelform_factory
from django.http import HttpRequest, JsonResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.recurrence.schedule import Schedule
from cms.recurrence.words import in_words, limits_in_words, upcoming_in_words
from cms.towns.land import land_of_site
from cms.towns.scope import town_of_person

from ..models import Offer, SchoolHoliday
from ..models.recurring_time import TIME_FIELDS


@require_GET
def time_in_words(request: HttpRequest) -> JsonResponse:
    """Answer `{sentence, hint, errors}` to the fields of an offer's time; `errors` by the name of the field."""
    form = modelform_factory(Offer, fields=TIME_FIELDS)(request.GET)
    if not form.is_valid():
        return JsonResponse({"sentence": "", "hint": "", "errors": _first_errors(form)})
    holidays = replace(SchoolHoliday.objects.holidays(), land=land_of_site(_town(request)))
    schedule = replace(form.instance.schedule, holidays=holidays)
    return JsonResponse({"sentence": _sentence(schedule), "hint": _hint(schedule), "errors": {}})


def _town(request: HttpRequest) -> int | None:
    """The form does not say of which town the entry is; whoever works for several sees the holidays of the first."""
    town = town_of_person(request.user)
    return town and town.pk


def _sentence(schedule: Schedule) -> str:
    words = in_words(schedule)
    days = upcoming_in_words(schedule)
    if not words:
        return _("No time has been entered yet.")
    words = ", ".join([words, *limits_in_words(schedule)])
    if not days:
        return words
    return _("%(words)s; next dates: %(days)s") % {"words": words, "days": ", ".join(days)}


def _hint(schedule: Schedule) -> str:
    if not schedule.pauses_in_holidays:
        return ""
    known_until = schedule.holidays.known_until
    if not known_until:
        return _(
            "No school holidays are entered, so nobody can tell the next dates: Directory → School holidays."
        )
    return _("School holidays are entered until %(day)s.") % {"day": date_format(known_until)}


def _first_errors(form) -> dict[str, str]:
    return {name: str(errors[0]) for name, errors in form.errors.items()}
