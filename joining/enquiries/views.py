"""The pages behind the links in mails about messages to clubs (see `cms.mail.link_pages`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link

from .answer_sections import answer_sections
from .behind_links import enquiry_behind
from .links import Purpose
from .models import Enquiry
from .words import message_in_words
from .workflow.answering import answer_enquiry, close_call, open_call_of, report_abuse
from .workflow.confirming import confirm_enquiry

ACTIONS = {
    **{str(answer): lambda pk, answer=answer: answer_enquiry(pk, answer) for answer in Enquiry.ANSWERS},
    "report": report_abuse,
    "close": close_call,
}


@link_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.CONFIRM)
    enquiry = enquiry_behind(link, request)
    if enquiry is None or (link.is_expired and not link.is_used):
        return refusal(request, link)
    if request.method == "POST":
        return see_other(request.path) if confirm_enquiry(link) else refusal(request, link)
    context = {"is_done": link.is_used, "reference": enquiry.submission.reference, "enquiry": enquiry}
    return render(request, "enquiries/links/confirm.html", context)


@link_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The club's page: the message and its buttons. The link works until it expires, also after an answer."""
    link = read_link(token, Purpose.ANSWER)
    enquiry = enquiry_behind(link, request)
    if enquiry is None or link.is_expired:
        return refusal(request, link)
    if request.method == "POST" and (act := ACTIONS.get(request.POST.get("action"))):
        return see_other(request.path) if act(enquiry.pk) else refusal(request, link)
    context = {
        "enquiry": enquiry,
        "submission": enquiry.submission,
        "answers": message_in_words(enquiry.submission),
        "open_call": open_call_of(enquiry),
        "sections": answer_sections(enquiry, link, token),
    }
    return render(request, "enquiries/links/answer.html", context)
