"""What a club has typed becomes an offer, wherever the form stands."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.common.client_address import count_recent
from directory.models import OrganisationPage
from directory.self_service.ask_views import TOO_MANY

from ..workflow.confirming import TooManyHoursError, offer_hours
from .hours_form import HoursForm

# Of one connection, whatever entries it has opened.
MOST_TRIES, WITHIN = 60, timedelta(hours=1)


def try_to_offer(
    request: HttpRequest, form: HoursForm, organisation: OrganisationPage, *, source: str, by: str
) -> int | None:
    """Return None when the helper is asked; else the status with which to show the form, which says why."""
    if not (form.is_bound and form.is_valid()):
        return 422 if form.is_bound else 200
    if count_recent(request, "club-hours", WITHIN) > MOST_TRIES:
        form.add_error(None, TOO_MANY)
        return 429
    try:
        offer_hours(
            organisation,
            email=form.cleaned_data["email"],
            source=source,
            by=by,
            language=form.cleaned_data["language"] or "de",
            **vars(form.facts()),
        )
    except ValidationError as error:
        form.take_errors(error)
        return 422
    except TooManyHoursError:
        form.add_error(None, _("That is very much for one day. Please enter the other hours tomorrow."))
        return 429
    return None
