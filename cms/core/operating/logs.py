"""Logs as one JSON object per line, which name requests and never people.

A message of an exception may hold what somebody typed ("Key (email)=(…) already exists"), and a path may hold the
key of a mailed link. So of an exception its kind and its places in the code are told, of a request its route.
"""

import logging
import traceback
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

from .request_id import current_request_id
from .route import route_of


class DiscreetJsonFormatter(JsonFormatter):
    """Fields: time, level, logger, message, request_id, and what a line adds with `extra`."""

    def __init__(self):
        super().__init__("%(message)s", json_ensure_ascii=False)

    def process_log_record(self, log_data):
        log_data.pop("request", None)
        return log_data

    def add_fields(self, log_data, record, message_dict):
        super().add_fields(log_data, record, message_dict)
        log_data["message"] = told(record)
        head = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if request_id := current_request_id():
            head["request_id"] = request_id
        rest = dict(log_data)
        log_data.clear()
        log_data.update(head | rest)

    def formatException(self, exc_info):
        return places(exc_info[1])


def told(record: logging.LogRecord) -> str:
    """The message; Django puts the path into its own, and the log tells the route instead."""
    request = getattr(record, "request", None)
    if request is None and not record.name.startswith("django."):
        return record.getMessage()
    words = str(record.msg).partition("%")[0].strip(" :'")
    return f"{words} ({route_of(request)})" if request is not None else words


def places(error: BaseException | None) -> str:
    """Kind and places of an exception and of what caused it, without their words."""
    lines = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)
