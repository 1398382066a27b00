"""A name for each request, by which a citizen's report, the log and the proxy's log are brought together."""

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
# What a proxy may hand on: long enough to be one of many, nothing that could be read as anything else in a log.
ACCEPTED = re.compile(r"[A-Za-z0-9_-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request being answered, "" outside of one."""
    return _current.get()


def request_id_for(given: str) -> str:
    return given if ACCEPTED.fullmatch(given) else secrets.token_hex(8)


class naming_request:
    """While it lasts, everything that is logged carries this id."""

    def __init__(self, request_id: str):
        self.request_id = request_id

    def __enter__(self):
        self.token = _current.set(self.request_id)

    def __exit__(self, *exc_info):
        _current.reset(self.token)
