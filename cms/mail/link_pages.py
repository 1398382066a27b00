"""What all pages behind links in mails share.

GET and HEAD change nothing, because mail scanners open every link; only the button (POST) acts. No cookie is needed:
the link alone is the permission, so there is nothing for another site to forge.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .models import AccessLink

NOT_VALID = "mail/link_not_valid.html"


def link_page(view: Callable) -> Callable:
    """Decorate the view of such a page: it is not cached, not indexed, and leaks no referrer."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        # The page's address is the permission.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def refusal(request: HttpRequest, link: AccessLink | None) -> HttpResponse:
    """404 for an unknown link, 410 for an expired one."""
    is_late = link is not None
    return render(request, NOT_VALID, {"is_late": is_late}, status=410 if is_late else 404)


def see_other(address: str) -> HttpResponse:
    """Redirect after a POST (RFC 9110, 303), so that reloading does not send it again."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
