"""Allauth's second factor without its views: these functions lie in packages that it calls internal."""

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    validate_totp_code,
    yield_hotp_counters_from_time,
)

__all__ = [
    "TOTP",
    "RecoveryCodes",
    "format_hotp_value",
    "generate_totp_secret",
    "hotp_value",
    "login_stage_required",
    "stage_of",
    "validate_totp_code",
    "yield_hotp_counters_from_time",
]


def stage_of(request):
    """Return the stage of signing in that `login_stage_required` found for this request."""
    return request._login_stage
