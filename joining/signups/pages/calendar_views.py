"""The date as a calendar file, behind the link in our mails."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from cms.mail.link_pages import link_page, refusal
from cms.mail.links import read_link
from cms.pages.visibility import public_url
from cms.towns.scope import is_visited

from ..calendar_file import calendar_file
from ..links import SIGNUP
from ..models import Signup


@link_page
def signup_calendar(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, SIGNUP)
    signups = Signup.objects.select_related("submission__site", "submission__page", "places")
    signup = link and not link.is_expired and signups.filter(submission=link.object_id).first()
    if not signup or not is_visited(signup.submission.site, request):
        return refusal(request, link)
    places, submission = signup.places, signup.submission
    if places.occurrence is None:
        raise Http404
    url = public_url(submission.page.specific) if submission.page else ""
    with translation.override(submission.language):
        content = calendar_file(places, title=submission.form_title, url=request.build_absolute_uri(url))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return response
