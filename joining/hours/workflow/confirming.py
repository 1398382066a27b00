"""What a club does with a helper's hours. Other apps offer hours with `offer_hours`, too."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from cms.mail.links import expiry_in_words, link_address, make_link
from cms.mail.models import AccessLink
from cms.mail.queueing import queue
from cms.towns.scope import town_of
from directory.models import OrganisationPage

from ..links import Purpose
from ..models import HelperHours

# Of one club; more than a large festival has helpers, fewer than would be worth writing to strangers for.
MOST_WAITING = 150
MOST_A_DAY = 60
MOST_MAILS, WITHIN = 5, timedelta(hours=24)


class TooManyHoursError(Exception):
    """The club, or all clubs together to this address, have entered so much that it has to wait for tomorrow."""


class NotWaitingError(Exception):
    """The helper has answered already, so the club can only withdraw the hours."""


@dataclass(frozen=True)
class Facts:
    """What a club says about a helper's work."""

    name: str
    activity: str
    first_day: date
    last_day: date
    hours: Decimal


@transaction.atomic
def offer_hours(
    organisation: OrganisationPage,
    name: str,
    email: str,
    activity: str,
    first_day: date,
    last_day: date,
    hours: Decimal,
    source: str,
    *,
    by: str = "",
    language: str = "de",
) -> HelperHours:
    """Enter hours that a helper gave to this club, and ask the helper by mail to agree; return them as they wait.

    `source` is one of `HelperHours.Source`, `by` the address of the maintainer (empty after access by letter). Both
    days lie in one calendar year and in the past. `language` is that in which the helper wrote to the town, if known.
    The same hours offered again change nothing and mail nothing, so a whole list may be sent once more.
    Raise ValidationError for impossible facts and TooManyHoursError when a limit is reached; then nothing is stored.
    """
    # One club's offers one after the other, or the limits would not hold.
    page = OrganisationPage.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    facts = {"name": name, "activity": activity, "first_day": first_day, "last_day": last_day}
    site = town_of(page)
    mine = HelperHours.objects.of_helper(email, site).filter(organisation=page)
    same = mine.exclude(state=HelperHours.State.WITHDRAWN).filter(**facts, hours=hours).first()
    if same:
        return same
    offered = HelperHours(
        site=site,
        organisation=page,
        club=page.title,
        email=email,
        hours=hours,
        source=source,
        entered_by=by,
        **facts,
    )
    offered.full_clean()
    _demand_room(page)
    _ask_helper(offered, language)
    offered.save()
    return offered


@transaction.atomic
def change_hours(hours: HelperHours, facts: Facts, *, by: str = "") -> HelperHours:
    """Correct what still waits. Raise NotWaitingError after the helper's answer, ValidationError as above."""
    found = HelperHours.objects.select_for_update().filter(pk=hours.pk).first()
    if found is None or not found.is_waiting:
        raise NotWaitingError
    for field, value in vars(facts).items():
        setattr(found, field, value)
    found.entered_by = by
    found.version += 1
    found.full_clean()
    found.save()
    return found


@transaction.atomic
def withdraw_hours(hours: HelperHours) -> None:
    """The club takes its word back: nobody had agreed yet, and they are gone; or the proof is void from now on."""
    found = HelperHours.objects.select_for_update().filter(pk=hours.pk).first()
    if found is None:
        return
    if found.is_waiting:
        found.delete()
    elif found.is_confirmed:
        found.state, found.withdrawn_at = HelperHours.State.WITHDRAWN, timezone.now()
        found.save()


def _demand_room(page: OrganisationPage) -> None:
    mine = HelperHours.objects.filter(organisation=page)
    today = mine.filter(created_at__gt=timezone.now() - WITHIN).count()
    if mine.waiting().count() >= MOST_WAITING or today >= MOST_A_DAY:
        raise TooManyHoursError


def _ask_helper(offered: HelperHours, language: str) -> None:
    """Mail a link to everything that waits, unless the last one of these days is still to be answered."""
    sent = AccessLink.objects.mailed_lately(offered.email, WITHIN).filter(purpose=Purpose.CONSENT)
    here = sent.to(Purpose.CONSENT, offered.site_id)
    if here.exists() and HelperHours.objects.of_helper(offered.email, offered.site).waiting().exists():
        return
    if sent.count() >= MOST_MAILS:
        raise TooManyHoursError
    mail_consent_link(offered.email, offered.club, offered.site, language)


def mail_consent_link(email: str, club: str, site: Site, language: str) -> None:
    token = make_link(Purpose.CONSENT, site.pk, email)
    queue(
        "hours-consent",
        to=email,
        site=site,
        context={
            "entry_name": club,
            "expires": expiry_in_words(Purpose.CONSENT, language),
            "link": link_address(Purpose.CONSENT, token, language, site=site),
        },
        language=language,
    )
