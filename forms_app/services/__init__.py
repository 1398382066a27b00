"""Decisions about submissions: one function each, called alike from forms, admin, commands and API."""

from .confirming import confirm_registration, send_copy
from .correspondence import AnsweredMeanwhileError
from .files import FilesNotStoredError, remove_unclaimed_files
from .forgetting import forget
from .personal_archive import archive_of
from .personal_data import erase_person, export_person, request_access
from .registration import NotDecidableError, accept_registration, ask_back, reject_registration
from .retention import expire_unconfirmed, forget_due
from .review import (
    add_note,
    assign,
    change_status,
    delete_submissions,
    mark_read,
    mark_unread,
    may_decide,
    reply,
    set_due_date,
)
from .sending import OtherAnswersError, submit

__all__ = [
    "AnsweredMeanwhileError",
    "FilesNotStoredError",
    "NotDecidableError",
    "OtherAnswersError",
    "accept_registration",
    "add_note",
    "archive_of",
    "ask_back",
    "assign",
    "change_status",
    "confirm_registration",
    "delete_submissions",
    "erase_person",
    "expire_unconfirmed",
    "export_person",
    "forget",
    "forget_due",
    "mark_read",
    "mark_unread",
    "may_decide",
    "reject_registration",
    "remove_unclaimed_files",
    "reply",
    "request_access",
    "send_copy",
    "set_due_date",
    "submit",
]
