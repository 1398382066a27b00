"""A session that ends while somebody writes: what was sent comes back, to be sent again after signing in elsewhere.

Wagtail would redirect to the login page, and the browser would drop what it had sent.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _now
from django.views import csrf

from cms.common.own_origin import is_sent_by_another_site

ADMIN = "/admin/"
# Who is not signed in anyway writes nothing here.
DOORS = (settings.LOGIN_URL, "/admin/logout/", "/admin/password_reset/")


class KeptWordsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_sent_away = response.status_code == 302 and response["Location"].startswith(settings.LOGIN_URL)
        if is_sent_away and _is_writing(request) and not request.user.is_authenticated:
            return _give_back(request)
        return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Signing in again makes a new token, so a form that was opened before it has an old one."""
    if _is_writing(request):
        return _give_back(request)
    return csrf.csrf_failure(request, reason)


def _is_writing(request: HttpRequest) -> bool:
    """Only what our own pages verifiably sent, or another website could put its words before a tired eye."""
    is_told = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    is_ours = request.path.startswith(ADMIN) and not request.path.startswith(DOORS)
    return request.method == "POST" and is_ours and is_told and not is_sent_by_another_site(request)


def _give_back(request: HttpRequest) -> HttpResponse:
    if not request.accepts("text/html"):
        return _answer_autosave()
    words = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    context = {"words": words, "has_files": bool(request.FILES), "is_signed_in": _is_signed_in(request)}
    response = render(request, "accounts/sign_in/kept_words.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _is_signed_in(request: HttpRequest) -> bool:
    """The check of the token comes before the one of the session."""
    return hasattr(request, "user") and request.user.is_authenticated


def _answer_autosave() -> JsonResponse:
    message = _now(
        "You are signed out. What you wrote still stands here: sign in in another window, then go on writing."
    )
    # Of the codes that Wagtail's editor knows, the one after which it shows our words and tries again.
    answer = {"success": False, "error_code": "locked", "error_message": message}
    return JsonResponse(answer, status=403)
