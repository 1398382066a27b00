"""Sends a message: no redirects, no proxy, a short timeout, and nothing is read of the response but its status."""

from datetime import UTC, datetime
from http.client import HTTPException
from urllib.parse import SplitResult

from django.conf import settings
from standardwebhooks import Webhook

from cms.common.outbound.connection import connected, fault_of, path_of
from cms.common.outbound.targets import TargetError, check_address, resolve

# Total, even if the response arrives byte by byte.
SECONDS = 10.0


class DeliveryError(Exception):
    """The message did not arrive. `fault` is a key of `faults.IN_WORDS`, `status` that of the response, if any."""

    def __init__(self, fault: str, status: int | None = None):
        super().__init__(fault)
        self.fault, self.status = fault, status


def send(url: str, key: str, body: str, secrets: list[str]) -> int:
    """Return the status of the response, which is 2xx. Raise DeliveryError."""
    may_be_local = settings.WEBHOOKS_MAY_BE_LOCAL
    try:
        parts = check_address(url, may_be_local=may_be_local)
        address = resolve(parts, may_be_local=may_be_local)
        status = _post(parts, address, body, _headers(key, body, secrets))
    except TargetError as error:
        raise DeliveryError("private") from error
    except (OSError, HTTPException, UnicodeError) as error:
        raise DeliveryError(fault_of(error)) from error
    if not 200 <= status < 300:
        raise DeliveryError("redirect" if 300 <= status < 400 else "status", status)
    return status


def _headers(key: str, body: str, secrets: list[str]) -> dict[str, str]:
    now = datetime.now(UTC)
    signatures = [Webhook(secret).sign(key, now, body) for secret in secrets]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Engagierte-Stadt-Webhooks/1",
        "webhook-id": key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _post(parts: SplitResult, address: str, body: str, headers: dict[str, str]) -> int:
    with connected(parts, address, SECONDS) as connection:
        connection.request("POST", path_of(parts), body.encode(), headers)
        return connection.getresponse().status
