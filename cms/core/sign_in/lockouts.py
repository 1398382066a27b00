"""How often somebody may try: six times per name and address, for passwords and for codes each (django-axes)."""

from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.users.models import User

from ..client_address import client_address

# Codes are counted beside passwords: a wrong code must not count as a guess of the password.
OF_CODES = " (Code)"
# Whoever has the password and many addresses could go on guessing: so many wrong codes a user may have in all.
MOST_WRONG_CODES = 30


def address_for_axes(request: HttpRequest) -> str | None:
    return client_address(request) or None


def locked_out(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    """What django-axes answers instead. It says the same for known and unknown names."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    page = render(request, "core/sign_in/locked.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    page["Cache-Control"] = "no-store"
    return page


def may_try_code(request: HttpRequest, user: User) -> bool:
    name = user.get_username() + OF_CODES
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        return False
    return _failures(_recent().filter(username=name)) < MOST_WRONG_CODES


def note_wrong_code(request: HttpRequest, user: User) -> None:
    credentials = {"username": user.get_username() + OF_CODES}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def forget_wrong_codes(user: User) -> None:
    AccessAttempt.objects.filter(username=user.get_username() + OF_CODES).delete()


def locked_until(user: User) -> datetime | None:
    """Until when somebody, somewhere, may not try this user's name; None when everybody may."""
    attempts = _recent().filter(username__in=_names(user)).values("username", "ip_address")
    locked = attempts.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time")).filter(
        failures__gte=settings.AXES_FAILURE_LIMIT
    )
    latest = max((each["last"] for each in locked), default=None)
    return latest and latest + settings.AXES_COOLOFF_TIME


def lift(user: User) -> int:
    """Let everybody try again; return how many attempts are forgotten."""
    return AccessAttempt.objects.filter(username__in=_names(user)).delete()[0]


def forget_old_attempts() -> int:
    """They hold names and addresses, and nobody needs them when a lockout has ended."""
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - 4 * settings.AXES_COOLOFF_TIME)
    return old.delete()[0]


def _names(user: User) -> list[str]:
    return [user.get_username(), user.get_username() + OF_CODES]


def _recent():
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME)


def _failures(attempts) -> int:
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
