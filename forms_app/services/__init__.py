"""Decisions about submissions: one function each, called alike from forms, the admin, commands and the API."""

from .files import FilesNotStoredError, remove_unclaimed_files
from .forgetting import forget
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
from .sending import submit

__all__ = [
    "FilesNotStoredError",
    "add_note",
    "assign",
    "change_status",
    "delete_submissions",
    "forget",
    "mark_read",
    "mark_unread",
    "may_decide",
    "remove_unclaimed_files",
    "reply",
    "set_due_date",
    "submit",
]
