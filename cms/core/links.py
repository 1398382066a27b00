"""Links in mails: each for one purpose and one thing, once, and only for a while.

What is mailed is random; what is stored is its hash. Opening a link changes nothing, because mail scanners
open every link: a person acts with the button of the page behind it. Each app registers its kinds.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Site

from .models import AccessLink
from .towns import address_of

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")


@dataclass(frozen=True)
class LinkKind:
    """What a link is for, how long it works, and the name of the address behind it (which takes the token)."""

    purpose: str
    lifetime: timedelta
    view_name: str


_kinds: dict[str, LinkKind] = {}


def register(*kinds: LinkKind) -> None:
    _kinds.update({kind.purpose: kind for kind in kinds})


def make_link(purpose: str, subject_pk: int | None, email: str) -> str:
    """Store a new link and return its token, which exists nowhere but in the mail."""
    token = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        purpose=purpose,
        object_id=subject_pk,
        email=email,
        digest=_digest(token),
        expires_at=timezone.now() + lifetime_of(purpose),
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


def link_address(
    purpose: str, token: str, language: str = settings.LANGUAGE_CODE, *, site: Site | None
) -> str:
    """Return the full address, on the website of this town, that stands in the mail."""
    with translation.override(language):
        return address_of(site) + reverse(_kinds[purpose].view_name, args=[token])


def lifetime_of(purpose: str) -> timedelta:
    return _kinds[purpose].lifetime


def expiry_in_words(purpose: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Return until when a link that is made now works, for the mail in this language that holds it."""
    moment = timezone.localtime(timezone.now() + lifetime_of(purpose))
    with translation.override(language):
        parts = {"day": date_format(moment, "DATE_FORMAT"), "time": date_format(moment, "H:i")}
        return translation.pgettext("until when a link works", "%(day)s, %(time)s") % parts


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
