"""A connection to the address that was checked, and an end to it however slowly the other side answers."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import SplitResult

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 5.0


class CheckedConnection(HTTPConnection):
    """Connects to the address that was checked, and verifies the certificate for the host name."""

    def __init__(self, parts: SplitResult, address: str):
        self.is_encrypted = parts.scheme == "https"
        self.default_port = 443 if self.is_encrypted else 80
        super().__init__(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
        self.address = address
        # Stays when HTTPConnection lets go of it, which it does while a body without a length still arrives.
        self.open_socket: socket.socket | None = None

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), CONNECT_SECONDS)
        if self.is_encrypted:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self.sock.settimeout(ANSWER_SECONDS)
        self.open_socket = self.sock


@contextmanager
def connected(parts: SplitResult, address: str, seconds: float) -> Iterator[CheckedConnection]:
    """Yield a connection that is cut after so many seconds, and then raises TimeoutError."""
    connection = CheckedConnection(parts, address)
    is_late: list[bool] = []
    watch = Timer(seconds, _cut, (connection, is_late))
    watch.daemon = True
    watch.start()
    try:
        yield connection
        if is_late:
            # A body that was cut looks like one that has ended.
            raise TimeoutError
    except (OSError, HTTPException) as error:
        if is_late:
            raise TimeoutError from error
        raise
    finally:
        watch.cancel()
        connection.close()


def path_of(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def fault_of(error: Exception) -> str:
    """Return why a connection failed, as a key of the words for it."""
    kinds = (
        (socket.gaierror, "name"),
        (ssl.SSLError, "certificate"),
        (TimeoutError, "timeout"),
    )
    return next((fault for kind, fault in kinds if isinstance(error, kind)), "connection")


def _cut(connection: CheckedConnection, is_late: list[bool]) -> None:
    is_late.append(True)
    with suppress(OSError, AttributeError):
        connection.open_socket.shutdown(socket.SHUT_RDWR)
