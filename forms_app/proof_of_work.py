"""A little arithmetic that a browser does by itself: nothing to a person who writes, dear to a robot.

The protocol is ALTCHA's (https://altcha.org/docs/v2/proof-of-work/, version 1), on our own server. A
challenge is signed and not stored; a solution is stored, so that it counts once.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import altcha
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models.proof_of_work import SolvedChallenge

LIFETIME = timedelta(hours=1)
# About half of that many hashes: a third of a second on a computer, two seconds on an old phone.
HIGHEST_NUMBER = 50_000
LONGEST = 800


@dataclass(frozen=True)
class Proof:
    """A solution that is right and not too old; whether it is the first, `spend` tells."""

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


def read_proof(value: str) -> Proof | None:
    """Return the proof that a browser handed in, or None for anything that is not right."""
    payload = _payload(value)
    if payload is None or not altcha.verify_solution_v1(payload, _key())[0]:
        return None
    expires = altcha.extract_params_v1(payload)["expires"][0]
    return Proof(payload["challenge"], datetime.fromtimestamp(int(expires), UTC))


def spend(proof: Proof) -> bool:
    """Use the proof up, in the transaction of what it proves; False when somebody did before.

    Two at the same moment: the database refuses one with an IntegrityError.
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
    """Not what JSON can hold and no hash can be made of: half a letter (U+D800)."""
    return isinstance(value, str) and value.isascii()


def _key() -> str:
    return salted_hmac("forms_app.proof_of_work", "key").hexdigest()
