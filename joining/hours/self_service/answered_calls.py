"""Helpers whom the club knows from messages that it answered with "We get in touch"."""

from cms.mail.models import AccessLink
from directory.models import OrganisationPage
from directory.staff.entry_state import leading_version
from directory.workflow.links import Session
from joining.enquiries.links import Purpose
from joining.enquiries.models import Enquiry
from joining.enquiries.recipients import address_of_club, public_record_of

from ..models import HelperHours

MOST_SHOWN = 20
LONGEST_ACTIVITY = HelperHours._meta.get_field("activity").max_length


def may_confirm_hours(enquiry: Enquiry, email: str) -> bool:
    """Whether the club is in the directory, and this is still its maintainer's address: links last for months."""
    if enquiry.state != Enquiry.State.WILL_ANSWER or public_record_of(enquiry.organisation) is None:
        return False
    return address_of_club(enquiry.organisation).casefold() == email.casefold()


def club_of(enquiry: Enquiry) -> OrganisationPage:
    """The entry in its first language, so that a club has one list of hours."""
    return leading_version(enquiry.organisation)


def known_facts(enquiry: Enquiry) -> dict[str, str]:
    """What the form says before anybody types."""
    submission = enquiry.submission
    return {
        "name": submission.sender_name,
        "email": submission.sender_email,
        "activity": enquiry.opening_title[:LONGEST_ACTIVITY],
        "language": submission.language,
    }


def hours_with_club(enquiry: Enquiry) -> int:
    """How many of this person's hours the club has entered."""
    submission = enquiry.submission
    mine = HelperHours.objects.of_helper(submission.sender_email, submission.site)
    return mine.filter(organisation=club_of(enquiry)).exclude(state=HelperHours.State.WITHDRAWN).count()


def answered_calls(session: Session) -> list[Enquiry]:
    """Those mailed to this address, newest first: the next maintainer does not learn who wrote to the one before."""
    if not session.email:
        return []
    mailed = AccessLink.objects.filter(purpose=Purpose.ANSWER, email__iexact=session.email)
    found = Enquiry.objects.filter(
        organisation__translation_key=session.page.translation_key,
        state=Enquiry.State.WILL_ANSWER,
        pk__in=mailed.values("object_id"),
    )
    return list(found.select_related("submission").order_by("-answered_at")[:MOST_SHOWN])


def answered_call(session: Session, number: str) -> Enquiry | None:
    return next((each for each in answered_calls(session) if str(each.pk) == number), None)
