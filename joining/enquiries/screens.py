"""What the forms' own screens say of a message to a club."""

from django.utils.translation import gettext as _

from cms.common import phones
from directory.models import OrganisationPage
from directory.workflow.letter_addresses import address_of as letter_address_of
from forms_app.models import Submission

from .models import Enquiry, EnquiryPage
from .recipients import keeping_of, public_record_of

HANDLED_BY_OFFICE = (Enquiry.State.AT_OFFICE, Enquiry.State.OVERDUE)


def thanks_of(page: EnquiryPage, _submission) -> tuple[str, str]:
    return (
        _("One more step: confirm your address"),
        _(
            "We have sent you an e-mail. Please open the link in it within 72 hours: only then does your message"
            " go to the club."
        ),
    )


def while_waiting(submission: Submission) -> dict | None:
    """The club's number, for whom the e-mail is too slow. What was filed as spam looks the same."""
    record = public_record_of(submission.organisation)
    phone = record.document["phone"] if record else ""
    if not phone:
        return None
    words = {"name": record.title, "phone": phone, "phone_text": phones.for_reading(phone)}
    return {"template": "enquiries/parts/phone.html"} | words


def panel_of(submission: Submission) -> dict | None:
    """What staff see of it in the inbox: whom it went to and what became of it."""
    enquiry = Enquiry.objects.filter(pk=submission.pk).select_related("organisation").first()
    if enquiry is None:
        return None
    contact = contact_of(enquiry.organisation) if enquiry.state in HANDLED_BY_OFFICE else None
    return {"template": "enquiries/admin/panel.html", "enquiry": enquiry, "contact": contact}


def contact_of(page: OrganisationPage | None) -> dict | None:
    """How the office reaches the club without e-mail; also by a number that nobody else sees."""
    if page is None:
        return None
    letter = letter_address_of(page, keeping_of(page))
    return {"phone": page.phone, "phone_text": phones.for_reading(page.phone), "letter": letter}
