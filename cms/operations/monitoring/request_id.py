"""A request's id connects a citizen's report, our log and the proxy's. Imports no model: logging needs it first."""

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
# What a proxy may pass on: long enough to be unique, without characters that could forge a log entry.
ACCEPTED = re.compile(r"[A-Za-z0-9_-]{8,64}")

# "" outside of a request.
current: ContextVar[str] = ContextVar("request_id", default="")


def request_id_for(given: str) -> str:
    return given if ACCEPTED.fullmatch(given) else secrets.token_hex(8)
