"""Links in mails: each for one purpose and one object, once, and for a limited time.

The mail contains a random token; only its hash is stored. Opening a link changes nothing, because mail scanners open
every link: people act with a button on its page. Each app registers its kinds.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Site

from cms.common.registry import Registry
from cms.towns.scope import address_of

from .models import AccessLink

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")


@dataclass(frozen=True)
class LinkKind:
    """A purpose, its validity, and the name of its URL pattern (which takes the token)."""

    purpose: str
    lifetime: timedelta
    view_name: str


KINDS: Registry[str, LinkKind] = Registry(key=attrgetter("purpose"))
register = KINDS.register


def make_link(purpose: str, subject_pk: int | None, email: str) -> str:
    """Store a new link and return its token, which exists only in the mail."""
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
    """Return the link, even if used or expired; None for an invalid token or another purpose."""
    if not _TOKEN.match(token):
        return None
    return AccessLink.objects.filter(digest=_digest(token), purpose=purpose).first()


def use_link(link: AccessLink) -> bool:
    """Use the link up; of concurrent attempts, only one gets True."""
    unused = AccessLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=timezone.now())
    return bool(unused.update(used_at=timezone.now()))


def link_address(
    purpose: str, token: str, language: str = settings.LANGUAGE_CODE, *, site: Site | None
) -> str:
    """Return the absolute address on the town's website for a mail."""
    with translation.override(language):
        return address_of(site) + reverse(KINDS[purpose].view_name, args=[token])


def lifetime_of(purpose: str) -> timedelta:
    return KINDS[purpose].lifetime


def expiry_in_words(purpose: str, language: str = settings.LANGUAGE_CODE) -> str:
    """Return until when a link made now is valid, in the language of its mail."""
    return moment_in_words(timezone.now() + lifetime_of(purpose), language)


def moment_in_words(moment: datetime, language: str = settings.LANGUAGE_CODE) -> str:
    moment = timezone.localtime(moment)
    with translation.override(language):
        parts = {"day": date_format(moment, "DATE_FORMAT"), "time": date_format(moment, "H:i")}
        return translation.pgettext("until when a link works", "%(day)s, %(time)s") % parts


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
