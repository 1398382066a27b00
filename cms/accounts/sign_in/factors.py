"""A user's second factor: an authenticator app, and recovery codes on paper in case the app is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from wagtail.log_actions import log

from cms.adapters.allauth import (
    TOTP,
    RecoveryCodes,
    format_hotp_value,
    hotp_value,
    validate_totp_code,
    yield_hotp_counters_from_time,
)
from cms.users.models import User

from .notices import NEW_CODES, NEW_FACTOR, tell, tell_of_change

Type = Authenticator.Type
# Session key; holds the id of the user who proved the second factor in this session.
PROOF = "second_factor_of"


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Type.TOTP).exists()


def fits(secret: str, code: str) -> bool:
    """Whether an app with this secret shows this code now."""
    return validate_totp_code(secret, plain(code))


@transaction.atomic
def set_up(user: User, secret: str) -> list[str]:
    """Replace any earlier app and recovery codes, and end all sessions. Return the new recovery codes."""
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    User.objects.filter(pk=user.pk).update(
        session_generation=F("session_generation") + 1, needs_mailed_link=False
    )
    # The session in which it happens goes on with the new number.
    user.refresh_from_db(fields=["session_generation", "needs_mailed_link"])
    tell_of_change(user, NEW_FACTOR)
    return RecoveryCodes.activate(user).get_unused_codes()


@transaction.atomic
def renew_codes(user: User) -> list[str]:
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    tell_of_change(user, NEW_CODES)
    return RecoveryCodes.activate(user).get_unused_codes()


def number_of_codes(user: User) -> int:
    codes = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(codes).get_unused_codes()) if codes else 0


@transaction.atomic
def accept(user: User, code: str) -> bool:
    """Consume a code if it is valid. Each code works once, across all processes and without a cache."""
    for authenticator in Authenticator.objects.select_for_update().filter(user=user):
        use = _use_app if authenticator.type == Type.TOTP else _use_paper
        if use(authenticator, plain(code)):
            authenticator.record_usage()
            return True
    return False


def plain(code: str) -> str:
    """Drop the spaces that apps and printed codes use for grouping."""
    return "".join(sign for sign in code if sign.isdecimal())


def is_on_paper(code: str) -> bool:
    return len(plain(code)) == settings.MFA_RECOVERY_CODE_DIGITS


@transaction.atomic
def reset(user: User, *, by: User | None) -> None:
    """Remove the second factor, end all sessions and notify the user. The next sign-in sets up a new factor.

    Unless somebody with a shell does it, a mailed link comes before: the password alone would be too little.
    """
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(
        session_generation=F("session_generation") + 1, needs_mailed_link=bool(by and user.email)
    )
    log(user, "users.reset_second_factor", user=by)
    tell(user, "second-factor-reset")


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
