"""Behind the link in the mail to a helper: agree to hours, refuse them, fetch the proof of what was agreed to."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link
from cms.mail.models import AccessLink
from cms.towns.scope import is_visited

from ..links import Purpose
from ..models import HelperHours
from ..workflow.consenting import MovedError, agree, delete_hours
from .pdf_answers import pdf_answer
from .privacy import notice_of

FOLDER = "hours/helper"
NOTICES = ("bestaetigt", "geloescht", "geaendert")


@link_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The link works until it expires, as more may be entered while the first is still to be answered."""
    link = read_link(token, Purpose.CONSENT)
    site = Site.objects.filter(pk=link.object_id).first() if link else None
    if site is None or link.is_expired or not is_visited(site, request):
        return refusal(request, link if site else None)
    if request.method == "POST":
        return _act(request, link, site)
    return _show(request, link, site)


def _act(request: HttpRequest, link: AccessLink, site: Site) -> HttpResponse:
    data = cleaned_data(request.POST)
    found = next((each for each in _shown(link, site) if str(each.key) == data.get("hours")), None)
    if found is None:
        return see_other(f"{request.path}?geaendert=1")
    action = data.get("action")
    if action == "pdf" and found.is_valid:
        return pdf_answer(request, [found], site)
    if action == "refuse" and found.is_waiting:
        delete_hours(found)
        return see_other(f"{request.path}?geloescht=1")
    if action == "agree":
        return _agreed(request, found, data.get("version", ""))
    return see_other(request.path)


def _agreed(request: HttpRequest, hours: HelperHours, version: str) -> HttpResponse:
    try:
        agree(hours, int(version) if version.isdecimal() and len(version) < 9 else 0)
    except MovedError:
        return see_other(f"{request.path}?geaendert=1")
    return see_other(f"{request.path}?bestaetigt=1")


def _show(request: HttpRequest, link: AccessLink, site: Site) -> HttpResponse:
    rows = _shown(link, site)
    context = {
        "waiting": [each for each in rows if each.is_waiting],
        "confirmed": [each for each in rows if each.is_confirmed],
        "privacy": notice_of(site),
        "notice": next((each for each in NOTICES if each in request.GET), ""),
    }
    return render(request, f"{FOLDER}/answer.html", context)


def _shown(link: AccessLink, site: Site) -> list[HelperHours]:
    """What waits, and what was agreed to since this mail. Everything else needs a link that does not last so long."""
    mine = HelperHours.objects.of_helper(link.email, site)
    is_new = Q(state=HelperHours.State.CONFIRMED, consented_at__gte=link.created_at)
    return list(mine.filter(Q(state=HelperHours.State.WAITING) | is_new))
