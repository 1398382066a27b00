"""A proof of work that the browser computes in the background: free for people, costly for spam bots.

The protocol is ALTCHA's (https://altcha.org/docs/v2/proof-of-work/, version 1), on our own server. A challenge is
signed and not stored; a solution is stored, so that it counts only once.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import altcha
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..models.proof_of_work import SolvedChallenge

LIFETIME = timedelta(hours=1)
# Takes half as many hashes on average: a third of a second on a computer, two seconds on an old phone.
HIGHEST_NUMBER = 50_000
LONGEST = 800


@dataclass(frozen=True)
class Proof:
    """A valid, recent solution; `spend` returns whether it is used for the first time."""

    challenge: str
    expires_at: datetime


def new_challenge() -> dict:
    return altcha.create_challenge_v1(
        max_number=HIGHEST_NUMBER,
        hmac_key=_key(),
        algorithm="SHA-256",
        salt_length=12,
        salt="",
        number=None,
        expires=timezone.now() + LIFETIME,
        params=None,
    ).to_dict()


@require_safe
@never_cache
def challenge(request: HttpRequest) -> JsonResponse:
    """A new proof-of-work challenge per request; none is stored."""
    return JsonResponse(new_challenge())


def read_proof(value: str) -> Proof | None:
    """Return the proof that a browser submitted, or None if it is invalid."""
    payload = _payload(value)
    if payload is None or not altcha.verify_solution_v1(payload, _key())[0]:
        return None
    expires = altcha.extract_params_v1(payload)["expires"][0]
    return Proof(payload["challenge"], datetime.fromtimestamp(int(expires), UTC))


def spend(proof: Proof) -> bool:
    """Use up the proof, in the transaction of what it proves; return False if it was used before.

    If two requests do so at once, the database refuses one with an IntegrityError.
    """
    if SolvedChallenge.objects.filter(challenge=proof.challenge).exists():
        return False
    SolvedChallenge.objects.create(challenge=proof.challenge, expires_at=proof.expires_at)
    return True


def _payload(value: str) -> dict | None:
    if not value or len(value) > LONGEST:
        return None
    try:
        payload = json.loads(base64.b64decode(value, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    texts = ("algorithm", "challenge", "salt", "signature")
    is_right = isinstance(payload, dict) and type(payload.get("number")) is int
    return payload if is_right and all(_is_plain(payload.get(name)) for name in texts) else None


def _is_plain(value) -> bool:
    """Reject values that JSON can hold but that cannot be hashed, such as lone surrogates (U+D800)."""
    return isinstance(value, str) and value.isascii()


def _key() -> str:
    return salted_hmac("forms_app.intake.proof_of_work", "key").hexdigest()
