"""API keys: creating, finding and revoking them. A key only adds to what everybody may do."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from wagtail.log_actions import log
from wagtail.models import Site

from .models import ApiKey
from .problems import ApiError

REVOKED = "api_toolkit.revoke_api_key"
LAST_USE_TO = timedelta(minutes=1)
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_TOKEN = re.compile(r"es_(?P<prefix>[a-z0-9]{8})_(?P<secret>[A-Za-z0-9_-]{43})\Z")


@transaction.atomic
def make_key(
    name: str, *, scopes: Iterable[str], sites: Iterable[Site], expires_on: date, by
) -> tuple[ApiKey, str]:
    """Store a new key; return it with its text, which is stored nowhere."""
    secret = secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        name=name,
        prefix=get_random_string(8, _LETTERS),
        digest=_digest(secret),
        scopes=list(scopes),
        expires_on=expires_on,
        created_by=by,
    )
    key.sites.set(sites)
    log(instance=key, action="wagtail.create", user=by)
    return key, f"es_{key.prefix}_{secret}"


@transaction.atomic
def revoke_key(key: ApiKey, *, by) -> None:
    """Disable the key. The row stays as a record."""
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
        log(instance=key, action=REVOKED, user=by)


def key_of(request: HttpRequest) -> ApiKey | None:
    """Return the key in the request, None without one. Raise ApiError 401 if it is invalid."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    # Basic authentication may belong to a proxy in front of a test site.
    if scheme.lower() in {"", "basic"}:
        return None
    key = _find(token.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise _refused("Send “Authorization: Bearer <key>” with a key of this site, or nothing.")
    if not key.is_active:
        raise _refused(f"This key is {key.state.value}.")
    _note_use(key)
    return key


def allows(request: HttpRequest, scope: ApiKey.Scope) -> bool:
    """Whether the request carries a key with this scope for this site."""
    key = getattr(request, "api_key", None)
    if key is None or scope not in key.scopes:
        return False
    sites = {site.pk for site in key.sites.all()}
    site = Site.find_for_request(request)
    return not sites or bool(site and site.pk in sites)


def _find(token: str) -> ApiKey | None:
    parts = _TOKEN.match(token)
    if parts is None:
        return None
    key = ApiKey.objects.filter(prefix=parts["prefix"]).first()
    return key if key and constant_time_compare(key.digest, _digest(parts["secret"])) else None


def _note_use(key: ApiKey) -> None:
    now = timezone.now()
    if key.last_used_at and now - key.last_used_at < LAST_USE_TO:
        return
    unnoted = Q(last_used_at=None) | Q(last_used_at__lte=now - LAST_USE_TO)
    ApiKey.objects.filter(unnoted, pk=key.pk).update(last_used_at=now)


def _digest(secret: str) -> str:
    # 256 random bits cannot be guessed, so a fast hash is enough.
    return hashlib.sha256(secret.encode()).hexdigest()


def _refused(detail: str) -> ApiError:
    return ApiError(401, detail, headers={"WWW-Authenticate": "Bearer", "Cache-Control": "private, no-store"})
