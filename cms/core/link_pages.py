"""What all pages behind the links of mails share.

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

from .models import AccessLink

NOT_VALID = "core/link_not_valid.html"


def link_page(view: Callable) -> Callable:
    """Decorate the view of such a page: nothing of it is kept, indexed or told to another site."""

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


def refusal(request: HttpRequest, link: AccessLink | None) -> HttpResponse:
    """404 for what was never a link for this, 410 for one whose time has passed."""
    is_late = link is not None
    return render(request, NOT_VALID, {"is_late": is_late}, status=410 if is_late else 404)


def see_other(address: str) -> HttpResponse:
    """Redirect after a POST (RFC 9110, 303), so that reloading sends nothing again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
