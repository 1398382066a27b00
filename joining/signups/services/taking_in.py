"""A form is sent: who gets a place held, who is noted for the waiting list, who is told that there is none."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from forms_app.models import Submission

from ..models import Places, Signup, Slot
from ..rules import State, deadline
from .mailing import may_mail, tell_state
from .telling import tell

# Otherwise one person could hold all places for a day.
MOST_UNCONFIRMED = 3
SLOT, PERSONS = "slot", "persons"
NO_LONGER_OFFERED = _("This time is no longer offered. Please choose another one.")


def take_in(submission: Submission) -> Signup:
    """Hold places for a new submission, or note it for the waiting list, and queue the mail that asks to confirm.

    Call it in the transaction that stores the submission. Raises ValidationError, with words for the sender, if
    nothing can be had.
    """
    email = submission.sender_email
    if not may_mail(email) or Signup.objects.unconfirmed_of(email).count() >= MOST_UNCONFIRMED:
        raise ValidationError(
            _now(
                "Several sign-ups with this e-mail address still wait to be confirmed. Please open the links in our"
                " e-mails first."
            )
        )
    places = _places_chosen(submission)
    now = timezone.now()
    signup = Signup(submission=submission, places=places, persons=_persons(submission))
    signup.state = _first_state(places, signup.persons)
    signup.deadline = deadline(now, places.last_moment)
    signup.save(force_insert=True)
    tell_state(signup)
    tell(places)
    return signup


@transaction.atomic
def mail_again(submission: Submission) -> None:
    signup = Signup.objects.select_related("submission", "places").filter(submission=submission).first()
    if signup and signup.state in (State.HELD, State.ASKED) and may_mail(submission.sender_email):
        tell_state(signup)


def _places_chosen(submission: Submission) -> Places:
    chosen = next((each.get("choice") for each in submission.answers if each["name"] == SLOT), None)
    slot = Slot.objects.select_related("page").filter(pk=chosen).first()
    places = slot and Places.objects.of(slot).locked().first()
    if places is None:
        raise ValidationError(NO_LONGER_OFFERED)
    return places


def _persons(submission: Submission) -> int:
    return int(submission.answer(PERSONS) or 1)


def _first_state(places: Places, persons: int) -> str:
    match places.availability():
        case Places.Availability.CLOSED:
            raise ValidationError(_now("Signing up has ended."))
        case Places.Availability.NOT_YET:
            raise ValidationError(_now("Signing up has not begun yet."))
    if places.capacity is not None and persons > places.capacity:
        raise ValidationError(_now("There are not so many places at all."))
    if places.fits(persons):
        return State.HELD
    if places.has_waiting_list:
        return State.ASKED
    raise ValidationError(_no_place(places))


def _no_place(places: Places) -> str:
    free = places.free()
    if free:
        return _now("There are not so many places left: only %(count)s.") % {"count": free}
    if places.persons_in(State.CONFIRMED) >= places.capacity:
        return _now("It is fully booked.")
    return _now(
        "At the moment all places are taken or reserved. What is not confirmed becomes free again within a day:"
        " please look again later."
    )
