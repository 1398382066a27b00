"""Sends one message to one address: no redirects, no proxy, a few seconds, and nothing of the answer but its status."""

import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import SplitResult

from standardwebhooks import Webhook

from .targets import TargetError, check_address, resolve

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 5.0
# In all, even if the answer arrives letter by letter.
SECONDS = 10.0


class DeliveryError(Exception):
    """The message did not arrive. `fault` is a key of `faults.IN_WORDS`, `status` the answer if there was one."""

    def __init__(self, fault: str, status: int | None = None):
        super().__init__(fault)
        self.fault, self.status = fault, status


class _Connection(HTTPConnection):
    """Connects to the address that was checked, and asks the server for the certificate of its name."""

    def __init__(self, parts: SplitResult, address: str):
        self.is_encrypted = parts.scheme == "https"
        self.default_port = 443 if self.is_encrypted else 80
        super().__init__(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), CONNECT_SECONDS)
        if self.is_encrypted:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self.sock.settimeout(ANSWER_SECONDS)


def send(url: str, key: str, body: str, secrets: list[str]) -> int:
    """Return the status of the answer, which is 2xx. Raises DeliveryError."""
    try:
        parts = check_address(url)
        status = _post(parts, resolve(parts), body, _headers(key, body, secrets))
    except TargetError as error:
        raise DeliveryError("private") from error
    except socket.gaierror as error:
        raise DeliveryError("name") from error
    except ssl.SSLError as error:
        raise DeliveryError("certificate") from error
    except TimeoutError as error:
        raise DeliveryError("timeout") from error
    except (OSError, HTTPException, UnicodeError) as error:
        raise DeliveryError("connection") from error
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
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Connection(parts, address)
    is_late = []
    watch = Timer(SECONDS, _cut, (connection, is_late))
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", path, body.encode(), headers)
        return connection.getresponse().status
    except (OSError, HTTPException) as error:
        if is_late:
            raise TimeoutError from error
        raise
    finally:
        watch.cancel()
        connection.close()


def _cut(connection: HTTPConnection, is_late: list[bool]) -> None:
    is_late.append(True)
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
