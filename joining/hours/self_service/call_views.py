"""From the page on which a club answers a message to the hours of its sender."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link
from cms.mail.models import AccessLink
from joining.enquiries.behind_links import enquiry_behind
from joining.enquiries.links import Purpose
from joining.enquiries.models import Enquiry

from ..models import HelperHours
from .answered_calls import club_of, hours_with_club, known_facts, may_confirm_hours
from .hours_form import HoursForm
from .offering import try_to_offer


@link_page
def from_call(request: HttpRequest, token: str) -> HttpResponse:
    """The form, filled with what the club knows from the message."""
    link = read_link(token, Purpose.ANSWER)
    enquiry = enquiry_behind(link, request)
    if enquiry is None or link.is_expired:
        return refusal(request, link)
    way_back = reverse("answer_enquiry", args=[token])
    if not may_confirm_hours(enquiry, link.email):
        return see_other(way_back)
    data = cleaned_data(request.POST) if request.method == "POST" else None
    form, club = HoursForm(data, initial=known_facts(enquiry)), club_of(enquiry)
    status = try_to_offer(request, form, club, source=HelperHours.Source.CALL, by=link.email)
    if status is None:
        return see_other(way_back)
    context = {"form": form, "hours": None, "list_url": way_back, "name": club.title}
    return render(request, "hours/self_service/form.html", context, status=status)


def way_to_hours(enquiry: Enquiry, link: AccessLink, token: str) -> dict | None:
    """For the section on the club's page."""
    if not may_confirm_hours(enquiry, link.email):
        return None
    name = enquiry.submission.sender_name
    return {"name": name, "count": hours_with_club(enquiry), "url": reverse("hours_from_call", args=[token])}
