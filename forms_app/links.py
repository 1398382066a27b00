"""Links in mails: each for one purpose and one thing, once, and only for a while.

What is mailed is random; what is stored is its hash. Opening a link changes nothing, because mail scanners
open every link: a person acts with the button of the page behind it.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from .models.links import AccessLink

Purpose = AccessLink.Purpose
LIFETIMES = {
    Purpose.CONFIRM_REGISTRATION: timedelta(hours=72),
    Purpose.SEND_COPY: timedelta(hours=72),
    Purpose.PERSONAL_DATA: timedelta(minutes=60),
}
ADDRESSES = {
    Purpose.CONFIRM_REGISTRATION: "confirm_registration",
    Purpose.SEND_COPY: "send_copy",
    Purpose.PERSONAL_DATA: "open_personal_data",
}
ABOUT_SUBMISSIONS = [Purpose.CONFIRM_REGISTRATION, Purpose.SEND_COPY]
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")


def make_link(purpose: str, subject_pk: int | None, email: str) -> str:
    """Store a new link and return its token, which exists nowhere but in the mail."""
    token = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        purpose=purpose,
        object_id=subject_pk,
        email=email,
        digest=_digest(token),
        expires_at=timezone.now() + LIFETIMES[Purpose(purpose)],
    )
    return token


def read_link(token: str, purpose: str) -> AccessLink | None:
    """Return the link, be it used or expired; None for one that is altered, foreign or for something else."""
    if not _TOKEN.match(token):
        return None
    return AccessLink.objects.filter(digest=_digest(token), purpose=purpose).first()


def use_link(link: AccessLink) -> bool:
    """Use the link up; of several tries, even at the same moment, one gets True."""
    unused = AccessLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=timezone.now())
    return bool(unused.update(used_at=timezone.now()))


def link_address(purpose: str, token: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Return the full address that stands in the mail."""
    with translation.override(language):
        return settings.SITE_URL + reverse(ADDRESSES[Purpose(purpose)], args=[token])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
