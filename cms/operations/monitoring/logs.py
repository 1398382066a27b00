"""Logs as one JSON object per line, which name requests but never people.

An exception's message may contain what somebody typed ("Key (email)=(…) already exists"), and a path may contain the
key of a mailed link. So only the exception's type and traceback are logged, and only the route of a request.
"""

import logging
import traceback
from datetime import UTC, datetime

from pythonjsonlogger.json import JsonFormatter

from cms.common.route import route_of

from .request_id import current


class DiscreetJsonFormatter(JsonFormatter):
    """Fields: time, level, logger, message, request_id, and any `extra`."""

    def __init__(self):
        super().__init__("%(message)s", json_ensure_ascii=False)

    def process_log_record(self, log_data):
        log_data.pop("request", None)
        return log_data

    def add_fields(self, log_data, record, message_dict):
        super().add_fields(log_data, record, message_dict)
        log_data["message"] = message_of(record)
        head = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if request_id := current.get():
            head["request_id"] = request_id
        rest = dict(log_data)
        log_data.clear()
        log_data.update(head | rest)

    def formatException(self, exc_info):
        return traceback_of(exc_info[1])


def message_of(record: logging.LogRecord) -> str:
    """The message. Django's own include the path, which is replaced by the route."""
    request = getattr(record, "request", None)
    if request is None and not record.name.startswith("django."):
        return record.getMessage()
    text = str(record.msg).partition("%")[0].strip(" :'")
    return f"{text} ({route_of(request)})" if request is not None else text


def traceback_of(error: BaseException | None) -> str:
    """The type and traceback of an exception and its causes, without their messages."""
    lines = []
    while error is not None:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)
