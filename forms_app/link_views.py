"""The pages behind the links of mails.

GET and HEAD change nothing: mail scanners open every link. What the link is for happens with the button. No
cookie is set and none is asked for: whoever has the link has all that an attacker could forge.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .links import Purpose, read_link
from .models import AccessLink, Submission
from .services import confirm_registration, send_copy

NOT_VALID = "forms_app/links/not_valid.html"


def link_page(view: Callable) -> Callable:
    """What all of them share: nothing is kept, indexed or told to another site."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        # The address of the page is the permission.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@link_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    link = read_link(token, Purpose.CONFIRM_REGISTRATION)
    return _act(request, link, confirm_registration, "forms_app/links/confirm.html")


@link_page
def copy(request: HttpRequest, token: str) -> HttpResponse:
    return _act(request, read_link(token, Purpose.SEND_COPY), send_copy, "forms_app/links/copy.html")


def refusal(request: HttpRequest, link: AccessLink | None) -> HttpResponse:
    """404 for what was never a link for this, 410 for one whose time has passed."""
    is_late = link is not None
    return render(request, NOT_VALID, {"is_late": is_late}, status=410 if is_late else 404)


def _act(request: HttpRequest, link: AccessLink | None, act: Callable, template: str) -> HttpResponse:
    """Show what the button would do; with the button do it. A used link says so and does nothing more."""
    if link is None or (link.is_expired and not link.is_used):
        return refusal(request, link)
    if request.method == "POST":
        return _done(request) if act(link) else refusal(request, link)
    submission = Submission.objects.filter(pk=link.object_id).only("reference", "form_title").first()
    if submission is None:
        return refusal(request, link)
    return render(request, template, {"is_done": link.is_used, "reference": submission.reference})


def _done(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(request.path)
    response.status_code = 303
    return response
