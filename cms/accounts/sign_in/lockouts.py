"""Limits on attempts, for passwords and codes separately (django-axes).

Six per name and address, 20 per address whatever the name, 30 wrong codes per name. Browsers that are known for a name
have only the six of their own.
"""

import re
from datetime import datetime, timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.common.client_address import client_address, count_recent
from cms.users.models import User

from . import notices
from .devices import known_device

# Codes are counted apart from passwords: a wrong code is not a guess at the password.
OF_CODES = " (Code)"
OF_DEVICE = " (Device "
IS_CODE = "is_code"
# Many names from one address. An office of 30 people mistypes less, and their own browsers are known.
MOST_PER_ADDRESS = 20
# Limit per user across all addresses, against an attacker who has the password and a botnet.
MOST_WRONG_CODES = 30
# Right ones, too: each costs a hash.
MOST_SIGN_INS, PER = 30, timedelta(minutes=1)


def address_for_axes(request: HttpRequest) -> str | None:
    return client_address(request) or None


def name_for_axes(request: HttpRequest, credentials: dict | None = None) -> str | None:
    """The name that was tried; codes, and a known browser, count as names of their own."""
    typed = (credentials or request.POST).get("username")
    if typed is None:
        return None
    device = known_device(request, typed)
    return _counted_name(credentials or {}, typed) + (f"{OF_DEVICE}{device})" if device else "")


def _counted_name(credentials: dict, typed: str) -> str:
    # No name of a user has a space, so nobody can type one that counts as somebody's codes or device.
    name = re.sub(r"\s", "_", typed)
    return name + OF_CODES if credentials.get(IS_CODE) else name


class AttemptsHandler(AxesDatabaseHandler):
    def get_failures(self, request, credentials=None) -> int:
        name = name_for_axes(request, credentials) or ""
        if OF_DEVICE in name:
            return _failures(_recent().filter(username=name))
        failures = super().get_failures(request, credentials)
        if not request.axes_ip_address:
            return failures
        here = _recent().filter(ip_address=request.axes_ip_address).exclude(username__contains=OF_DEVICE)
        is_too_much = _failures(here) >= MOST_PER_ADDRESS
        return max(failures, settings.AXES_FAILURE_LIMIT) if is_too_much else failures

    def user_login_failed(self, sender, credentials, request=None, **kwargs) -> None:
        was_locked = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **kwargs)
        username = credentials.get("username") or ""
        tries = _recent().filter(_is_for(_counted_name(credentials, username)))
        if not was_locked and _failures(tries) >= settings.AXES_FAILURE_LIMIT:
            has_password = credentials.get(IS_CODE, False)
            notices.tell_of_wrong_tries.later(username=username, has_password=has_password)


def locked_out(request: HttpRequest, response=None, credentials=None, *, wait=None) -> HttpResponse:
    """The response of django-axes. It is the same for known and unknown names."""
    wait = wait or settings.AXES_COOLOFF_TIME
    minutes = int(wait.total_seconds() // 60)
    return _refusal(request, "locked", 429, wait, {"minutes": minutes})


def busy(request: HttpRequest) -> HttpResponse:
    return _refusal(request, "busy", 503, timedelta(seconds=5), {})


def signs_in_too_often(request: HttpRequest) -> bool:
    """Count this request."""
    device = known_device(request, request.POST.get("username", ""))
    return count_recent(request, "sign-in", PER, sender=device) > MOST_SIGN_INS


def may_try_code(request: HttpRequest, user: User, *, is_on_paper: bool) -> bool:
    if not AxesProxyHandler.is_allowed(request, _code_of(user)):
        return False
    # Nobody guesses twelve digits. So somebody with the password cannot keep out the owner, who has the paper.
    if is_on_paper or known_device(request, user.get_username()):
        return True
    return _failures(_recent().filter(username=user.get_username() + OF_CODES)) < MOST_WRONG_CODES


def note_wrong_code(request: HttpRequest, user: User) -> None:
    user_login_failed.send(sender=__name__, credentials=_code_of(user), request=request)


def forget_wrong_codes(user: User) -> None:
    AccessAttempt.objects.filter(_is_for(user.get_username() + OF_CODES)).delete()


def locked_until(user: User) -> datetime | None:
    """Until when this name is locked for at least one address; None if it is not."""
    attempts = _recent().filter(_is_of(user)).values("username", "ip_address")
    locked = attempts.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time")).filter(
        failures__gte=settings.AXES_FAILURE_LIMIT
    )
    latest = max((each["last"] for each in locked), default=None)
    return latest and latest + settings.AXES_COOLOFF_TIME


def lift(user: User) -> int:
    """Return how many attempts were forgotten."""
    return AccessAttempt.objects.filter(_is_of(user)).delete()[0]


def _refusal(request: HttpRequest, name: str, status: int, wait: timedelta, context: dict) -> HttpResponse:
    page = render(request, f"accounts/sign_in/{name}.html", context, status=status)
    page["Retry-After"] = str(int(wait.total_seconds()))
    page["Cache-Control"] = "no-store"
    return page


def _code_of(user: User) -> dict:
    return {"username": user.get_username(), IS_CODE: True}


def _is_for(name: str) -> Q:
    """From any browser."""
    return Q(username=name) | Q(username__startswith=name + OF_DEVICE)


def _is_of(user: User) -> Q:
    name = user.get_username()
    return _is_for(name) | _is_for(name + OF_CODES)


def _recent() -> QuerySet[AccessAttempt]:
    return AccessAttempt.objects.filter(attempt_time__gte=timezone.now() - settings.AXES_COOLOFF_TIME)


def _failures(attempts) -> int:
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
