"""A sign-up is confirmed, changed, cancelled or passed over, and whoever is next moves up.

Each function locks the submission, then the places, in one transaction; calling it again changes nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from forms_app.models import Submission
from forms_app.services.office import tell_office

from ..models import Places, Signup
from ..rules import ENDED, HAS_DEADLINE, INFORMED, UNCONFIRMED, Event, State, after, deadline
from .mailing import tell_state
from .telling import tell


class NoSuchPlacesError(Exception):
    """There are fewer places left."""


def confirm(submission_id: int) -> Signup | None:
    """Whoever opened the link wants to come. Return the sign-up as it is then, None if it is gone."""
    return _happen(submission_id, Event.CONFIRM)


def cancel(submission_id: int) -> Signup | None:
    return _happen(submission_id, Event.CANCEL)


def put_first(submission_id: int) -> Signup | None:
    """Put somebody at the head of the waiting list, as the organiser decided, and move up."""
    with _locked(submission_id) as signup:
        if signup is None or signup.state != State.WAITING:
            return signup
        first = signup.places.signups.queue().first()
        if first.pk != signup.pk:
            signup.queued_at = first.queued_at - timedelta(seconds=1)
            signup.save(update_fields=["queued_at"])
        move_up(signup.places)
        return signup


def let_pass(submission_id: int) -> Signup | None:
    """The time is up, unless it was confirmed or cancelled meanwhile."""
    return _happen(submission_id, Event.TIME_UP)


def drop(submission_id: int) -> None:
    """Free the place of what staff file as spam, without a word to its sender."""
    with _locked(submission_id) as signup:
        if signup is None or signup.state in ENDED:
            return
        signup.state, signup.deadline, signup.ended_at = State.CANCELLED, None, timezone.now()
        signup.save(update_fields=["state", "deadline", "ended_at"])
        move_up(signup.places)


def change_persons(submission_id: int, persons: int) -> Signup | None:
    """Fewer come, or more if there are places for them: else raises NoSuchPlacesError. Only of what is confirmed."""
    with _locked(submission_id) as signup:
        if signup is None or signup.state != State.CONFIRMED or signup.persons == persons:
            return signup
        places = signup.places
        if persons > signup.persons and not places.fits(persons - signup.persons):
            raise NoSuchPlacesError
        signup.persons = persons
        signup.save(update_fields=["persons"])
        tell_state(signup)
        move_up(places)
        return signup


def move_up(places: Places) -> int:
    """Offer what is free to the waiting list, in order; return to how many sign-ups. `places` must be locked.

    Who needs more places than are free keeps the rank, and those behind who fit are asked first.
    """
    moved = 0
    if not (places.is_closed or places.is_over):
        for signup in places.signups.queue().select_related("submission"):
            if places.free() == 0:
                break
            if places.fits(signup.persons):
                signup.places = places
                _enter(signup, after(signup.state, Event.MOVE_UP), timezone.now())
                moved += 1
    tell(places)
    return moved


@contextmanager
def _locked(submission_id: int) -> Iterator[Signup | None]:
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",)).filter(pk=submission_id).first()
        found = submission and Signup.objects.filter(submission=submission).first()
        if not found:
            yield None
            return
        places = Places.objects.locked().get(pk=found.places_id)
        # Read again: it may have changed while the lock was waited for.
        signup = Signup.objects.get(pk=found.pk)
        signup.submission, signup.places = submission, places
        yield signup


def _happen(submission_id: int, event: str) -> Signup | None:
    with _locked(submission_id) as signup:
        if signup is None:
            return None
        now = timezone.now()
        is_late = signup.state in HAS_DEADLINE and signup.deadline <= now
        if event == Event.TIME_UP and not (is_late or signup.state == State.WAITING):
            return signup
        if event == Event.CONFIRM and is_late:
            event = Event.TIME_UP
        state = after(signup.state, event, fits=signup.places.fits(signup.persons))
        if state:
            _enter(signup, state, now)
            move_up(signup.places)
        return signup


def _enter(signup: Signup, state: State, now: datetime) -> None:
    """Store the new state and when it ends, file the submission, and write to whoever has a right to know."""
    before, signup.state = signup.state, state
    signup.deadline = deadline(now, signup.places.starts_at) if state == State.OFFERED else None
    if state == State.WAITING:
        signup.queued_at = now
    if state == State.CONFIRMED:
        signup.confirmed_at = now
    if state in ENDED:
        signup.ended_at = now
    if state in INFORMED:
        signup.date_told = signup.places.date_told
    signup.save(update_fields=["state", "deadline", "queued_at", "confirmed_at", "ended_at", "date_told"])
    if state != State.OFFERED:
        _file(signup, now)
    if state not in ENDED or _is_owed_a_word(before, state):
        tell_state(signup)


def _is_owed_a_word(before: str, state: State) -> bool:
    """Whether the address is known to be right, and its owner counted on something.

    Whoever still waits when the date begins was told that silence means no.
    """
    return before == State.OFFERED or (state == State.CANCELLED and before not in UNCONFIRMED)


def _file(signup: Signup, now: datetime) -> None:
    """Nobody in the office has to do anything: the submission is closed, and kept until some days after the date."""
    submission = signup.submission
    if signup.state == State.EXPIRED and submission.confirmed_at is None:
        # Forgotten like all whose address nobody confirmed.
        return
    is_coming = signup.state in (State.CONFIRMED, State.WAITING)
    submission.confirmed_at = submission.confirmed_at or (now if is_coming else None)
    submission.status = Submission.Status.DONE
    submission.closed_at = signup.places.over_at if is_coming and signup.places.over_at else now
    submission.save(update_fields=["confirmed_at", "status", "closed_at"])
    log(instance=submission, action="forms_app.confirm" if is_coming else "signups.end")
    if signup.state == State.CONFIRMED:
        tell_office(submission, submission.page and submission.page.specific)


def before_forgetting(submission_ids: list[int]) -> None:
    """Free the places of what is deleted, and count what lies in the past. In the transaction of the deletion."""
    signups = Signup.objects.filter(submission__in=submission_ids)
    for pk in sorted({*signups.values_list("places", flat=True)}):
        places = Places.objects.locked().get(pk=pk)
        going = signups.filter(places=places)
        if places.is_over:
            _count_past(places, going)
        going.delete()
        move_up(places)


def _count_past(places: Places, going) -> None:
    came = list(going.coming().values_list("persons", "attended"))
    Places.objects.filter(pk=places.pk).update(
        past_signups=F("past_signups") + len(came),
        past_persons=F("past_persons") + sum(persons for persons, _attended in came),
        past_attended=F("past_attended") + sum(persons for persons, attended in came if attended),
    )
