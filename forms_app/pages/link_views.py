"""The pages behind links in our mails (see `cms.mail.link_pages`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link
from cms.mail.models import AccessLink
from cms.towns.scope import is_visited

from ..links import Purpose
from ..models import Submission
from ..services.acknowledging import confirm_registration, send_copy


@link_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.CONFIRM_REGISTRATION)
    return _act(request, link, confirm_registration, "forms_app/links/confirm.html")


@link_page
def copy(request: HttpRequest, token: str) -> HttpResponse:
    return _act(request, read_link(token, Purpose.SEND_COPY), send_copy, "forms_app/links/copy.html")


def _act(request: HttpRequest, link: AccessLink | None, act: Callable, template: str) -> HttpResponse:
    """Show what the button would do; on POST do it. A used link says so and does nothing."""
    if link is None or (link.is_expired and not link.is_used):
        return refusal(request, link)
    submission = Submission.objects.filter(pk=link.object_id).select_related("site").first()
    if submission is None or not is_visited(submission.site, request):
        return refusal(request, link)
    if request.method == "POST":
        return see_other(request.path) if act(link) else refusal(request, link)
    return render(request, template, {"is_done": link.is_used, "reference": submission.reference})
