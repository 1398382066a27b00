"""Mails to whoever signed up, each with a link of its own. Those before the confirmation hold no text of the sender."""

from django.utils import translation

from cms.mail.links import link_address, make_link, moment_in_words
from forms_app.services.acknowledging import had_enough
from forms_app.services.correspondence import mail_sender

from ..links import SIGNUP
from ..models import Signup
from ..models.slots import Slot
from ..rules import State
from ..words import persons_in_words

# The mail that says which state somebody is in.
MAILS = {
    State.HELD: "signup-held",
    State.ASKED: "signup-asked",
    State.CONFIRMED: "signup-confirmed",
    State.WAITING: "signup-waiting",
    State.OFFERED: "signup-offered",
    State.CANCELLED: "signup-cancelled",
    # Only after an offer: nobody else has been promised anything.
    State.EXPIRED: "signup-passed-on",
}


def tell_state(signup: Signup) -> None:
    """Queue the mail about the state that a sign-up has now, in the language of its form."""
    submission = signup.submission
    if not submission.sender_email:
        # Signed up by the office, on the phone.
        return
    token = make_link(SIGNUP, submission.pk, submission.sender_email)
    with translation.override(submission.language):
        context = {"what": what_in_words(signup), "persons": persons_in_words(signup.persons)}
    if submission.confirmed_at:
        context["name"] = submission.sender_name
    if signup.deadline:
        context["expires"] = moment_in_words(signup.deadline, submission.language)
    link = link_address(SIGNUP, token, submission.language, site=submission.site)
    mail_sender(submission, MAILS[signup.state], form_title=submission.form_title, link=link, **context)


def what_in_words(signup: Signup) -> str:
    """What they signed up for, in the active language: as the form calls it, or as its first language does."""
    places = signup.places
    slot = Slot.objects.filter(page=signup.submission.page_id, key=places.slot_key).first()
    return (slot.in_words if slot else places.in_words) or signup.submission.form_title


def may_mail(email: str) -> bool:
    return bool(email) and not had_enough(email)
