"""A whole entry pauses until a day: it stays public and says so, and its recurring dates are left out."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..domain.pause import LONGEST
from ..models import Maintainership, OrganisationPage
from .entries import languages_of, may_keep


def may_pause(user, page: OrganisationPage) -> bool:
    """Everybody sees it at once, so it also takes the permission to publish."""
    return may_keep(user, page) and page.permissions_for_user(user).can_publish()


@transaction.atomic
def pause_entry(page: OrganisationPage, until: date, *, user=None) -> None:
    """Let all languages of the entry pause from today until that day, or change the last day of their pause.

    `user` is the member of staff, or None for the maintainer. Raise PermissionDenied, ValidationError.
    """
    _demand_right(user, page)
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ValidationError(_("Please choose a day between today and a year from now."))
    for version in languages_of(page):
        keeping, _created = Maintainership.objects.select_for_update(of=("self",)).get_or_create(page=version)
        if not keeping.is_paused:
            keeping.paused_from = today
        keeping.paused_until = until
        keeping.save()
    log(instance=page, action="directory.pause", user=user, data={"day": date_format(until, "DATE_FORMAT")})


@transaction.atomic
def end_pause(page: OrganisationPage, *, user=None) -> None:
    """End the pause today; what it left out before stays left out. Raise PermissionDenied."""
    _demand_right(user, page)
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = False
    for keeping in Maintainership.objects.select_for_update(of=("self",)).filter(page__in=languages_of(page)):
        if keeping.is_paused:
            has_begun = keeping.paused_from <= yesterday
            keeping.paused_from = keeping.paused_from if has_begun else None
            keeping.paused_until = yesterday if has_begun else None
            keeping.save()
            ended = True
    if ended:
        log(instance=page, action="directory.end_pause", user=user)


def last_day_of_pause(page: OrganisationPage) -> date | None:
    """Return the last day of a pause that lasts today."""
    kept = getattr(page, "maintainership", None)
    return kept.paused_until if kept and kept.is_paused else None


def _demand_right(user, page: OrganisationPage) -> None:
    if user is not None and not may_pause(user, page):
        raise PermissionDenied
