"""The page behind the link in our mails: opening it changes nothing, its buttons do (see `cms.mail.link_pages`)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.common.text_cleaning import cleaned_data
from cms.mail.link_pages import link_page, refusal, see_other
from cms.mail.links import read_link
from cms.pages.visibility import public_url
from cms.towns.scope import is_visited

from ..links import SIGNUP
from ..models import Signup
from ..rules import HAS_DEADLINE, Event, State, after
from ..services.mailing import what_in_words
from ..services.moving import NoSuchPlacesError, cancel, change_persons, confirm

TOO_MANY = "zu-viele"


@link_page
def signup_link(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, SIGNUP)
    signup = link and not link.is_expired and _signup(link.object_id)
    if not signup or not is_visited(signup.submission.site, request):
        return refusal(request, link)
    if request.method == "POST":
        return _act(request, signup)
    return render(request, "signups/link.html", _context(request, signup))


def _signup(submission_id: int) -> Signup | None:
    signups = Signup.objects.select_related("submission__site", "submission__page", "places")
    return signups.filter(submission=submission_id).first()


def _act(request: HttpRequest, signup: Signup) -> HttpResponse:
    sent, key = cleaned_data(request.POST), signup.submission_id
    match sent.get("action"):
        case "confirm":
            confirm(key)
        case "cancel":
            cancel(key)
        case "change" if sent.get("persons") in map(str, persons_to_choose(signup)):
            try:
                change_persons(key, int(sent["persons"]))
            except NoSuchPlacesError:
                return see_other(f"{request.path}?{TOO_MANY}=1")
    return see_other(request.path)


def persons_to_choose(signup: Signup) -> range:
    """How many may come: as many as the form allows by now, and at least as many as are signed up."""
    page = signup.places.page
    return range(1, max(page.most_persons if page else 1, signup.persons) + 1)


def _context(request: HttpRequest, signup: Signup) -> dict:
    places = signup.places
    is_late = signup.state in HAS_DEADLINE and signup.has_run_out
    form = signup.submission.page
    return {
        "signup": signup,
        "state": State.EXPIRED if is_late else signup.state,
        "what": what_in_words(signup),
        "form_url": public_url(form.specific) if form else "",
        "can_confirm": not is_late and after(signup.state, Event.CONFIRM) is not None,
        "can_cancel": not is_late and after(signup.state, Event.CANCEL) is not None and not places.is_over,
        "persons_to_choose": persons_to_choose(signup) if not places.is_over else (),
        "has_too_many": TOO_MANY in request.GET,
    }
