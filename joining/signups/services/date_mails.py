"""What goes to whoever comes because the date draws near, is moved or called off.

Each mail is queued in the transaction that notes it. A job that is killed, or runs twice, mails nobody twice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.mail.links import link_address, make_link
from cms.recurrence.zone import BERLIN
from forms_app.models import Submission
from forms_app.services.correspondence import mail_sender

from ..calendar_file import place_of
from ..links import SIGNUP
from ..models import Places, Signup
from ..rules import INFORMED, State
from ..words import persons_in_words

REMINDER, CHANGED = "signup-reminder", "signup-date-changed"
CALENDAR = "termin.ics"
MORNING = time(9)
DAY = timedelta(days=1)
Status = Places.DateStatus


def remind_due(now: datetime | None = None) -> int:
    """Remind whoever comes on the morning before; return how many mails that are."""
    now = now or timezone.now()
    soon = Signup.objects.coming().filter(
        reminded_at=None, places__starts_at__gt=now, places__starts_at__lt=now + 2 * DAY
    )
    keys = soon.order_by("pk").values_list("submission_id", flat=True)
    return sum(_remind(key, now) for key in list(keys))


def tell_changed_dates(now: datetime | None = None) -> int:
    """Tell who comes, waits or was offered a place what differs from what they were told last."""
    now = now or timezone.now()
    coming = Places.objects.filter(starts_at__gt=now)
    keys = [
        key
        for places in coming.filter(signups__state__in=INFORMED).distinct()
        for key in places.signups.informed()
        .exclude(date_told=places.date_told)
        .order_by("pk")
        .values_list("submission_id", flat=True)
    ]
    return sum(_tell_change(key, now) for key in keys)


def reminded_from(places: Places) -> datetime:
    """Return the moment, on the day before; who confirms later has just been told."""
    day = places.starts_at.astimezone(BERLIN).date() - DAY
    return datetime.combine(day, MORNING, BERLIN)


def _remind(key: int, now: datetime) -> int:
    with _locked(key) as signup:
        if signup is None or not _is_due(signup, now):
            return 0
        Signup.objects.filter(pk=signup.pk).update(reminded_at=now)
        if not signup.submission.sender_email:
            return 0
        with translation.override(signup.submission.language):
            more = {"persons": persons_in_words(signup.persons), "place": _place(signup.places)}
        _mail(signup, REMINDER, **more)
        return 1


def _is_due(signup: Signup, now: datetime) -> bool:
    places = signup.places
    return (
        signup.state == State.CONFIRMED
        and signup.reminded_at is None
        and places.date_status == Status.PLANNED
        and not places.is_closed
        and signup.confirmed_at < reminded_from(places) <= now < places.starts_at
    )


def _tell_change(key: int, now: datetime) -> int:
    with _locked(key) as signup:
        if signup is None or signup.state not in INFORMED or signup.places.date_told == signup.date_told:
            return 0
        before, places = signup.date_told, signup.places
        Signup.objects.filter(pk=signup.pk).update(date_told=places.date_told, reminded_at=None)
        if not (before and signup.submission.sender_email and places.starts_at and places.starts_at > now):
            return 0
        with translation.override(signup.submission.language):
            news = _news(before, places)
        _mail(signup, CHANGED, news=news)
        return 1


def _news(before: str, places: Places) -> str:
    was_planned = before.startswith(f"{Status.PLANNED} ")
    if places.date_status == Status.CANCELLED:
        return _("The date is cancelled. It does not take place.")
    if places.date_status == Status.POSTPONED:
        return _("The date is put off. A new one is not known yet.")
    if was_planned:
        return _("The date is moved. The new time:")
    return _("The date takes place after all:")


def _mail(signup: Signup, kind: str, **more: str) -> None:
    submission = signup.submission
    token = make_link(SIGNUP, submission.pk, submission.sender_email)
    link = link_address(SIGNUP, token, submission.language, site=submission.site)
    with translation.override(submission.language):
        what = signup.places.in_words or submission.form_title
    mail_sender(
        submission,
        kind,
        name=submission.sender_name,
        form_title=submission.form_title,
        what=what,
        calendar=f"{link}{CALENDAR}",
        link=link,
        **more,
    )


@contextmanager
def _locked(key: int) -> Iterator[Signup | None]:
    """Lock the submission, as everything does that changes or deletes a sign-up, and read it again."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).filter(pk=key).first()
        signup = submission and Signup.objects.select_related("places").filter(submission=submission).first()
        if signup:
            signup.submission = submission
        yield signup


def _place(places: Places) -> str:
    place = place_of(places)
    return _("Place: %(place)s") % {"place": place} if place else ""
