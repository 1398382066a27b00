"""The second factor of a user: an authenticator app, and codes on paper for the day on which it is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    validate_totp_code,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from wagtail.log_actions import log

from cms.users.models import User

from ..mail import queue
from ..towns import town_of_person

Type = Authenticator.Type
# The session in which a user has shown it holds the user's key here.
PROOF = "second_factor_of"


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Type.TOTP).exists()


def fits(secret: str, code: str) -> bool:
    """Whether an app that was given the secret shows this code now."""
    return validate_totp_code(secret, plain(code))


@transaction.atomic
def set_up(user: User, secret: str) -> list[str]:
    """Give the user this app and new codes for paper; what was before is void. Return the codes."""
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    return RecoveryCodes.activate(user).get_unused_codes()


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    return RecoveryCodes.activate(user).get_unused_codes()


def number_of_codes(user: User) -> int:
    codes = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(codes).get_unused_codes()) if codes else 0


@transaction.atomic
def accept(user: User, code: str) -> bool:
    """Use up a code, if it is one: each counts once, whichever process is asked, and with or without a cache."""
    for authenticator in Authenticator.objects.select_for_update().filter(user=user):
        use = _use_app if authenticator.type == Type.TOTP else _use_paper
        if use(authenticator, plain(code)):
            authenticator.record_usage()
            return True
    return False


def plain(code: str) -> str:
    """People type codes as apps and paper show them, in groups."""
    return "".join(sign for sign in code if sign.isdecimal())


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """Take the second factor away and end all sessions; the next sign-in sets up a new one. The user is told."""
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    log(user, "users.reset_second_factor", user=by)
    if user.email:
        site = town_of_person(user)
        queue("second-factor-reset", to=user.email, site=site, context={"username": user.get_username()})


def _use_app(authenticator: Authenticator, code: str) -> bool:
    secret = decrypt(authenticator.data["secret"])
    used = authenticator.data.get("used_until", 0)
    for counter in yield_hotp_counters_from_time():
        if counter > used and constant_time_compare(code, format_hotp_value(hotp_value(secret, counter))):
            authenticator.data["used_until"] = counter
            authenticator.save(update_fields=["data"])
            return True
    return False


def _use_paper(authenticator: Authenticator, code: str) -> bool:
    return RecoveryCodes(authenticator).validate_code(code)
