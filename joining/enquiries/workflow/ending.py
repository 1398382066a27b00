"""What ends a message, with an honest word to its sender."""

from django.utils import timezone
from wagtail.log_actions import log

from forms_app.models import Submission
from forms_app.services.correspondence import mail_sender

from ..models import Enquiry
from ..other_calls import other_calls


def end_as_gone(enquiry: Enquiry) -> None:
    """The entry was withdrawn, hidden or deleted. Call it with the message locked."""
    enquiry.state = Enquiry.State.GONE
    enquiry.save(update_fields=["state"])
    close_case(enquiry.submission)
    log(instance=enquiry.submission, action="enquiries.gone")
    tell_sender(enquiry, "enquiry-gone")


def close_case(submission: Submission) -> None:
    """Retention counts from here."""
    submission.status = Submission.Status.DONE
    submission.closed_at = submission.closed_at or timezone.now()
    submission.save(update_fields=["status", "closed_at"])


def tell_sender(enquiry: Enquiry, kind: str, /, *, with_calls: bool = True, **context: str) -> None:
    """Queue a mail to the confirmed address, with other calls that may suit."""
    context |= {"entry_name": enquiry.organisation_name, "name": enquiry.submission.sender_name}
    if with_calls:
        context["calls"] = other_calls(enquiry)
    mail_sender(enquiry.submission, kind, **context)
