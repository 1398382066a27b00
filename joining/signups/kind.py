"""A sign-up as the forms know it."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cms.mail.links import moment_in_words
from forms_app.models import Submission
from forms_app.models.kinds import SubmissionKind

from .form import SignupForm, form_options, slots_of
from .links import SIGNUP
from .models import Signup, SignupPage, Slot
from .models.pages import KIND
from .rules import UNCONFIRMED, State
from .services.mailing import what_in_words
from .services.moving import before_forgetting, drop
from .services.taking_in import mail_again, take_in
from .words import persons_in_words


def thanks(page: SignupPage, submission: Submission | None) -> tuple[str, str]:
    """Say what is reserved and until when, and nothing that a filter for spam may have prevented."""
    signup = submission and Signup.objects.filter(submission=submission, state__in=UNCONFIRMED).first()
    title = _now("One more step: open the link in our e-mail")
    if not signup:
        return title, _now("Only when you open the link in it and press the button there are you signed up.")
    signup.submission = submission
    facts = {
        "what": what_in_words(signup),
        "persons": persons_in_words(signup.persons),
        "until": moment_in_words(signup.deadline, submission.language),
    }
    if signup.state == State.HELD:
        words = _now(
            "%(what)s: we hold the place for %(persons)s until %(until)s. Please open the link in our e-mail by"
            " then: only then are you signed up. After that the place goes to somebody else."
        )
    else:
        words = _now(
            "%(what)s: at the moment all places are taken or reserved. Please open the link in our e-mail by"
            " %(until)s: only then are you on the waiting list (%(persons)s)."
        )
    return title, words % facts


def deletion(page: SignupPage) -> str:
    kept = ngettext(
        "We delete it %(days)s day after the date.",
        "We delete it %(days)s days after the date.",
        page.retention_days,
    ) % {"days": page.retention_days}
    unconfirmed = _now(
        "Whoever does not confirm is deleted after 72 hours. If you cancel, the same number of days counts from then."
        " Only the number of persons who came is kept."
    )
    return f"{kept} {unconfirmed}"


def slots(page: SignupPage, is_exact: bool) -> list[dict]:
    return [_slot(slot, is_exact) for slot in slots_of(page) if slot.places]


def _slot(slot: Slot, is_exact: bool) -> dict:
    places = slot.places
    return {
        "key": str(slot.key),
        "title": slot.in_words,
        "starts_at": places.starts_at,
        "ends_at": places.ends_at,
        "state": places.availability(),
        "opens_at": places.opens_at,
        "closes_at": places.last_moment,
        "places": places.capacity,
        "places_left": places.free() if is_exact else None,
    }


def _take_in(submission: Submission) -> None:
    take_in(submission)


def _filed_as_spam(submission: Submission) -> None:
    drop(submission.pk)


SIGNUP_KIND = SubmissionKind(
    key=KIND,
    label=_("Sign-up"),
    form_class=SignupForm,
    form_options=form_options,
    taken_in=_take_in,
    thanks=thanks,
    mail_again=mail_again,
    before_forgetting=before_forgetting,
    filed_as_spam=_filed_as_spam,
    deletion=deletion,
    slots=slots,
    link_purposes=(SIGNUP,),
)
