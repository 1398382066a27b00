from forms_app.models import Submission

from ..models import Enquiry


def locked(pk: int | None) -> Enquiry | None:
    """Return the message with its submission locked, which comes first wherever one is deleted."""
    submission = Submission.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    enquiries = Enquiry.objects.select_related("submission__site", "organisation")
    return submission and enquiries.filter(pk=submission.pk).first()
