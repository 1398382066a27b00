"""Sign-ups for calls for volunteers: what a call says of its places, and when it ends them."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils import timezone
from wagtail.models import Site

from cms.pages.visibility import public_url
from cms.recurrence.zone import BERLIN
from cms.towns.scope import limit_of
from directory.browse.call_signups import CallSignup
from directory.models import PublicEntry, PublicOpening

from ..models import Places, SignupPage
from .availability import best_of


def call_of(page: SignupPage) -> PublicOpening | None:
    """Return the public call of a page's town, None when it has ended or its entry is no longer public."""
    ours = PublicEntry.objects.of_town(limit_of(page))
    return PublicOpening.objects.running().filter(key=page.call, entry__in=ours).order_by("pk").first()


def closing_of(page: SignupPage, call: PublicOpening | None) -> datetime | None:
    """Return when signing up ends besides the date itself: as the editor said, at the latest with the call."""
    moments = [page.closes_at]
    if call:
        moments.append(datetime.combine(call.valid_until + timedelta(days=1), time(), BERLIN))
    return min(filter(None, moments), default=None)


def pages_of_coming_calls() -> Iterable[UUID]:
    """Return the keys of the pages that a change of an entry may close or open."""
    coming = Places.objects.filter(call__isnull=False).exclude(starts_at__lt=timezone.now())
    return set(coming.values_list("page_key", flat=True))


def signups_of_calls(site: Site | None, language: str) -> dict[str, CallSignup]:
    """Return the forms of a town by the keys of their calls; of several for one call, the first in the tree."""
    forms = SignupPage.objects.live().filter(call__isnull=False, locale__language_code=language)
    found: dict[str, CallSignup] = {}
    for form in forms.order_by("path"):
        if limit_of(form) in (None, site) and (signup := _signup(form)):
            found.setdefault(str(form.call), signup)
    return found


def _signup(form: SignupPage) -> CallSignup | None:
    url = public_url(form)
    states = {
        each.availability() for each in Places.objects.filter(page_key=form.translation_key).with_taken()
    }
    return CallSignup(url, str(best_of(states)), form.opens_at) if url and states else None
