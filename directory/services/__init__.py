"""Decisions about entries: one function each, called alike from forms, the admin, commands and the API."""

from .entries import confirm_entry, create_entry

__all__ = ["confirm_entry", "create_entry"]
