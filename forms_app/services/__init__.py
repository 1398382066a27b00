"""Decisions about submissions: one function each, called alike from forms, the admin, commands and the API."""

from .review import change_status, mark_read, may_decide
from .sending import submit

__all__ = ["change_status", "mark_read", "may_decide", "submit"]
