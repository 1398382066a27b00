"""Browsers in which somebody has signed in before, recognised by a cookie for each name.

Wrong tries of such a browser are counted for it alone, so strangers who try a name, even from the same address or
with the right password, cannot keep its owner out.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

AGE = timedelta(days=180)
SALT = "cms.accounts.device"


def known_device(request: HttpRequest, username: str) -> str:
    """Return the mark of the browser in which this user has signed in before, or ""."""
    return request.get_signed_cookie(_cookie(username), "", salt=SALT, max_age=AGE)


def remember(response: HttpResponse, username: str) -> None:
    response.set_signed_cookie(
        _cookie(username),
        get_random_string(12),
        salt=SALT,
        max_age=AGE,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(username: str) -> str:
    return f"device_{salted_hmac(SALT, username).hexdigest()[:12]}"
