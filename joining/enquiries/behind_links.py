"""The message that a link in a mail is about."""

from django.http import HttpRequest

from cms.mail.models import AccessLink
from cms.towns.scope import is_visited

from .models import Enquiry


def enquiry_behind(link: AccessLink | None, request: HttpRequest) -> Enquiry | None:
    """None if it is gone, or belongs to another town than the one visited."""
    if link is None:
        return None
    enquiries = Enquiry.objects.select_related("submission__site", "organisation")
    enquiry = enquiries.filter(pk=link.object_id).first()
    return enquiry if enquiry and is_visited(enquiry.submission.site, request) else None
