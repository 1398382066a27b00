"""The organiser writes to everybody who comes: one mail each, so that nobody sees another's address."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.mail.links import link_address, make_link
from cms.mail.queueing import queue

from ..links import SIGNUP
from ..models import Places, Signup, SignupMessage
from ..rules import INFORMED, State

KIND = "signup-message"
# So that a slip of the hand does not become a flood.
MOST_MESSAGES, WITHIN = 5, timedelta(days=1)
MOST_LETTERS = 3000
COMING, ALL = "coming", "all"
SCOPES = {COMING: {State.CONFIRMED}, ALL: INFORMED}


class TooManyMessagesError(Exception):
    """All were written to so often within a day."""


def receivers(places: Places, scope: str) -> list[Signup]:
    """Return one sign-up per address, first come first; whoever was signed up by the office has none."""
    found = places.signups.filter(state__in=SCOPES[scope]).exclude(submission__sender_email="")
    by_address = {}
    for signup in found.select_related("submission__site").order_by("pk"):
        by_address.setdefault(signup.submission.sender_email.casefold(), signup)
    return list(by_address.values())


@transaction.atomic
def write_to_all(places: Places, text: str, *, scope: str, key: UUID, by) -> int:
    """Queue the text for each receiver; return to how many. The same `key` sends once.

    Raises TooManyMessagesError.
    """
    places = Places.objects.locked().select_related("page").get(pk=places.pk)
    known = SignupMessage.objects.filter(key=key).first()
    if known:
        return known.receivers
    lately = places.messages.filter(sent_at__gt=timezone.now() - WITHIN)
    if lately.count() >= MOST_MESSAGES:
        raise TooManyMessagesError
    to = receivers(places, scope)
    for signup in to:
        _write(signup, places, text)
    SignupMessage.objects.create(places=places, key=key, receivers=len(to), sent_by=by)
    log(instance=places.page, action="signups.write", user=by, data={"count": len(to)})
    return len(to)


def message_context(places: Places, text: str, form_title: str) -> dict:
    """The placeholders of the mail, in the active language, without the name and the link of the receiver."""
    return {"form_title": form_title, "what": places.in_words or form_title, "message": text}


def reply_address(places: Places) -> str:
    """Where answers go: to the office of the form, else (empty) to that of the town."""
    addresses = places.page.addresses if places.page else []
    return addresses[0] if addresses else ""


def _write(signup: Signup, places: Places, text: str) -> None:
    submission = signup.submission
    token = make_link(SIGNUP, submission.pk, submission.sender_email)
    language = submission.language or settings.LANGUAGE_CODE
    with translation.override(language):
        context = message_context(places, text, submission.form_title)
    queue(
        KIND,
        to=submission.sender_email,
        site=submission.site,
        context=context
        | {
            "reference": submission.reference,
            "name": submission.sender_name,
            "link": link_address(SIGNUP, token, language, site=submission.site),
        },
        language=language,
        reply_to=reply_address(places),
        reference=submission.reference,
    )
